package dev.parley.peer.full;

import dev.parley.server.Account;
import dev.parley.server.Identity;
import dev.parley.wire.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A POP3 server in this process, on free ports of the loopback interface: in the clear with STLS, and with TLS from the
 * start. Right by RFC 1939, 2449, 2595, 3206, 5034 and 6856, but for the faults it was given. Close it to stop all
 * that it started. Safe for use by several threads.
 */
public final class FullPop3Server implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration LOCK_AFTER_QUIT = Duration.ofSeconds(3);

    private final Behaviour behaviour;
    private final Identity identity;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Maildrop> maildrops = new ConcurrentHashMap<>();
    private final List<ServerSocket> listeners = new ArrayList<>();
    /** In the order in which they came, in which they are ended too: who sees its own end knows that of those before. */
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    private final Set<String> timestamps = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicReference<@Nullable String> lastName = new AtomicReference<>();
    private final AtomicReference<String> lastLogin = new AtomicReference<>("");

    private FullPop3Server(Behaviour behaviour, List<Account> users) throws GeneralSecurityException, IOException {
        this.behaviour = behaviour;
        this.identity = behaviour.has(TlsFault.CERTIFICATE_EXPIRED)
                ? Identity.create(Instant.now().minus(Duration.ofDays(60)))
                : Shared.identity();
        users.forEach(user -> accounts.put(
                octets(user.name()),
                new Account(
                        user.label(),
                        octets(user.name()),
                        octets(user.password().reveal()))));
        listen(false);
        listen(true);
    }

    /** One certificate for all servers: to make it takes longer than a session. */
    private static final class Shared {
        private static @Nullable Identity identity;

        static synchronized Identity identity() throws GeneralSecurityException {
            Identity made = identity;
            if (made == null) {
                made = Identity.create(Instant.now());
                identity = made;
            }
            return made;
        }
    }

    /** With accounts and maildrops of its own: alice to dave, three messages each. */
    public static FullPop3Server start(Set<? extends Fault> faults, Set<Variant> variants)
            throws GeneralSecurityException, IOException {
        return start(Behaviour.of(faults, variants));
    }

    /** Likewise. */
    public static FullPop3Server start(Behaviour behaviour) throws GeneralSecurityException, IOException {
        return start(behaviour, FullMail.ACCOUNTS);
    }

    public static FullPop3Server start(Behaviour behaviour, List<Account> users)
            throws GeneralSecurityException, IOException {
        FullPop3Server server = new FullPop3Server(behaviour, users);
        users.forEach(user -> server.refill(user.name()));
        return server;
    }

    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private void listen(boolean implicit) throws IOException {
        ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        listeners.add(listener);
        threads.execute(() -> accept(listener, implicit));
    }

    private void accept(ServerSocket listener, boolean implicit) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket, implicit));
            } catch (IOException | RejectedExecutionException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, boolean implicit) {
        try (socket) {
            if (implicit && behaviour.has(Variant.NO_TLS)) {
                return;
            }
            new Session(this, new Connection(socket, behaviour)).run(implicit);
        } catch (IOException e) {
            // The client has gone, or the server has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    /** Where a session starts in the clear. */
    public Endpoint plain() {
        return new Endpoint("127.0.0.1", listeners.get(0).getLocalPort());
    }

    /** Where TLS starts at once. */
    public Endpoint tls() {
        return new Endpoint("127.0.0.1", listeners.get(1).getLocalPort());
    }

    public Identity identity() {
        return identity;
    }

    public Behaviour behaviour() {
        return behaviour;
    }

    /** Puts a message into a maildrop, sessions or not. @param text stands for octets (ISO 8859-1) */
    public void deliver(String user, String text) {
        maildrop(octets(user)).deliver(text);
    }

    /** Takes a message away behind the back of sessions. @param number from 1, in the order of arrival */
    public void remove(String user, int number) {
        Maildrop maildrop = maildrop(octets(user));
        maildrop.remove(List.of(maildrop.messages().get(number - 1)));
    }

    /** Empties a maildrop, and ends the sessions that hold it. */
    public void empty(String user) {
        maildrop(octets(user)).clear();
    }

    /** The maildrop as it was at the start. */
    public void refill(String user) {
        empty(user);
        FullMail.messages().forEach(message -> deliver(user, message));
    }

    /** As a restart does: ends all sessions, and frees all locks; maildrops and ids stay. */
    public void dropSessions() {
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
    }

    /** Whether nothing of it runs any more. */
    public boolean isStopped() {
        return threads.isTerminated();
    }

    @Override
    public void close() {
        closed.countDown();
        for (ServerSocket listener : listeners) {
            try {
                listener.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
        dropSessions();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("A session does not end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    SSLContext context() {
        return identity.context();
    }

    /** By the octets of the name. */
    @Nullable
    Account account(String name) {
        return accounts.get(name);
    }

    Map<String, Account> accounts() {
        return accounts;
    }

    Maildrop maildrop(String user) {
        return maildrops.computeIfAbsent(user, name -> new Maildrop(name, behaviour));
    }

    /** The lock after QUIT. */
    void release(Maildrop maildrop, Session session) {
        if (!behaviour.has(LockFault.QUIT_KEEPS_LOCK)) {
            maildrop.release(session);
            return;
        }
        threads.execute(() -> {
            try {
                awaitEnd(LOCK_AFTER_QUIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            maildrop.release(session);
        });
    }

    /** The session has ended. */
    void withdraw(Session session) {
        maildrops.values().forEach(maildrop -> maildrop.withdrawClaim(session));
    }

    /** Waits, but not beyond the end of the server. */
    void awaitEnd(long time, TimeUnit unit) throws InterruptedException {
        if (closed.await(time, unit)) {
            Thread.yield();
        }
    }

    long nextNumber() {
        return numbers.incrementAndGet();
    }

    void noteTimestamp(String timestamp) {
        timestamps.add(timestamp);
    }

    Set<String> timestamps() {
        return timestamps;
    }

    void noteName(String name) {
        lastName.set(name);
    }

    @Nullable
    String lastName() {
        return lastName.get();
    }

    void noteLogin(String user) {
        lastLogin.set(user);
    }

    String lastLogin() {
        return lastLogin.get();
    }
}
