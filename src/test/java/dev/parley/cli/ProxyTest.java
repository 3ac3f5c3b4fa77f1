package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections go straight to the server, but for those who say otherwise to the virtual machine. */
class ProxyTest {
    private static final int SOCKS_5 = 5;

    @TempDir
    private Path directory;

    @Test
    @Timeout(60)
    void aProxyThatTheVirtualMachineWasGivenIsAsked() throws Exception {
        Path script = Files.writeString(directory.resolve("t.parley"), "test \"t\" { connect; expect +OK; close }\n");
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Process process = new ProcessBuilder(OwnProcess.command(
                            List.of(
                                    "-XX:TieredStopAtLevel=1",
                                    "-DsocksProxyHost=" + proxy.getInetAddress().getHostAddress(),
                                    "-DsocksProxyPort=" + proxy.getLocalPort()),
                            "run",
                            script.toString(),
                            "--server",
                            "192.0.2.1:110"))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("out").toFile())
                    .start();
            try {
                try (Socket asked = proxy.accept()) {
                    assertThat(asked.getInputStream().read()).isEqualTo(SOCKS_5);
                }
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(ExitCode.COULD_NOT_RUN.code());
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
