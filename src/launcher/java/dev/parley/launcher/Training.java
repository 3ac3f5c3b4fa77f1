package dev.parley.launcher;

import dev.parley.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run that shows the virtual machine which classes a run needs, so that it can write them into its cache. It tests a
 * peer of its own on the loopback: every class of a cache is loaded at every start, so those that not all runs need, Groovy's
 * and the embedded server's, are in caches of their own, and so are those of a help.
 */
final class Training {
    private static final String SCRIPT = """
        suite "Training"

        let most = 1000

        before { connect; expect +OK }
        after { quit }

        procedure stat(expected) {
            send "STAT"
            expect +OK
            capture now from text /^(\\d+)/ as int
            check now == expected
        }

        test "what runs use" {
            tags training
            send "USER ${alice.name}"
            expect +OK within 5s
            send "PASS ${alice.password}"
            expect +OK /ready/
            stat(2)
            send "LIST"
            expect +OK { lines count == 2; each line ~ /^\\d+ \\d+/; has line "1 120" }
            capture _number, size from lines /^(\\d+) (\\d+)$/ as int
            check most > 1
            log size
            if capability "TOP" { note "TOP" } else { note "no TOP" }
            for each n in 1..2 { send "NOOP"; expect any }
            expect nothing for 1ms
            send "RETR 1"
            expect +OK { octets < 64KB; message contains "Hello"; header "Subject" == "Training" }
        }

        test "message ${n}" for each n in [1, 2] {
            login alice
            send "DELE ${n}"
            expect one of { -ERR; +OK then deviation "deleted" }
            quit
        }
        """;

    /** What makes a run with Groovy. */
    private static final String GROOVY = """

        test "what Groovy takes" {
            check "a".toUpperCase() + 1 == "A1" && sha256("a").startsWith("c")
        }
        """;

    /** What makes a run of all: Groovy, and the embedded server. */
    private static final String ALL = """

        test "what other runs use" {
            connect tls
            expect +OK
            login alice
            send "CAPA"
            expect +OK
            check reply.lines.size() + 1 > 1 && sha256("a").startsWith("c")
            quit
        }
        """;

    private Training() {}

    /** @param arguments the directory that is written to, and {@code groovy}, {@code all} or {@code help} for a cache of those */
    public static void main(String[] arguments) throws IOException {
        Main.run("--version");
        Main.run("--help");
        Path directory = Path.of(arguments[0]);
        String kind = arguments.length > 1 ? arguments[1] : "";
        // The check compiles, and the run behind it reads what was compiled, as later ones will.
        System.setProperty(
                "parley.expressions", directory.resolve("expressions").toString());
        if (!kind.equals("help")) {
            run(directory, kind);
        }
    }

    private static void run(Path directory, String kind) throws IOException {
        Path script =
                Files.writeString(directory.resolve("training.parley"), kind.isEmpty() ? SCRIPT : SCRIPT + GROOVY);
        try (ServerSocket peer = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(peer));
            String address = "127.0.0.1:" + peer.getLocalPort();
            Path password = Files.writeString(directory.resolve("password"), "not the name");
            Main.run("run", "--help");
            Main.run("check", script.toString());
            succeed(Main.run(
                    "run",
                    script.toString(),
                    "--server",
                    address,
                    "--user",
                    "training",
                    "--password-file",
                    password.toString(),
                    "--report-junit",
                    directory.resolve("report.xml").toString()));
            if (kind.equals("all")) {
                succeed(Main.run(
                        "run",
                        Files.writeString(directory.resolve("all.parley"), ALL).toString()));
            }
        }
    }

    /** What fails in the middle has shown half of what a run needs. */
    private static void succeed(int code) {
        if (code != 0) {
            throw new IllegalStateException("The training ended with " + code + ".");
        }
    }

    private static void serve(ServerSocket peer) {
        try {
            while (true) {
                Socket client = peer.accept();
                Thread.ofVirtual().start(() -> talk(client));
            }
        } catch (IOException e) {
            // The training is over.
        }
    }

    private static void talk(Socket client) {
        try (client) {
            converse(client);
        } catch (IOException e) {
            // The client has what it came for.
        }
    }

    private static void converse(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = client.getOutputStream();
        say(out, "+OK ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.split(" ", 2)[0];
            say(
                    out,
                    switch (command) {
                        case "STAT" -> "+OK 2 240";
                        case "LIST" -> "+OK\r\n1 120\r\n2 120\r\n.";
                        case "CAPA" -> "+OK\r\nTOP\r\nUIDL\r\n.";
                        case "RETR" -> "+OK\r\nSubject: Training\r\n\r\nHello\r\n..\r\n.";
                        case "DELE" -> "-ERR [SYS/PERM] no";
                        default -> "+OK ready";
                    });
            if (command.equals("QUIT")) {
                return;
            }
        }
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
