package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message many times as large as the heap, in a process of its own. */
class LargeMessageTest {
    private static final int LINES = 4_000_000;
    private static final String LINE = "0123456789012345678901234567890123456789012345678901234567890123456789\r\n";

    @TempDir
    private Path directory;

    private int run(String assertion) throws Exception {
        Path script = Files.writeString(
                directory.resolve("large.parley"),
                "test \"t\" { connect; expect +OK; send \"RETR 1\"; expect +OK within 5m { " + assertion + " }\n"
                        + "send \"NOOP\"; expect +OK; quit }\n");
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server));
            Process process = new ProcessBuilder(OwnProcess.command(
                            List.of("-Xmx40m"),
                            "run",
                            script.toString(),
                            "--server",
                            "127.0.0.1:" + server.getLocalPort(),
                            "--max-body",
                            "1GB"))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("out").toFile())
                    .start();
            return process.waitFor();
        }
    }

    private static void serve(ServerSocket server) {
        try (Socket client = server.accept();
                Scanner commands = new Scanner(client.getInputStream(), StandardCharsets.US_ASCII)) {
            OutputStream out = client.getOutputStream();
            out.write("+OK ready\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] thousand = LINE.repeat(1000).getBytes(StandardCharsets.US_ASCII);
            while (commands.hasNextLine()) {
                out.write("+OK\r\n".getBytes(StandardCharsets.US_ASCII));
                String command = commands.nextLine();
                if (command.equals("QUIT")) {
                    return;
                }
                if (command.startsWith("RETR")) {
                    for (int i = 0; i < LINES / 1000; i++) {
                        out.write(thousand);
                    }
                    out.write(".\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    @Test
    void isReadWhenOnlyItsSizeIsLookedAt() throws Exception {
        long size = (long) LINES * LINE.length();
        int code = run("octets == " + size + "; lines count == " + LINES);
        assertThat(Files.readString(directory.resolve("out"))).contains("1 passed");
        assertThat(code).isZero();
    }

    @Test
    void itsSizeIsTheRealOne() throws Exception {
        assertThat(run("octets == 1")).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("out"))).contains(String.valueOf((long) LINES * LINE.length()));
    }
}
