package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The commands beside {@code run} that ask a server, with every report there is. */
final class OtherCommands {
    /** A baseline, an inventory, three reports of a comparison and four of a matrix. */
    private static final int FILES = 9;

    private OtherCommands() {}

    /**
     * What they print, and the text of each file they write.
     *
     * @param scripts a folder
     * @param written a folder for what they write
     * @param password of alice
     */
    static List<String> told(Path scripts, Path written, String address, String password) throws IOException {
        String baseline = file(written, "baseline.json");
        List<String> all = new ArrayList<>();
        all.add(told(password, "record", scripts.toString(), "--inventory", "-o", baseline, "--server", address));
        all.add(told(
                password,
                "compare",
                scripts.toString(),
                "--inventory",
                "--base",
                baseline,
                "--target",
                address,
                "--show",
                "volatile",
                "--report-json",
                file(written, "compare.json"),
                "--report-markdown",
                file(written, "compare.md"),
                "--report-junit",
                file(written, "compare.xml")));
        all.add(told(
                password,
                "conform",
                "--suite",
                scripts.toString(),
                "--server",
                address,
                "--report-json",
                file(written, "conform.json"),
                "--report-markdown",
                file(written, "conform.md"),
                "--report-html",
                file(written, "conform.html"),
                "--report-junit",
                file(written, "conform.xml")));
        all.add(told(password, "inventory", "--server", address, "-o", file(written, "inventory.jsonl")));
        try (Stream<Path> files = Files.list(written)) {
            List<Path> there = files.toList();
            assertThat(there).hasSize(FILES);
            for (Path file : there) {
                all.add(Files.readString(file));
            }
        }
        return all;
    }

    private static String file(Path folder, String name) {
        return folder.resolve(name).toString();
    }

    private static String told(String password, String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--user", "alice", "--password-env", "PW"));
        Command command = Command.with(Map.of("PW", password), "", words.toArray(String[]::new));
        assertThat(command.exitCode()).as(words + command.out() + command.err()).isBetween(0, 3);
        return command.out() + command.err();
    }
}
