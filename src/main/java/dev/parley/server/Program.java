package dev.parley.server;

import dev.parley.wire.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of this machine that a server's profile names.
 *
 * @param title what messages call it, at the beginning of a sentence
 * @param words the program and its arguments; no shell reads them
 */
public record Program(String title, List<String> words) {
    /** How much of its output a message holds: the end, where it says why it ends. */
    private static final int SHOWN = 4 * 1024;

    /** How long a killed process may take to be gone. */
    private static final Duration DEATH = Duration.ofSeconds(5);

    public Program {
        words = List.copyOf(words);
    }

    /**
     * Runs it to its end, with these octets as its standard input.
     *
     * @throws MailFailure when it cannot be started, ends with a status other than 0, or does not end in time, after
     *     which it is killed with what it started; the failure holds its output
     */
    public void run(Octets input, Duration limit) throws MailFailure {
        Process process;
        try {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new MailFailure(
                    title + " cannot be started: there is no program `" + words.getFirst() + "`" + " that may be run.",
                    e.getMessage(),
                    null);
        }
        StringBuffer output = new StringBuffer();
        Thread reader = Thread.ofVirtual().name("parley-output").start(() -> read(process.getInputStream(), output));
        Thread writer = Thread.ofVirtual().name("parley-input").start(() -> write(input, process.getOutputStream()));
        boolean ended = false;
        try {
            ended = process.waitFor(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
            if (ended) {
                // What it started may keep its output open; what it wrote itself is read by then.
                reader.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailFailure(title + " was cancelled.", shown(output), null);
        } finally {
            if (!ended) {
                kill(process);
            }
            writer.interrupt();
        }
        if (!ended) {
            throw new MailFailure(
                    title + " did not end within " + limit.toMillis() + " ms and was killed.", shown(output), null);
        }
        if (process.exitValue() != 0) {
            throw new MailFailure(title + " ended with status " + process.exitValue() + ".", shown(output), null);
        }
    }

    /** With all that it started; whoever reads that it was killed finds nothing of it any more. */
    private static void kill(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, DEATH.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static String shown(StringBuffer output) {
        String text = output.toString().strip();
        return text.isEmpty()
                ? "no output"
                : text.length() > SHOWN ? "…" + text.substring(text.length() - SHOWN) : text;
    }

    private static void read(InputStream in, StringBuffer output) {
        byte[] part = new byte[4096];
        try (in) {
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                output.append(new String(part, 0, count, StandardCharsets.UTF_8));
                if (output.length() > 4 * SHOWN) {
                    output.delete(0, output.length() - 2 * SHOWN);
                }
            }
        } catch (IOException e) {
            // The program has ended.
        }
    }

    private static void write(Octets input, OutputStream out) {
        try (out) {
            input.writeTo(out);
        } catch (IOException e) {
            // A program need not read all of its input; its status says whether it is content.
        }
    }
}
