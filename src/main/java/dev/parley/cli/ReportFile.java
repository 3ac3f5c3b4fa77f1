package dev.parley.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file that is there whole or not at all: written beside its place and then renamed. */
final class ReportFile {
    private ReportFile() {}

    /** @throws IOException when it cannot be written; what was there before is still there */
    static void write(Path target, Consumer<Writer> content) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory == null || Files.isDirectory(absolute)) {
            throw new IOException("it is a directory");
        }
        Files.createDirectories(directory);
        long process = ProcessHandle.current().pid();
        Path beside = directory.resolve("." + absolute.getFileName() + "." + process + ".tmp");
        try {
            try (Writer writer = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
                content.accept(writer);
            }
            Files.move(beside, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Writes a report, if it is wanted, and says so if it cannot be written.
     *
     * @param target where to; null for nowhere
     */
    static ExitCode report(@Nullable Path target, Consumer<Writer> content, PrintWriter err) {
        if (target == null) {
            return ExitCode.OK;
        }
        try {
            write(target, content);
            return ExitCode.OK;
        } catch (IOException e) {
            err.println("parley: The report `" + target + "` cannot be written: " + e.getMessage() + ".");
            return ExitCode.SCRIPT;
        }
    }

    /** For a content that is one text. */
    static void text(String text, Writer writer) {
        try {
            writer.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
