package dev.parley.config;

import dev.parley.server.Account;
import dev.parley.server.MailSettings;
import dev.parley.server.ServerFacts;
import dev.parley.source.Diagnostic;
import dev.parley.source.Span;
import dev.parley.wire.Endpoint;
import dev.parley.wire.TlsSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of one server.
 *
 * @param span its header
 * @param users by the name scripts use, in the order of the file
 * @param ca PEM file of the authorities to trust, resolved; or null
 * @param settings options of a run that hold with this server, by the option's name
 * @param variables that scripts are given with this server
 * @param places of the values in the table and in {@code mail}, the latter as {@code mail.lmtp}
 */
public record Profile(
        Span span,
        String name,
        @Nullable String software,
        ServerFacts.Mode mode,
        @Nullable Endpoint plain,
        @Nullable Endpoint tls,
        @Nullable Path ca,
        Map<String, User> users,
        MailSettings mail,
        Map<String, List<String>> actions,
        Map<String, Setting> settings,
        List<GivenVariable> variables,
        Map<String, Span> places) {
    /** Chooses the embedded server where the name of a profile may stand. */
    public static final String EMBEDDED = "embedded";

    public Profile {
        users = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(users));
        actions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(actions));
        variables = List.copyOf(variables);
        places = Map.copyOf(places);
        settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** An account. @param name what it logs in with */
    public record User(Span span, String label, String name, SecretSource password) {}

    /**
     * The server's facts, its secrets read.
     *
     * @param options how to choose it on the command line again
     * @throws ConfigException with every secret that is not there
     */
    public ServerFacts facts(UnaryOperator<@Nullable String> environment, String options) {
        return facts(accounts(environment), options);
    }

    /** The server's facts with empty passwords, for what needs only names. */
    public ServerFacts factsWithoutSecrets(String options) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        users.forEach((label, user) -> accounts.put(label, new Account(label, user.name(), "")));
        return facts(accounts, options);
    }

    private ServerFacts facts(Map<String, Account> accounts, String options) {
        TlsSettings base = TlsSettings.CUSTOMARY;
        TlsSettings settings =
                new TlsSettings(base.verify(), ca, base.authorities(), null, base.versions(), base.ciphers(), null);
        return new ServerFacts(name, software, mode, plain, tls, settings, accounts, mail, actions, options);
    }

    private Map<String, Account> accounts(UnaryOperator<@Nullable String> environment) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        List<Diagnostic> missing = new ArrayList<>();
        for (User user : users.values()) {
            try {
                String password = user.password().read(environment);
                accounts.put(user.label(), new Account(user.label(), user.name(), password));
            } catch (ConfigException e) {
                missing.addAll(e.diagnostics());
            }
        }
        if (!missing.isEmpty()) {
            throw new ConfigException(missing);
        }
        return accounts;
    }
}
