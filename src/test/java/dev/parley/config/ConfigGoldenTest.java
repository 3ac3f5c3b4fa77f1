package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void aFileOfAssignmentsIsRefusedWithAllThatIsWrongAndNoSecret() throws IOException {
        assertThatThrownBy(() -> Assignments.read(DIRECTORY.resolve("assignments.env"), "--vars-file"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2 hunter2"))
                .satisfies(e -> Golden.check(DIRECTORY.resolve("assignments.txt"), e.getMessage()));
    }

    @TestFactory
    Stream<DynamicTest> theExampleOfEveryServerIsRight() {
        return Stream.of("dovecot", "courier", "cyrus", "james", "greenmail")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    ConfigFile file = ConfigFile.read(Path.of("examples/profiles", name + ".toml"));
                    Profile profile = file.profiles().get(name);
                    assertThat(file.profiles()).containsOnlyKeys(name);
                    assertThat(profile.users()).containsOnlyKeys("alice", "bob");
                    assertThat(profile.mail().delivery()).isNotNull();
                    assertThat(profile.mail().exclusive()).isTrue();
                    Map<String, String> secrets = Map.of("ALICE_PASSWORD", "a", "BOB_PASSWORD", "b");
                    assertThat(profile.facts(secrets::get, "").plain().host()).isEqualTo("localhost");
                }));
    }

    @Test
    void thereIsATestOfEveryExample() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples/profiles"))) {
            assertThat(files).hasSize(5);
        }
    }

    @Test
    void aFileOfAssignmentsIsRead(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("vars"),
                "\n"
                        + "# a comment\n"
                        + "a=1\r\n"
                        + " b = two words # said\n"
                        + "c='# $x'\n"
                        + "d=\"a\\n"
                        + "\\\"b\\\"\" # said\n"
                        + "e=\n"
                        + "export f=x=y\n"
                        + "a=2\n");
        assertThat(Assignments.read(file, "--vars-file"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("a", "2", "b", "two words", "c", "# $x", "d", "a\n\"b\"", "e", "", "f", "x=y"));
    }

    private static String page(Path path) throws IOException {
        try {
            // As a check-out usually leaves it.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
            ConfigFile file = ConfigFile.read(path);
            StringBuilder page = new StringBuilder("default-server: " + file.defaultServer() + "\n");
            file.settings().forEach((key, value) -> page.append(key + ": " + value.value() + "\n"));
            file.rules().forEach(given -> page.append(given.span().place() + ": " + given.rule() + "\n"));
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
