package dev.parley.dovecot;

import dev.parley.server.Account;
import dev.parley.server.Identity;
import dev.parley.server.RemoteServer;
import dev.parley.server.ServerFacts;
import dev.parley.wire.Endpoint;
import dev.parley.wire.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A running Dovecot with the users alice, bob, carol and dave; the first two have mail. Started and stopped by one
 * thread; the maildrops of different users may be filled by several.
 */
public final class Dovecot implements AutoCloseable {
    private static final Path DAEMON = Path.of("/usr/sbin/dovecot");
    private static final Path PROCESSES = Path.of("/usr/lib/dovecot");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRIES = 3;

    private final Path directory;
    private final Owner owner;
    private final Identity identity;
    private final DovecotOptions options;
    private final Process process;
    private final Settings.Ports ports;
    private final Thread atExit;

    private Dovecot(
            Path directory,
            Owner owner,
            Identity identity,
            DovecotOptions options,
            Process process,
            Settings.Ports ports) {
        this.directory = directory;
        this.owner = owner;
        this.identity = identity;
        this.options = options;
        this.process = process;
        this.ports = ports;
        this.atExit = new Thread(this::stop);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Whether this machine has all that {@link #start} needs. */
    public static boolean isInstalled() {
        return missing().isEmpty();
    }

    /** What is not installed, as a sentence; empty when nothing is missing. */
    static Optional<String> missing() {
        return Stream.of(
                        DAEMON,
                        PROCESSES.resolve("pop3"),
                        PROCESSES.resolve("pop3-login"),
                        PROCESSES.resolve("lmtp"),
                        PROCESSES.resolve("imap"))
                .filter(program -> !Files.isExecutable(program))
                .findFirst()
                .map(program -> "Dovecot is not installed: there is no " + program
                        + " (Debian: dovecot-pop3d, dovecot-lmtpd and dovecot-imapd).");
    }

    /**
     * Starts the customary server.
     *
     * @param settings further lines of its configuration
     */
    public static Dovecot start(String... settings) throws IOException {
        return start(DovecotOptions.CUSTOMARY.with(settings));
    }

    /** Starts a server and waits until its ports answer. */
    public static Dovecot start(DovecotOptions options) throws IOException {
        // Sockets of the file system have short names, so the directory has one too.
        Path directory = Files.createTempDirectory(Path.of("/tmp"), "pd");
        try {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Owner owner = Owner.of(directory);
            Identity identity = Identity.create(Instant.now(), options.host());
            writeFiles(directory, owner, identity);
            for (int attempt = 1; ; attempt++) {
                Settings.Ports ports = freePorts(options.host());
                Path settings = directory.resolve("dovecot.conf");
                Files.writeString(settings, Settings.of(directory, ports, owner, options));
                Process process = new ProcessBuilder(DAEMON.toString(), "-F", "-c", settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("start.log").toFile())
                        .start();
                Dovecot dovecot = new Dovecot(directory, owner, identity, options, process, ports);
                if (dovecot.answers()) {
                    return dovecot;
                }
                // Another process may have taken a port between its choice and its use.
                boolean again = attempt < TRIES && dovecot.log().contains("Address already in use");
                String log = dovecot.log();
                dovecot.stop();
                if (!again) {
                    throw new IOException("Dovecot does not answer. Its log:\n" + log);
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            Maildir.deleteTree(directory);
            throw new IOException("Dovecot could not be started: " + e.getMessage(), e);
        }
    }

    /** The accounts by the name scripts use. */
    public static Map<String, Account> accounts() {
        return Stream.of("alice", "bob", "carol", "dave")
                .collect(Collectors.toUnmodifiableMap(name -> name, name -> new Account(name, name, name + "-secret")));
    }

    /** Where a session starts in plaintext; STLS is offered. */
    public Endpoint plain() {
        return new Endpoint(options.host(), ports.plain());
    }

    /** The same as text. */
    public String plainAddress() {
        return plain().toString();
    }

    /** Where TLS starts at once. */
    public Endpoint tls() {
        return new Endpoint(options.host(), ports.tls());
    }

    /** The same as text. */
    public String tlsAddress() {
        return tls().toString();
    }

    /** Where mail is delivered. */
    public Endpoint lmtp() {
        return new Endpoint(options.host(), ports.lmtp());
    }

    /** Where IMAP starts in plaintext; STARTTLS is offered. */
    public Endpoint imap() {
        return new Endpoint(options.host(), ports.imap());
    }

    /** A user's maildir, with {@code {user}} for the login name. */
    public String maildir() {
        return directory.resolve("mail") + "/{user}/Maildir";
    }

    /** Its configuration file, for {@code doveadm -c}. */
    public Path configuration() {
        return directory.resolve("dovecot.conf");
    }

    /** A PEM file with the authority to trust; the server's certificate is for {@code localhost} and its address. */
    public Path authority() {
        return directory.resolve("ca.pem");
    }

    /** The certificate in that file. */
    public X509Certificate authorityCertificate() {
        return identity.authority();
    }

    /** A {@code parley.toml} in which it is {@code dovecot}: mail comes by LMTP, and tests may empty all maildrops. */
    public String profile() {
        String users = accounts().values().stream()
                .map(account -> "[server.dovecot.user." + account.label() + "]\npassword = \""
                        + account.password().reveal() + "\"\n")
                .collect(Collectors.joining());
        return """
            [server.dovecot]
            address = "%s"
            tls-address = "%s"
            tls = "%s"
            ca = "%s"
            software = "dovecot 2.3"
            %s
            [server.dovecot.mail]
            lmtp = "%s"
            mailbox = "exclusive"
            """.formatted(
                        plainAddress(),
                        tlsAddress(),
                        options.plaintextLogin() ? "off" : "starttls",
                        authority(),
                        users,
                        lmtp());
    }

    /** The same server, as tests of the interpreter and the runner want it. */
    public RemoteServer server(ServerFacts.Mode mode) {
        TlsSettings settings =
                new TlsSettings(true, null, List.of(authorityCertificate()), "localhost", List.of(), List.of(), null);
        return RemoteServer.of(plainAddress(), mode, tlsAddress(), settings, accounts(), "--server " + plainAddress());
    }

    /** Replaces what a user's maildrop holds. The line ends should be CRLF; no session of the user may be open. */
    public void hold(String user, String... messages) {
        try {
            new Maildir(directory.resolve("mail").resolve(user), owner).hold(List.of(messages));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same; the names of the files tell their sizes, as Courier and Exim write them. */
    public void holdNamedBySize(String user, String... messages) {
        try {
            new Maildir(directory.resolve("mail").resolve(user), owner).holdNamedBySize(List.of(messages));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for a server whose {@code mail_location} says that the mail is in one file {@code ~/inbox} (mbox). */
    public void holdInOneFile(String user, String... messages) {
        try {
            new Maildir(directory.resolve("mail").resolve(user), owner).holdInOneFile(List.of(messages));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server has written to its log so far. */
    public String log() {
        return Stream.of("start.log", "dovecot.log")
                .map(directory::resolve)
                .filter(Files::exists)
                .map(Dovecot::read)
                .collect(Collectors.joining());
    }

    @Override
    public void close() throws IOException {
        stop();
        Maildir.deleteTree(directory);
    }

    private boolean answers() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            if (greets(ports.plain(), "+OK") && greets(ports.lmtp(), "220") && greets(ports.tls(), "")) {
                return true;
            }
            try {
                // Not only a pause: ends at once when the process does.
                process.waitFor(10, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        return false;
    }

    private boolean greets(int port, String greeting) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(options.host(), port), 1000);
            socket.setSoTimeout(10_000);
            byte[] start = socket.getInputStream().readNBytes(greeting.length());
            return new String(start, StandardCharsets.US_ASCII).equals(greeting);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Kills the server, then its processes, and waits for their end. Asked to end, it takes three seconds; there is
     * nothing here that it would have to save.
     */
    private void stop() {
        List<ProcessHandle> family = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        // Looked at, since ProcessHandle.onExit takes seconds to notice the end of a process that is not our child.
        while (family.stream().anyMatch(Dovecot::runs) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        if (Thread.currentThread() != atExit) {
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    /** A killed process that nobody has waited for yet has no program any more. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static void writeFiles(Path directory, Owner owner, Identity identity)
            throws IOException, GeneralSecurityException {
        pem(directory.resolve("ca.pem"), "CERTIFICATE", identity.authority().getEncoded());
        pem(
                directory.resolve("certificate.pem"),
                "CERTIFICATE",
                identity.certificate().getEncoded());
        pem(
                directory.resolve("key.pem"),
                "PRIVATE KEY",
                identity.keys().getPrivate().getEncoded());
        Files.write(
                directory.resolve("users"),
                accounts().values().stream()
                        .map(account ->
                                account.name() + ":{PLAIN}" + account.password().reveal())
                        .toList());
        Files.createDirectory(directory.resolve("mail"));
        for (String user : accounts().keySet()) {
            new Maildir(directory.resolve("mail").resolve(user), owner).hold(Mail.of(user));
        }
    }

    private static void pem(Path file, String type, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }

    private static Settings.Ports freePorts(String host) throws IOException {
        try (ServerSocket plain = new ServerSocket();
                ServerSocket tls = new ServerSocket();
                ServerSocket lmtp = new ServerSocket();
                ServerSocket imap = new ServerSocket()) {
            for (ServerSocket socket : List.of(plain, tls, lmtp, imap)) {
                socket.bind(new InetSocketAddress(host, 0));
            }
            return new Settings.Ports(
                    plain.getLocalPort(), tls.getLocalPort(), lmtp.getLocalPort(), imap.getLocalPort());
        }
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
