package dev.parley.server;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.parley.wire.Endpoint;
import dev.parley.wire.Octets;
import dev.parley.wire.TlsSettings;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * GreenMail in this process, on free ports of the loopback interface: plaintext with STLS, and implicit TLS. Started by
 * the first test that needs it.
 *
 * <p>{@link Relay}, {@link Transaction} and {@link Locks} mend what would fail an honest script:
 *
 * <ul>
 *   <li>GreenMail has no STLS, and does not list TOP among its capabilities;
 *   <li>it deletes at once what DELE should only mark, and answers RSET twice;
 *   <li>its sizes leave the header out; here they are measured;
 *   <li>it gives messages back with other octets than it was given ({@link ExactMail});
 *   <li>it lets two sessions hold one maildrop; here the second login gets {@code -ERR [IN-USE]};
 *   <li>it takes NOOP and RSET before login, surplus arguments, and a negative number of lines;
 *   <li>it never answers an empty line or one without end, and says the names of its classes;
 *   <li>it sends replies of several lines in many small segments.
 * </ul>
 *
 * <p>What stays: no APOP; every test finds new ids in UIDL; no idle time-out.
 */
public final class EmbeddedServer implements TestServer {
    private static final String NAME = "embedded";
    private static final String HOST = "127.0.0.1";
    private static final Map<String, Account> ACCOUNTS = Map.of(
            "alice", new Account("alice", "alice", "alice-secret"),
            "bob", new Account("bob", "bob", "bob-secret"));

    private static final MailSettings MAIL = new MailSettings(
            new MailSettings.Route.InProcess(),
            new MailSettings.Route.InProcess(),
            true,
            MailSettings.NONE.visibleWithin());

    private final InstantSource clock;
    private @Nullable Running running;

    /** Nothing is started yet. */
    public EmbeddedServer(InstantSource clock) {
        this.clock = clock;
    }

    private record Running(
            GreenMail greenMail,
            Map<String, GreenMailUser> users,
            List<StlsFront> fronts,
            Locks locks,
            ExactMail mail,
            ServerFacts facts) {}

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
                fill(server, user, EmbeddedMail.of(account));
            }
        }
    }

    @Override
    public Maildrops maildrops() {
        return new InProcess();
    }

    /** GreenMail's store: what is put there is seen at once. */
    private final class InProcess implements Maildrops {
        @Override
        public List<Octets> fill(Account account, List<Octets> messages) {
            EmbeddedServer.fill(running(), user(account), messages);
            return messages;
        }

        @Override
        public Octets deliver(Account account, Octets message, boolean isOpen) {
            store(running(), user(account), message);
            return message;
        }

        @Override
        public void restore(Account account) {
            EmbeddedServer.fill(running(), user(account), EmbeddedMail.of(account.label()));
        }

        private GreenMailUser user(Account account) {
            return Objects.requireNonNull(running().users().get(account.label()), account.label());
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
        GreenMail greenMail = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_POP3));
        List<StlsFront> fronts = new ArrayList<>();
        try {
            Identity identity = Identity.create(clock.instant());
            greenMail.start();
            Map<String, GreenMailUser> users = new HashMap<>();
            ACCOUNTS.forEach((label, account) -> users.put(
                    label,
                    greenMail.setUser(
                            account.name() + "@localhost",
                            account.name(),
                            account.password().reveal())));
            int backend = greenMail.getPop3().getPort();
            Locks locks = new Locks();
            ExactMail mail = new ExactMail();
            StlsFront plain = new StlsFront(backend, identity.context(), locks, mail, false);
            fronts.add(plain);
            StlsFront tls = new StlsFront(backend, identity.context(), locks, mail, true);
            fronts.add(tls);
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
                    MAIL,
                    Map.of(),
                    "");
            Running started = new Running(greenMail, users, fronts, locks, mail, facts);
            users.forEach((label, user) -> fill(started, user, EmbeddedMail.of(label)));
            return started;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            stop(greenMail, fronts);
            throw new ServerUnavailableException(
                    "The embedded server could not be started: " + e.getMessage() + ".", e);
        }
    }

    private static void fill(Running server, GreenMailUser user, List<Octets> messages) {
        try {
            server.locks().free(user.getLogin());
        } catch (IOException e) {
            throw new ServerUnavailableException(
                    "The maildrop of `" + user.getLogin() + "` could not be filled: " + e.getMessage() + ".", e);
        }
        inbox(server, user).deleteAllMessages();
        server.mail().removeAll(user.getLogin());
        messages.forEach(message -> store(server, user, message));
    }

    /** GreenMail keeps the place and the id of a message; its octets are kept beside it. */
    private static void store(Running server, GreenMailUser user, Octets message) {
        try {
            MimeMessage place = new MimeMessage(null, new ByteArrayInputStream(new byte[] {'\r', '\n'}));
            long id = inbox(server, user).appendMessage(place, new Flags(), null);
            server.mail().put(user.getLogin(), id, message);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MailFolder inbox(Running server, GreenMailUser user) {
        try {
            return server.greenMail().getManagers().getImapHostManager().getInbox(user);
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        Running known = running;
        if (known != null) {
            running = null;
            stop(known.greenMail(), known.fronts());
        }
    }

    private static void stop(GreenMail greenMail, List<StlsFront> fronts) {
        for (StlsFront front : fronts) {
            try {
                front.close();
            } catch (IOException e) {
                // What listens no longer needs no closing.
            }
        }
        greenMail.stop();
    }
}
