package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Golden;
import dev.parley.source.Diagnostic;
import dev.parley.source.DiagnosticRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is read from a file, or said of it. {@code -Dgolden.update=true} rewrites the pages and still fails. */
class ConfigGoldenTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/config");

    @TestFactory
    Stream<DynamicTest> everyFileIsReadOrRefusedAsItsPageSays() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            List<Path> configurations = files.filter(file -> file.toString().endsWith(".toml"))
                    .sorted()
                    .toList();
            return configurations.stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(),
                            () -> Golden.check(
                                    Path.of(file.toString().replace(".toml", ".txt")),
                                    page(file).replace(Path.of("").toAbsolutePath() + "/", ""))));
        }
    }

    private static String page(Path path) throws IOException {
        try {
            // As a check-out usually leaves it.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
            ConfigFile file = ConfigFile.read(path);
            StringBuilder page = new StringBuilder("default-server: " + file.defaultServer() + "\n");
            file.settings().forEach((key, value) -> page.append(key + ": " + value.value() + "\n"));
            file.profiles()
                    .values()
                    .forEach(profile ->
                            page.append("\n").append(described(profile, new Configured(file, path).warnings(profile))));
            return page.toString();
        } catch (ConfigException e) {
            assertThat(e.isDrawn()).isTrue();
            return e.getMessage();
        }
    }

    private static String described(Profile profile, List<Diagnostic> warnings) {
        return String.join(
                        "\n",
                        "profile " + profile.name(),
                        "  software " + profile.software() + ", mode " + profile.mode(),
                        "  plain " + profile.plain() + ", tls " + profile.tls() + ", ca " + profile.ca(),
                        "  users "
                                + profile.users().values().stream()
                                        .map(user -> user.label() + "=" + user.name() + " "
                                                + user.password().described())
                                        .collect(Collectors.joining(", ")),
                        "  mail " + profile.mail(),
                        "  actions " + profile.actions(),
                        "  settings "
                                + profile.settings().entrySet().stream()
                                        .map(entry -> entry.getKey() + "="
                                                + entry.getValue().value())
                                        .collect(Collectors.joining(", ")))
                + "\n" + secrets(profile) + DiagnosticRenderer.render(warnings);
    }

    /** What using the profile says where the environment is empty. */
    private static String secrets(Profile profile) {
        try {
            return "  accounts "
                    + profile
                            .facts(Map.of("ALICE_PASSWORD", "from the environment")::get, "")
                            .accounts()
                            .keySet()
                            .stream()
                            .sorted()
                            .toList()
                    + "\n";
        } catch (ConfigException e) {
            return DiagnosticRenderer.render(e.diagnostics());
        }
    }
}
