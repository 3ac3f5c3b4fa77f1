package dev.parley.cli;

import dev.parley.config.Configured;
import dev.parley.config.Profile;
import dev.parley.config.Variables;
import dev.parley.server.Account;
import dev.parley.server.Accounts;
import dev.parley.server.EmbeddedServer;
import dev.parley.server.RemoteServer;
import dev.parley.server.ServerFacts;
import dev.parley.server.TestServer;
import dev.parley.source.DiagnosticRenderer;
import dev.parley.wire.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Which server is tested. */
final class ServerOptions {
    /** The name of the mixin in every command that has one. */
    static final String MIXIN = "servers";

    private final List<PasswordSource> passwordSources = new ArrayList<>();
    private Configured configured = Configured.NOTHING;

    private @Nullable String server;

    private @Nullable Path config;

    private ServerFacts.@Nullable Mode tls;

    private @Nullable String tlsAddress;

    private @Nullable Path ca;

    private List<String> users = new ArrayList<>();

    private List<String> passwordVariables = new ArrayList<>();

    private List<String> passwordFiles = new ArrayList<>();

    /** The options, of which the values are here. */
    CommandSpec options() {
        return new Options(this)
                .value(
                        String.class,
                        () -> server,
                        value -> server = value,
                        OptionSpec.builder("--server")
                                .paramLabel("NAME|HOST:PORT")
                                .description(
                                        "The server to test: a profile of parley.toml, or an address; the embedded one"
                                                + " without it."))
                .value(
                        Path.class,
                        () -> config,
                        value -> config = value,
                        OptionSpec.builder("--config")
                                .paramLabel("FILE")
                                .description("The configuration, instead of the parley.toml nearest to the scripts."))
                .value(
                        ServerFacts.Mode.class,
                        () -> tls,
                        value -> tls = value,
                        OptionSpec.builder("--tls")
                                .paramLabel("off|implicit|starttls")
                                .description("How `connect` and `login` go about TLS."))
                .value(
                        String.class,
                        () -> tlsAddress,
                        value -> tlsAddress = value,
                        OptionSpec.builder("--tls-address")
                                .paramLabel("HOST:PORT")
                                .description("Where TLS starts at once."))
                .value(
                        Path.class,
                        () -> ca,
                        value -> ca = value,
                        OptionSpec.builder("--ca")
                                .paramLabel("FILE")
                                .description("PEM file of the authorities to trust."))
                .list(
                        () -> users,
                        value -> users = value,
                        OptionSpec.builder("--user")
                                .splitRegex(",")
                                .splitRegexSynopsisLabel("")
                                .paramLabel("[ACCOUNT=]NAME")
                                .description("The account that scripts call alice, or ACCOUNT; may be repeated."))
                .list(
                        () -> passwordVariables,
                        value -> passwordVariables = value,
                        OptionSpec.builder(PasswordSource.Variable.OPTION)
                                .paramLabel("VAR")
                                .parameterConsumer(new PasswordSource.Collector())
                                .description("The variable that holds the password; the n-th for the n-th user."))
                .list(
                        () -> passwordFiles,
                        value -> passwordFiles = value,
                        OptionSpec.builder(PasswordSource.FirstLine.OPTION)
                                .paramLabel("FILE")
                                .parameterConsumer(new PasswordSource.Collector())
                                .description("The file that holds the password in its first line; likewise."))
                .spec();
    }

    void add(PasswordSource source) {
        passwordSources.add(source);
    }

    /** The file that the options name, or null. */
    @Nullable
    Path config() {
        return config;
    }

    /** What the options name, or null. */
    @Nullable
    String chosen() {
        return server;
    }

    /** The accounts that options name, by what scripts call them; no passwords. */
    Map<String, String> accountsGiven() {
        Map<String, String> accounts = new LinkedHashMap<>();
        for (int i = 0; i < users.size(); i++) {
            String user = users.get(i);
            String label = user.contains("=") ? user.substring(0, user.indexOf('=')) : "alice";
            String source = i < passwordSources.size() ? passwordSources.get(i).option() : "none";
            accounts.put(label, user.substring(user.indexOf('=') + 1) + ", password from " + source);
        }
        return accounts;
    }

    /** Takes over what was found, before the options are read for good. */
    void use(Configured found) {
        configured = found;
    }

    /** As before the command line was read. */
    void forgetPasswords() {
        passwordSources.clear();
    }

    /** The configuration that was found, or that there is none. */
    Configured configured() {
        return configured;
    }

    /** Makes the server; the embedded one is not started yet. */
    TestServer server(Streams streams) {
        return server(streams, server);
    }

    /**
     * Likewise, with the same options about accounts and TLS.
     *
     * @param choice a profile or an address in place of what {@code --server} says
     */
    TestServer server(Streams streams, @Nullable String choice) {
        Profile profile = configured.profile(choice);
        if (profile == null && configured.isEmbedded(choice)) {
            refuseWithoutServer();
            return new EmbeddedServer(InstantSource.system());
        }
        if (profile != null) {
            configured.warnings(profile).forEach(warning -> streams.err().println(DiagnosticRenderer.render(warning)));
        }
        return remote(
                choice,
                profile == null ? null : profile.facts(streams.environment(), again()),
                passwordSources.stream().map(source -> source.read(streams)).toList());
    }

    /** The same server with names of accounts but no passwords: nothing but the file is read. */
    TestServer nameOnly(Streams streams) {
        Profile profile = configured.profile(server);
        return profile == null
                ? server(streams)
                : remote(
                        server,
                        profile.factsWithoutSecrets(again()),
                        passwordSources.stream().map(_ -> "").toList());
    }

    /** The variables that the file, the profile and the environment give to scripts. */
    Variables variables(Streams streams, boolean readSecrets) {
        return Variables.of(configured, configured.profile(server), streams.variables(), readSecrets);
    }

    /** @param base what a profile says; null for a server of which options say all */
    private TestServer remote(@Nullable String choice, @Nullable ServerFacts base, List<String> passwords) {
        if (ca != null && !Files.isReadable(ca)) {
            throw new UsageException(ExitCode.SCRIPT, "There is no file `" + ca + "` with certificates (--ca).");
        }
        try {
            Map<String, Account> accounts = Accounts.of(users, passwords);
            if (base != null) {
                return RemoteServer.of(base, tls, tlsAddress, ca, accounts);
            }
            TlsSettings customary = TlsSettings.CUSTOMARY;
            TlsSettings settings = new TlsSettings(
                    customary.verify(),
                    ca,
                    customary.authorities(),
                    null,
                    customary.versions(),
                    customary.ciphers(),
                    null);
            ServerFacts.Mode mode = tls == null ? ServerFacts.Mode.OFF : tls;
            return RemoteServer.of(String.valueOf(choice), mode, tlsAddress, settings, accounts, again());
        } catch (IllegalArgumentException e) {
            throw new UsageException(ExitCode.SCRIPT, String.valueOf(e.getMessage()));
        }
    }

    private void refuseWithoutServer() {
        if (!users.isEmpty() || !passwordSources.isEmpty() || tlsAddress != null || ca != null || tls != null) {
            throw new UsageException(
                    ExitCode.USAGE, "These options speak of a server of yours: name it with `--server HOST:PORT`.");
        }
    }

    /** The options that choose the same server again; secrets are only named in them. */
    String again() {
        List<String> options = new ArrayList<>();
        if (server != null) {
            options.add("--server " + ShellWord.of(server));
        }
        if (config != null) {
            options.add("--config " + ShellWord.of(config.toString()));
        }
        if (tls != null) {
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
