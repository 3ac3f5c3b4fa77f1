package dev.parley.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.FileSelector;

/** The scripts that selectors mean, each once. */
final class ScriptFiles {
    /** Stands for standard input. */
    static final Path STANDARD_INPUT = Path.of("-");

    private ScriptFiles() {}

    static List<Path> of(List<DiscoverySelector> selectors) {
        Set<Path> files = new LinkedHashSet<>();
        for (DiscoverySelector selector : selectors) {
            switch (selector) {
                case FileSelector file -> files.add(file.getPath());
                case DirectorySelector directory -> files.addAll(in(directory.getPath()));
                default -> files.add(STANDARD_INPUT);
            }
        }
        return List.copyOf(files);
    }

    private static List<Path> in(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".parley"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
