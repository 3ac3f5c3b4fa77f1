package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script makes at random is no difference between servers. */
class CompareChanceTest {
    @TempDir
    private Path directory;

    @Test
    void aTestIsDealtTheSameChanceOnBoth() throws IOException {
        Path script = Files.writeString(directory.resolve("random.parley"), """
            let mark = random(1000000000)

            test "mail at random" {
                mailbox alice { message text "Subject: ${mark}" }
                connect
                expect +OK
                login alice
                record mark
                send "RETR 1"
                expect +OK
                quit
            }
            """);
        Command command = Command.run(
                "compare", script.toString(), "--base", "embedded", "--target", "embedded", "--fail-on", "notable");
        assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
        assertThat(command.out()).contains("0 breaking, 0 notable");
    }
}
