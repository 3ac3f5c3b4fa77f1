package dev.parley.cli;

import dev.parley.server.Account;
import dev.parley.server.Accounts;
import dev.parley.server.EmbeddedServer;
import dev.parley.server.RemoteServer;
import dev.parley.server.ServerFacts;
import dev.parley.server.TestServer;
import dev.parley.wire.TlsSettings;
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
    /** The name of the mixin in every command that has one. */
    static final String MIXIN = "servers";

    private final List<PasswordSource> passwordSources = new ArrayList<>();

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description = "The server to test; the embedded one without it.")
    private @Nullable String server;

    @Option(
            names = "--tls",
            paramLabel = "off|implicit|starttls",
            defaultValue = "off",
            description = "How `connect` and `login` go about TLS.")
    private ServerFacts.Mode tls = ServerFacts.Mode.OFF;

    @Option(names = "--tls-address", paramLabel = "HOST:PORT", description = "Where TLS starts at once.")
    private @Nullable String tlsAddress;

    @Option(names = "--ca", paramLabel = "FILE", description = "PEM file of the authorities to trust.")
    private @Nullable Path ca;

    @Option(
            names = "--user",
            split = ",",
            splitSynopsisLabel = "",
            paramLabel = "[ACCOUNT=]NAME",
            description = "The account that scripts call alice, or ACCOUNT; may be repeated.")
    private List<String> users = new ArrayList<>();

    @Option(
            names = PasswordSource.Variable.OPTION,
            paramLabel = "VAR",
            parameterConsumer = PasswordSource.Collector.class,
            description = "The variable that holds the password; the n-th for the n-th user.")
    private List<String> passwordVariables = new ArrayList<>();

    @Option(
            names = PasswordSource.FirstLine.OPTION,
            paramLabel = "FILE",
            parameterConsumer = PasswordSource.Collector.class,
            description = "The file that holds the password in its first line; likewise.")
    private List<String> passwordFiles = new ArrayList<>();

    void add(PasswordSource source) {
        passwordSources.add(source);
    }

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
        List<String> passwords =
                passwordSources.stream().map(source -> source.read(streams)).toList();
        try {
            Map<String, Account> accounts = Accounts.of(users, passwords);
            return RemoteServer.of(server, tls, tlsAddress, settings, accounts, again());
        } catch (IllegalArgumentException e) {
            throw new UsageException(ExitCode.SCRIPT, String.valueOf(e.getMessage()));
        }
    }

    private void refuseWithoutServer() {
        if (!users.isEmpty()
                || !passwordSources.isEmpty()
                || tlsAddress != null
                || ca != null
                || tls != ServerFacts.Mode.OFF) {
            throw new UsageException(
                    ExitCode.USAGE, "These options speak of a server of yours: name it with `--server HOST:PORT`.");
        }
    }

    /** The options that choose the same server again; secrets are only named in them. */
    String again() {
        if (server == null) {
            return "";
        }
        List<String> options = new ArrayList<>(List.of("--server", ShellWord.of(server)));
        if (tls != ServerFacts.Mode.OFF) {
            options.add("--tls " + tls.name().toLowerCase(Locale.ROOT));
        }
        if (tlsAddress != null) {
            options.add("--tls-address " + ShellWord.of(tlsAddress));
        }
        if (ca != null) {
            options.add("--ca " + ShellWord.of(ca.toString()));
        }
        users.forEach(user -> options.add("--user " + ShellWord.of(user)));
        passwordSources.forEach(source -> options.add(source.option()));
        return String.join(" ", options);
    }
}
