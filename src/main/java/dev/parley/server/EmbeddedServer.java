package dev.parley.server;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.parley.wire.Endpoint;
import dev.parley.wire.TlsSettings;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * GreenMail in this process, on free ports of the loopback interface: plaintext with STLS, and implicit TLS. Started by
 * the first test that needs it.
 *
 * <p>GreenMail's STLS is missing, and it answers RSET twice: {@link StlsFront} mends both. What it leaves as it is: the
 * sizes of STAT and LIST count no headers, and two sessions may hold one maildrop.
 */
public final class EmbeddedServer implements TestServer {
    private static final String NAME = "embedded";
    private static final String HOST = "127.0.0.1";
    private static final Map<String, Account> ACCOUNTS = Map.of(
            "alice", new Account("alice", "alice", "alice-secret"),
            "bob", new Account("bob", "bob", "bob-secret"));

    private final InstantSource clock;
    private @Nullable Running running;

    /** Nothing is started yet. */
    public EmbeddedServer(InstantSource clock) {
        this.clock = clock;
    }

    private record Running(
            GreenMail greenMail, Map<String, GreenMailUser> users, StlsFront plain, StlsFront tls, ServerFacts facts) {}

    @Override
    public ServerFacts facts() {
        return running().facts();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Account> accounts() {
        return ACCOUNTS;
    }

    @Override
    public void prepare(Set<String> accounts) {
        Running server = running();
        for (String account : accounts) {
            GreenMailUser user = server.users().get(account);
            if (user != null) {
                fill(server.greenMail(), user, EmbeddedMail.of(account));
            }
        }
    }

    private synchronized Running running() {
        Running known = running;
        if (known == null) {
            known = start();
            running = known;
        }
        return known;
    }

    private Running start() {
        try {
            Identity identity = Identity.create(clock.instant());
            GreenMail greenMail = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_POP3));
            greenMail.start();
            Map<String, GreenMailUser> users = new HashMap<>();
            ACCOUNTS.forEach((label, account) -> users.put(
                    label, greenMail.setUser(account.name() + "@localhost", account.name(), account.password())));
            int backend = greenMail.getPop3().getPort();
            StlsFront plain = new StlsFront(backend, identity, false);
            StlsFront tls = new StlsFront(backend, identity, true);
            TlsSettings settings =
                    new TlsSettings(true, null, List.of(identity.authority()), null, List.of(), List.of(), null);
            ServerFacts facts = new ServerFacts(
                    NAME,
                    "greenmail",
                    ServerFacts.Mode.OFF,
                    new Endpoint(HOST, plain.port()),
                    new Endpoint(HOST, tls.port()),
                    settings,
                    ACCOUNTS,
                    true,
                    "");
            Running started = new Running(greenMail, users, plain, tls, facts);
            users.forEach((label, user) -> fill(greenMail, user, EmbeddedMail.of(label)));
            return started;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new ServerUnavailableException(
                    "The embedded server could not be started: " + e.getMessage() + ".", e);
        }
    }

    private static void fill(GreenMail greenMail, GreenMailUser user, List<String> messages) {
        try {
            MailFolder inbox = greenMail.getManagers().getImapHostManager().getInbox(user);
            inbox.deleteAllMessages();
            Session session = Session.getInstance(new Properties());
            for (String message : messages) {
                inbox.store(new MimeMessage(
                        session, new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII))));
            }
        } catch (Exception e) {
            if (e instanceof RuntimeException fault) {
                throw fault;
            }
            throw new ServerUnavailableException(
                    "The maildrop of `" + user.getLogin() + "` could not be filled: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public synchronized void close() {
        Running known = running;
        if (known != null) {
            running = null;
            try {
                known.plain().close();
                known.tls().close();
            } catch (IOException e) {
                // What listens no longer needs no closing.
            }
            known.greenMail().stop();
        }
    }
}
