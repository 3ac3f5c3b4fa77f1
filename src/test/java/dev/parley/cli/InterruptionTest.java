package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C, in a process of its own. */
@DisabledOnOs(OS.WINDOWS)
class InterruptionTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(60)
    void theReportsAreWrittenAndTheExitCodeIs130(boolean atOnce) throws Exception {
        Path report = directory.resolve("report.xml");
        Path out = directory.resolve("out");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Path script = Files.writeString(directory.resolve("a.parley"), """
                test "is done" { check 1 == 1 }
                test "waits" { connect plain "127.0.0.1:%d"; expect +OK within 50s }
                test "is left" { check 1 == 1 }
                """.formatted(silent.getLocalPort()));
            List<String> command = new ArrayList<>(heedingInterruptions());
            command.addAll(OwnProcess.command(
                    List.of("-XX:TieredStopAtLevel=1", "-Dparley.end-at-once=" + atOnce),
                    "run",
                    script.toString(),
                    "--report-junit",
                    report.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            try (var _ = silent.accept()) {
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).as(Files.readString(out)).isEqualTo(130);
        }
        assertThat(out)
                .content()
                .contains("1 passed, 0 failed, 1 errored, 1 skipped", "cut short: the run was interrupted");
        assertThat(report)
                .content()
                .contains("<skipped message=\"the run was interrupted\"/>", "<error ", "</testsuites>");
    }

    /**
     * Words in front of a command that has it heed Ctrl-C. What a shell has begun in the background does not, nor do its
     * children, so these tests would fail there; where the system's {@code env} cannot change that, there are none.
     */
    private static List<String> heedingInterruptions() throws Exception {
        List<String> words = List.of("env", "--default-signal=INT");
        Process tried = new ProcessBuilder(
                        Stream.concat(words.stream(), Stream.of("true")).toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return tried.waitFor() == 0 ? words : List.of();
    }
}
