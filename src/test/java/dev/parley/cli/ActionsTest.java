package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code action} runs the commands of a profile. */
class ActionsTest {
    @TempDir
    private Path directory;

    private Command run(String statement) throws IOException {
        Files.writeString(
                directory.resolve("parley.toml"), """
                    [server.test]
                    address = "127.0.0.1:110"
                    [server.test.action]
                    works-elsewhere = ["/bin/sh", "-c", "echo done > %s"]
                    fails = ["/bin/sh", "-c", "echo it is broken >&2; exit 3"]
                    hangs = ["/bin/sh", "-c", "echo $$ > %s; exec sleep 600"]
                    """.formatted(directory.resolve("done"), directory.resolve("pid")));
        Path script = directory.resolve("script.parley");
        Files.writeString(script, "test \"x\" {\n    " + statement + "\n    check 1 == 1\n}\n");
        return Command.run("run", script.toString(), "--server", "test");
    }

    @Test
    void aCommandThatWorks() throws IOException {
        Command command = run("require action \"works-elsewhere\"; action \"works-elsewhere\"");
        assertThat(command.exitCode()).as(command.out()).isZero();
        assertThat(directory.resolve("done")).hasContent("done");
    }

    @Test
    void aCommandThatFails() throws IOException {
        Command command = run("action \"fails\"");
        assertThat(command.exitCode()).isEqualTo(3);
        assertThat(command.out())
                .contains("could not run: The action `fails` ended with status 3.")
                .contains("it is broken");
    }

    @Test
    void aCommandThatHangsIsKilled() throws IOException {
        Command command = run("action \"hangs\" within 500ms");
        assertThat(command.exitCode()).isEqualTo(3);
        assertThat(command.out())
                .contains("The action `hangs` did not end within ")
                .contains(" and was killed.");
        long process = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
        assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void aCommandThatTheProfileDoesNotName() throws IOException {
        for (String statement : new String[] {"action \"other\"", "require action \"other\""}) {
            Command command = run(statement);
            assertThat(command.exitCode()).isZero();
            assertThat(command.out()).contains("1 skipped").contains("there is no action other for test");
        }
    }
}
