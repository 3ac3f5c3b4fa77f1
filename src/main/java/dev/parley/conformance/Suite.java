package dev.parley.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of the suite as they are bundled: every {@code .parley} file of the folder, in the order of their names,
 * with the data files they need beside them. Closed, an archive they stand in is closed too.
 */
public final class Suite implements AutoCloseable {
    private static final String FOLDER = "suite";
    private static final String EXTENSION = ".parley";

    /** One line a row that has no test: its id, a colon, and why. */
    private static final String NOT_COVERED = "not-covered.txt";

    private final Path folder;
    private final @Nullable FileSystem archive;

    private Suite(Path folder, @Nullable FileSystem archive) {
        this.folder = folder;
        this.archive = archive;
    }

    /** The bundled suite. */
    public static Suite open() {
        URL resource = Suite.class.getResource(FOLDER);
        if (resource == null) {
            throw new IllegalStateException("the suite is not bundled");
        }
        try {
            URI uri = resource.toURI();
            if (!uri.getScheme().equals("jar")) {
                return new Suite(Path.of(uri), null);
            }
            FileSystem archive = FileSystems.newFileSystem(uri, Map.of());
            return new Suite(Path.of(uri), archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The scripts of a folder, such as an exported suite that was changed. */
    public static Suite in(Path folder) {
        return new Suite(folder, null);
    }

    /** What can be run; scripts that others include are not among them. */
    public List<Path> scripts() {
        return files().stream()
                .filter(file -> file.toString().endsWith(EXTENSION))
                .filter(file -> !nameOf(file).contains("/"))
                .toList();
    }

    /** What reports call a script: its name within the suite. */
    public String nameOf(Path script) {
        return script.startsWith(folder)
                ? folder.relativize(script)
                        .toString()
                        .replace(script.getFileSystem().getSeparator(), "/")
                : script.toString();
    }

    /** Why rows have no test, by their ids. */
    Map<String, String> notCovered() {
        Map<String, String> reasons = new LinkedHashMap<>();
        Path file = folder.resolve(NOT_COVERED);
        if (!Files.exists(file)) {
            return reasons;
        }
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                int colon = line.indexOf(':');
                if (colon > 0 && !line.startsWith("#")) {
                    reasons.put(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 1).strip());
                }
            }
            return reasons;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Copies the suite out.
     *
     * @return how many files were written
     * @throws IOException when one cannot be
     */
    public int export(Path target) throws IOException {
        int written = 0;
        for (Path file : files()) {
            Path copy = target.resolve(nameOf(file));
            Path parent = copy.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(copy, Files.readAllBytes(file));
            written++;
        }
        return written;
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (archive != null) {
            try {
                archive.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
