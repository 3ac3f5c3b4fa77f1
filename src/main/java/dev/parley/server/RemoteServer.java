package dev.parley.server;

import dev.parley.wire.Endpoint;
import dev.parley.wire.TlsSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server that runs somewhere, as told by options; nothing in it is in our hands. */
public final class RemoteServer implements TestServer {
    private static final int POP3 = 110;
    private static final int POP3S = 995;

    private final ServerFacts facts;
    private final Maildrops maildrops;

    /** A server of whom everything is known. */
    public RemoteServer(ServerFacts facts) {
        this.facts = facts;
        this.maildrops = new RemoteMaildrops(facts);
    }

    /**
     * @param address {@code HOST:PORT} where a session starts in plaintext; the TLS address instead when the mode is
     *     implicit and none is given
     * @param tlsAddress {@code HOST:PORT} where TLS starts at once, or null
     * @param options how the same server is chosen on the command line
     * @throws IllegalArgumentException with a sentence for the user when an address is none
     */
    public static RemoteServer of(
            String address,
            ServerFacts.Mode mode,
            @Nullable String tlsAddress,
            TlsSettings settings,
            Map<String, Account> accounts,
            String options) {
        boolean addressIsTls = mode == ServerFacts.Mode.IMPLICIT && tlsAddress == null;
        Endpoint plain = addressIsTls ? null : Endpoint.parse(address, POP3);
        Endpoint tls = addressIsTls
                ? Endpoint.parse(address, POP3S)
                : tlsAddress == null ? null : Endpoint.parse(tlsAddress, POP3S);
        return new RemoteServer(new ServerFacts(
                address, null, mode, plain, tls, settings, accounts, MailSettings.NONE, Map.of(), options));
    }

    /**
     * A server whose profile is overridden in parts.
     *
     * @param mode null for the profile's, and so on
     * @param accounts beside the profile's, or in place of those of the same label
     * @throws IllegalArgumentException with a sentence for the user when an address is none, or the mode has none
     */
    public static RemoteServer of(
            ServerFacts profile,
            ServerFacts.@Nullable Mode mode,
            @Nullable String tlsAddress,
            @Nullable Path ca,
            Map<String, Account> accounts) {
        ServerFacts.Mode chosen = mode == null ? profile.mode() : mode;
        Endpoint tls = tlsAddress == null ? profile.tls() : Endpoint.parse(tlsAddress, POP3S);
        if (chosen != ServerFacts.Mode.IMPLICIT && profile.plain() == null) {
            throw new IllegalArgumentException(
                    "The profile `" + profile.name() + "` has no `address` where a session could start in plaintext.");
        }
        if (chosen == ServerFacts.Mode.IMPLICIT && tls == null) {
            throw new IllegalArgumentException(
                    "The profile `" + profile.name() + "` has no `tls-address` where TLS could start at once.");
        }
        TlsSettings base = profile.settings();
        Map<String, Account> all = new LinkedHashMap<>(profile.accounts());
        all.putAll(accounts);
        return new RemoteServer(new ServerFacts(
                profile.name(),
                profile.software(),
                chosen,
                profile.plain(),
                tls,
                new TlsSettings(
                        base.verify(),
                        ca == null ? base.ca() : ca,
                        base.authorities(),
                        base.serverName(),
                        base.versions(),
                        base.ciphers(),
                        base.certificate()),
                all,
                profile.mail(),
                profile.actions(),
                profile.options()));
    }

    /**
     * The mode a user names: {@code off}, {@code implicit} or {@code starttls}.
     *
     * @throws IllegalArgumentException with a sentence for the user when it is none of these
     */
    public static ServerFacts.Mode mode(String name) {
        for (ServerFacts.Mode mode : ServerFacts.Mode.values()) {
            if (mode.name().equalsIgnoreCase(name)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("TLS is `off`, `implicit` or `starttls`, not `" + name + "`.");
    }

    @Override
    public ServerFacts facts() {
        return facts;
    }

    @Override
    public void prepare(Set<String> accounts) {
        // The maildrops of a server we do not own stay as they are.
    }

    @Override
    public Maildrops maildrops() {
        return maildrops;
    }

    @Override
    public String name() {
        return facts.name();
    }

    @Override
    public Map<String, Account> accounts() {
        return facts.accounts();
    }

    @Override
    public void close() {
        // Nothing was started.
    }
}
