package dev.parley.dovecot;

import dev.parley.server.Account;
import dev.parley.server.Identity;
import dev.parley.server.RemoteServer;
import dev.parley.server.ServerFacts;
import dev.parley.wire.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real Dovecot on free ports of the loopback interface, in a directory of its own, with the users alice and bob and a
 * few messages each. Stopped by the process that started it.
 */
public final class Dovecot implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");
    private static final Duration START = Duration.ofSeconds(20);

    private final Path directory;
    private final Process process;
    private final int plain;
    private final int tls;

    private Dovecot(Path directory, Process process, int plain, int tls) {
        this.directory = directory;
        this.process = process;
        this.plain = plain;
        this.tls = tls;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM) && Files.exists(Path.of("/usr/lib/dovecot/pop3"));
    }

    /**
     * Starts it.
     *
     * @param settings further lines of its configuration
     */
    public static Dovecot start(String... settings) throws Exception {
        Path directory = Files.createTempDirectory("parley-dc");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        int plain;
        int tls;
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            plain = one.getLocalPort();
            tls = two.getLocalPort();
        }
        Identity identity = Identity.create(Instant.now());
        pem(directory.resolve("ca.pem"), "CERTIFICATE", identity.authority().getEncoded());
        pem(directory.resolve("cert.pem"), "CERTIFICATE", identity.certificate().getEncoded());
        pem(
                directory.resolve("key.pem"),
                "PRIVATE KEY",
                identity.keys().getPrivate().getEncoded());
        Files.writeString(directory.resolve("users"), "alice:{PLAIN}alice-secret\nbob:{PLAIN}bob-secret\n");
        boolean root = "root".equals(System.getProperty("user.name"));
        String owner = root ? "mail" : System.getProperty("user.name");
        for (String user : List.of("alice", "bob")) {
            for (String folder : List.of("cur", "new", "tmp")) {
                Files.createDirectories(directory.resolve("mail/" + user + "/Maildir/" + folder));
            }
            for (int n = 1; n <= 3; n++) {
                Files.writeString(
                        directory.resolve("mail/" + user + "/Maildir/cur/170000000" + n + ".M" + n + ".parley:2,S"),
                        message(user, n));
            }
        }
        if (root) {
            run("chown", "-R", owner, directory.resolve("mail").toString());
        }
        Files.writeString(
                directory.resolve("dovecot.conf"), configuration(directory, plain, tls, owner, root, settings));
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-F",
                        "-c",
                        directory.resolve("dovecot.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        Dovecot dovecot = new Dovecot(directory, process, plain, tls);
        dovecot.awaitStart();
        return dovecot;
    }

    private static String configuration(
            Path directory, int plain, int tls, String owner, boolean root, String... settings) {
        String internal = root
                ? ""
                : "default_internal_user = " + owner + "\ndefault_login_user = " + owner + "\ndefault_internal_group = "
                        + owner + "\n";
        return """
            base_dir = @DIR@/run
            state_dir = @DIR@/run
            log_path = @DIR@/log
            protocols = pop3
            listen = 127.0.0.1
            ssl = yes
            ssl_cert = <@DIR@/cert.pem
            ssl_key = <@DIR@/key.pem
            disable_plaintext_auth = no
            auth_mechanisms = plain login
            mail_location = maildir:@DIR@/mail/%u/Maildir
            mail_max_userip_connections = 0
            first_valid_uid = 1
            passdb {
              driver = passwd-file
              args = @DIR@/users
            }
            userdb {
              driver = static
              args = uid=@OWNER@ gid=@OWNER@ home=@DIR@/mail/%u
            }
            service pop3-login {
              chroot =
              inet_listener pop3 {
                port = @PLAIN@
              }
              inet_listener pop3s {
                port = @TLS@
                ssl = yes
              }
            }
            service anvil {
              chroot =
            }
            """.replace("@DIR@", directory.toString())
                        .replace("@OWNER@", owner)
                        .replace("@PLAIN@", Integer.toString(plain))
                        .replace("@TLS@", Integer.toString(tls))
                + internal
                + String.join("\n", settings)
                + "\n";
    }

    private static String message(String user, int n) {
        return "From: sender@example.org\nTo: " + user + "@example.org\nSubject: Message " + n + "\nMessage-ID: <" + n
                + "." + user + "@example.org>\n\n" + ("line of message " + n + "\n").repeat(n * 3) + ".a dot\n";
    }

    private static void pem(Path file, String kind, byte[] encoded) throws IOException {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
    }

    private void awaitStart() throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", plain), 1000);
                socket.setSoTimeout(5000);
                if (socket.getInputStream().read() == '+') {
                    return;
                }
            } catch (IOException e) {
                // Not yet: the exit is waited for in place of a sleep.
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
        String output = Files.readString(directory.resolve("output"));
        close();
        throw new IOException("Dovecot did not start: " + output);
    }

    public String plainAddress() {
        return "127.0.0.1:" + plain;
    }

    public String tlsAddress() {
        return "127.0.0.1:" + tls;
    }

    /** PEM file of the authority to trust. */
    public Path authority() {
        return directory.resolve("ca.pem");
    }

    /** As a server under test. */
    public RemoteServer server(ServerFacts.Mode mode) {
        TlsSettings settings = new TlsSettings(true, authority(), List.of(), null, List.of(), List.of(), null);
        Map<String, Account> accounts = Map.of(
                "alice", new Account("alice", "alice", "alice-secret"), "bob", new Account("bob", "bob", "bob-secret"));
        return RemoteServer.of(plainAddress(), mode, tlsAddress(), settings, accounts, "--server " + plainAddress());
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
