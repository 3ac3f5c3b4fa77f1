package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables and secrets from outside, and what {@code parley config show} says of them. */
class VariablesTest {
    @TempDir
    private Path directory;

    private Path script;

    @BeforeEach
    void writeScript() throws Exception {
        script = Files.writeString(directory.resolve("a.parley"), "test \"a\" { check region == \"eu\" }\n");
    }

    private Command run(Map<String, String> environment, String... options) {
        return command("run", environment, options);
    }

    private Command command(String command, Map<String, String> environment, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command, script.toString()));
        arguments.addAll(List.of(options));
        return Command.with(environment, "", arguments.toArray(String[]::new));
    }

    @Test
    void aScriptSeesThemAndCheckKnowsThem() {
        assertThat(run(Map.of(), "--var", "region=eu").exitCode()).isZero();
        assertThat(command("check", Map.of(), "--var", "region=us").exitCode()).isZero();
        Command unknown = command("check", Map.of());
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.out()).contains("There is no `region` here.");
    }

    @Test
    void theCommandLineWinsOverTheFileItNamesAndTheEnvironmentAndTheProfileAndTheFile() throws Exception {
        Files.writeString(
                directory.resolve("parley.toml"),
                "var.region = \"file\"\n[server.x]\naddress = \"127.0.0.1:1\"\nvar.region = \"profile\"\n");
        Path file = Files.writeString(directory.resolve("vars"), "region=vars\n");
        Map<String, String> environment = Map.of("PARLEY_VAR_region", "environment");
        assertThat(run(Map.of()).out()).contains("\"file\"");
        assertThat(run(Map.of(), "--server", "x").out()).contains("\"profile\"");
        assertThat(run(environment, "--server", "x").out()).contains("\"environment\"");
        assertThat(run(environment, "--vars-file", file.toString()).out()).contains("\"vars\"");
        assertThat(run(environment, "--vars-file", file.toString(), "--var", "region=eu")
                        .exitCode())
                .isZero();
    }

    @Test
    void oneReplacesALetOfTheFileAndIsReadAsWhatThatIs() throws Exception {
        Files.writeString(script, """
            let limit = 5
            let patience = 1s
            let region = "us"
            test "a" {
                check limit + 1 == 8
                check patience == 2s
                check region == "eu"
            }
            """);
        Command command = run(Map.of(), "--var", "limit=7", "--var", "patience=2s", "--var", "region=eu");
        assertThat(command.exitCode()).as(command.out()).isZero();
        Command wrong = run(Map.of(), "--var", "limit=many");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.out())
                .contains("error: `limit` is given from outside and is not a number, as this one is.")
                .contains(":1:5");
    }

    @Test
    void aSecretIsMaskedWhereverItComesFrom() throws Exception {
        Files.writeString(script, "test \"a\" { log token; check \"${token}\" == \"x\" }\n");
        Path file = Files.writeString(directory.resolve("token"), "from-the-file\n");
        Files.writeString(directory.resolve("parley.toml"), "secret.token = { file = \"token\" }\n");
        Command fromFile = run(Map.of(), "-v");
        assertThat(fromFile.exitCode()).isEqualTo(1);
        assertThat(fromFile.out()).contains("********").doesNotContain("from-the-file");
        Command fromEnvironment = run(Map.of("PARLEY_SECRET_token", "from-the-environment"), "-v");
        assertThat(fromEnvironment.out()).contains("********").doesNotContain("from-the-environment");
        assertThat(fromEnvironment.err()).isEmpty();
        Command given = run(Map.of(), "-v", "--secret", "token=on-the-command-line");
        assertThat(given.out()).contains("********").doesNotContain("on-the-command-line");
        assertThat(given.err())
                .isEqualTo("parley: The secret `token` stands on the command line, where every user of this machine"
                        + " can see it; set PARLEY_SECRET_token instead.\n");
        // What was called a secret once is masked, whatever sets it.
        assertThat(run(Map.of(), "-v", "--var", "token=in-the-open").out()).doesNotContain("in-the-open");
        Files.delete(file);
        Command missing = run(Map.of());
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("does not exist.").contains("parley.toml:1:");
        assertThat(command("check", Map.of()).exitCode()).isZero();
    }

    @Test
    void aFileMayAddToTheEnvironment() throws Exception {
        Path file = Files.writeString(
                directory.resolve("env"), "PARLEY_VAR_region=eu\nPARLEY_REPEAT=3\nTOKEN=\"of the file\"\n");
        Files.writeString(script, "test \"a\" { check region == \"eu\"; check env(\"TOKEN\") == \"of the file\" }\n");
        assertThat(run(Map.of(), "--env-file", file.toString()).out()).contains("3 passed");
        assertThat(run(Map.of("PARLEY_ENV_FILE", file.toString())).out()).contains("3 passed");
        assertThat(run(Map.of("PARLEY_REPEAT", "2"), "--env-file=" + file).out())
                .contains("2 passed");
        Command missing = run(Map.of(), "--env-file", "no-such-file");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).isEqualTo("parley: The file `no-such-file` does not exist (--env-file).\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--var    | region   | 64 | parley: `--var` is NAME=VALUE, and there is no `=`.",
                "--secret | hunter22 | 64 | parley: `--secret` is NAME=VALUE, and there is no `=`.",
                "--var    | a-b=c    | 2  | 'parley: A variable is called by a word of letters, digits and `_`, not"
                        + " `a-b` (--var).'",
                "--var    | alice=c  | 2  | parley: The variable `alice` would hide the account of that name.",
                "--var    | reply=c  | 2  | parley: The variable `reply` would hide what the language calls so itself.",
                "--var    | md5=c    | 2  | parley: The variable `md5` would hide what the language calls so itself.",
            })
    void aMistakeIsASentence(String option, String value, int code, String sentence) {
        Command command = run(Map.of(), option, value);
        assertThat(command.err()).isEqualTo(sentence + "\n");
        assertThat(command.exitCode()).isEqualTo(code);
    }

    @Test
    void theConfigurationIsShownWithTheOriginOfEachValue() throws Exception {
        Path configuration = Path.of("src/test/resources/config/accepted.toml");
        Command command = Command.with(
                Map.of("PARLEY_MAX_BODY", "1MB", "PARLEY_VAR_region", "eu", "PARLEY_SECRET_token", "hunter2"),
                "",
                "config",
                "show",
                "--config",
                configuration.toString(),
                "--jobs",
                "4",
                "--strict-wire=false",
                "--tls",
                "off",
                "--user",
                "carol=c@example.org",
                "--password-env",
                "CAROL");
        assertThat(command.exitCode()).as(command.err()).isZero();
        assertThat(command.out()).doesNotContain("hunter2").doesNotContain("literal");
        Golden.check(Path.of("src/test/resources/config/show.txt"), command.out());
    }

    @Test
    void withoutAFileTheDefaultsAreShown() {
        Command command = Command.with(Map.of(), "", "config", "show", directory.toString());
        assertThat(command.exitCode()).as(command.err()).isZero();
        assertThat(command.out())
                .startsWith("No parley.toml from " + directory + " upward.\n")
                .containsPattern("server +embedded +default\n")
                .containsPattern("timeout +5m +default\n");
        assertThat(Command.run("config").exitCode()).isEqualTo(64);
        assertThat(Command.run("config", "show", "--config", "no-such.toml").exitCode())
                .isEqualTo(2);
    }
}
