package dev.parley.peer.full;

import dev.parley.server.Account;
import dev.parley.server.MailSettings;
import dev.parley.server.MailSettings.Route;
import dev.parley.server.Maildrops;
import dev.parley.server.ServerFacts;
import dev.parley.server.TestServer;
import dev.parley.wire.Octets;
import dev.parley.wire.TlsSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Hands a {@link FullPop3Server} to the engine. Does not close the server, which its maker does. */
public final class FullTestServer implements TestServer {
    private static final String NAME = "full";

    private static final MailSettings MAIL =
            new MailSettings(new Route.InProcess(), new Route.InProcess(), true, Duration.ofSeconds(5));

    private final FullPop3Server server;
    private final Map<String, Account> accounts = new LinkedHashMap<>();

    public FullTestServer(FullPop3Server server) {
        this.server = server;
        FullMail.ACCOUNTS.forEach(account -> accounts.put(account.label(), account));
    }

    @Override
    public ServerFacts facts() {
        Behaviour behaviour = server.behaviour();
        TlsSettings settings =
                new TlsSettings(true, null, List.of(server.identity().authority()), null, List.of(), List.of(), null);
        return new ServerFacts(
                NAME,
                "full",
                behaviour.has(Variant.PLAINTEXT_REFUSED) ? ServerFacts.Mode.STARTTLS : ServerFacts.Mode.OFF,
                server.plain(),
                behaviour.has(Variant.NO_TLS) ? null : server.tls(),
                settings,
                accounts,
                behaviour.has(Variant.NO_DELIVERY) ? MailSettings.NONE : MAIL,
                Map.of(),
                "");
    }

    @Override
    public void prepare(Set<String> names) {
        names.stream().map(accounts::get).filter(Objects::nonNull).forEach(account -> server.refill(account.name()));
    }

    /** The server's own store: what is put there is seen at once. */
    @Override
    public Maildrops maildrops() {
        return new Maildrops() {
            @Override
            public List<Octets> fill(Account account, List<Octets> messages) {
                server.empty(account.name());
                messages.forEach(message -> deliver(account, message, false));
                return messages;
            }

            @Override
            public Octets deliver(Account account, Octets message, boolean isOpen) {
                server.deliver(account.name(), new String(message.toArray(), StandardCharsets.ISO_8859_1));
                return message;
            }

            @Override
            public void restore(Account account) {
                server.refill(account.name());
            }
        };
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Account> accounts() {
        return Map.copyOf(accounts);
    }

    @Override
    public void close() {
        // Whoever started the server stops it.
    }
}
