package dev.parley.cli;

import dev.parley.server.Account;
import dev.parley.server.Accounts;
import dev.parley.server.EmbeddedServer;
import dev.parley.server.RemoteServer;
import dev.parley.server.ServerFacts;
import dev.parley.server.TestServer;
import dev.parley.wire.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server is tested. */
final class ServerOptions {
    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description = "The server to test; the embedded one without it.")
    private @Nullable String server;

    @Option(
            names = "--tls",
            paramLabel = "MODE",
            defaultValue = "off",
            description = "How `connect` and `login` go about TLS: off, implicit or starttls.")
    private ServerFacts.Mode tls = ServerFacts.Mode.OFF;

    @Option(names = "--tls-address", paramLabel = "HOST:PORT", description = "Where TLS starts at once.")
    private @Nullable String tlsAddress;

    @Option(names = "--ca", paramLabel = "FILE", description = "PEM file of the authorities to trust.")
    private @Nullable Path ca;

    @Option(
            names = "--user",
            split = ",",
            paramLabel = "[ACCOUNT=]NAME",
            description = "The account that scripts call alice, or ACCOUNT; may be repeated.")
    private List<String> users = new ArrayList<>();

    @Option(
            names = "--password-env",
            split = ",",
            paramLabel = "VAR",
            description = "The variable that holds the password; the n-th for the n-th user.")
    private List<String> passwordVariables = new ArrayList<>();

    @Option(
            names = "--password-file",
            split = ",",
            paramLabel = "FILE",
            description = "The file that holds the password in its first line.")
    private List<Path> passwordFiles = new ArrayList<>();

    /** Makes the server; the embedded one is not started yet. */
    TestServer server(Streams streams) {
        if (server == null) {
            refuseWithoutServer();
            return new EmbeddedServer(InstantSource.system());
        }
        if (ca != null && !Files.isReadable(ca)) {
            throw new UsageException(ExitCode.SCRIPT, "There is no file `" + ca + "` with certificates (--ca).");
        }
        TlsSettings base = TlsSettings.CUSTOMARY;
        TlsSettings settings =
                new TlsSettings(base.verify(), ca, base.authorities(), null, base.versions(), base.ciphers(), null);
        try {
            Map<String, Account> accounts = Accounts.of(users, passwords(streams));
            return RemoteServer.of(server, tls, tlsAddress, settings, accounts, again());
        } catch (IllegalArgumentException e) {
            throw new UsageException(ExitCode.SCRIPT, String.valueOf(e.getMessage()));
        }
    }

    private void refuseWithoutServer() {
        if (!users.isEmpty() || tlsAddress != null || ca != null || tls != ServerFacts.Mode.OFF) {
            throw new UsageException(
                    ExitCode.USAGE, "These options speak of a server of yours: name it with `--server HOST:PORT`.");
        }
    }

    private List<String> passwords(Streams streams) {
        List<String> passwords = new ArrayList<>();
        for (String variable : passwordVariables) {
            String password = streams.environment().apply(variable);
            if (password == null) {
                throw new UsageException(
                        ExitCode.SCRIPT, "The environment has no variable `" + variable + "` (--password-env).");
            }
            passwords.add(password);
        }
        for (Path file : passwordFiles) {
            try {
                passwords.add(Files.readString(file).lines().findFirst().orElse(""));
            } catch (IOException e) {
                throw new UsageException(ExitCode.SCRIPT, "The file `" + file + "` cannot be read (--password-file).");
            }
        }
        return passwords;
    }

    /** The options that choose the same server again; secrets are only named in them. */
    private String again() {
        StringBuilder options = new StringBuilder("--server ").append(server);
        if (tls != ServerFacts.Mode.OFF) {
            options.append(" --tls ").append(tls.name().toLowerCase(Locale.ROOT));
        }
        if (tlsAddress != null) {
            options.append(" --tls-address ").append(tlsAddress);
        }
        if (ca != null) {
            options.append(" --ca ").append(ca);
        }
        users.forEach(user -> options.append(" --user ").append(user));
        passwordVariables.forEach(variable -> options.append(" --password-env ").append(variable));
        passwordFiles.forEach(file -> options.append(" --password-file ").append(file));
        return options.toString();
    }
}
