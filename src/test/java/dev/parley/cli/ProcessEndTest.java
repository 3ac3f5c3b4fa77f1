package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a process, as the launcher has it and in the ordinary way. */
class ProcessEndTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(60)
    void allIsSaidAndTheExitCodeIsTheCommands(boolean atOnce) throws Exception {
        Process process = new ProcessBuilder(OwnProcess.command(
                        List.of("-XX:TieredStopAtLevel=1", "-Dparley.end-at-once=" + atOnce),
                        "check",
                        "nowhere.parley"))
                .redirectErrorStream(true)
                .start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(out).isEqualTo("parley: There is no file or directory `nowhere.parley`.\n");
            assertThat(process.exitValue()).isEqualTo(ExitCode.SCRIPT.code());
        } finally {
            process.destroyForcibly();
        }
    }
}
