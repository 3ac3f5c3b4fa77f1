package dev.parley.expression;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Translations that outlive the run, each in a file of its own: Groovy takes a hundred times as long to make one as it
 * takes to read it. The directory belongs to one build of Parley and of Java. A file that is damaged is as good as none, and
 * a directory that cannot be written costs speed only. Safe for use by several threads and processes.
 */
final class KeptTranslations {
    /** So many files are kept; when there are more, texts that nobody writes any longer are most of them. */
    static final int MOST = 5_000;

    private final Path directory;
    private boolean begun;

    KeptTranslations(Path directory) {
        this.directory = directory;
    }

    /** @return null when there is none, or none that is whole */
    @Nullable
    Translation read(String name) {
        try {
            byte[] file = Files.readAllBytes(directory.resolve(name));
            int length = Math.min(Digests.LENGTH, file.length);
            byte[] content = Arrays.copyOfRange(file, length, file.length);
            if (!MessageDigest.isEqual(Digests.sha256(content), Arrays.copyOf(file, length))) {
                return null;
            }
            return Translation.read(new DataInputStream(new ByteArrayInputStream(content)));
        } catch (IOException e) {
            return null;
        }
    }

    void write(String name, Translation translation) {
        try {
            begin();
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            translation.write(new DataOutputStream(content));
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write(Digests.sha256(content.toByteArray()));
            content.writeTo(file);
            // Read by its owner alone, as temporary files are: an expression may hold what a script keeps from others.
            Path part = Files.createTempFile(directory, name, ".part");
            try {
                Files.write(part, file.toByteArray());
                Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException | UncheckedIOException e) {
            // The next run compiles again.
        }
    }

    private synchronized void begin() throws IOException {
        if (begun) {
            return;
        }
        begun = true;
        Files.createDirectories(directory);
        List<Path> kept;
        try (Stream<Path> files = Files.list(directory)) {
            kept = files.toList();
        }
        if (kept.size() > MOST) {
            for (Path file : kept) {
                Files.deleteIfExists(file);
            }
        }
    }
}
