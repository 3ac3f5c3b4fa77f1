package dev.parley.peer.full;

import static dev.parley.peer.full.LoginFault.*;

import dev.parley.server.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The AUTHORIZATION state (RFC 1939 §4). */
final class Authorization {
    private final Session session;
    private final FullPop3Server server;
    private final Behaviour behaviour;
    private final Greeting greeting;
    private @Nullable String name;
    private @Nullable String firstName;
    private boolean failed;
    private @Nullable SaslLogin exchange;

    Authorization(Session session, FullPop3Server server, Greeting greeting) {
        this.session = session;
        this.server = server;
        this.behaviour = server.behaviour();
        this.greeting = greeting;
    }

    boolean isExchanging() {
        return exchange != null;
    }

    /** A response to a challenge; null when a fault reads it as a command. */
    @Nullable
    Reply respond(String line) throws InterruptedException {
        SaslLogin now = exchange;
        if (now == null) {
            return null;
        }
        boolean stls = line.equals("STLS") && behaviour.has(StlsFault.STLS_WITHIN_SASL);
        boolean command = List.of("QUIT", "NOOP", "CAPA", "STLS").contains(line)
                && behaviour.has(SaslFault.COMMANDS_WITHIN_EXCHANGE);
        if (stls || command) {
            exchange = null;
            return null;
        }
        if (line.isEmpty() && behaviour.has(SaslFault.EMPTY_RESPONSE_IGNORED)) {
            return Reply.challenge("");
        }
        return proceed(now, now.respond(line));
    }

    private Reply proceed(SaslLogin login, Reply reply) {
        exchange = reply.status() == Reply.Status.CHALLENGE ? login : null;
        if (reply.isErr() && reply.say() == Say.REFUSED) {
            failed = true;
        }
        return reply;
    }

    void cancel() {
        exchange = null;
        interrupt();
    }

    /** A command came between USER and PASS. */
    void interrupt() {
        if (!behaviour.has(Variant.KEEPS_NAME)) {
            name = null;
        }
    }

    /** The handshake of STLS was done. */
    void forget() {
        exchange = null;
        if (!behaviour.has(StlsFault.STLS_KEEPS_USER)) {
            name = null;
        }
    }

    /** Null for commands of no state or of both. */
    @Nullable
    Reply perform(Command command) throws InterruptedException {
        Reply reply = act(command);
        boolean pair = List.of("USER", "PASS").contains(command.keyword()) && reply != null;
        boolean kept = command.keyword().equals("STLS") && behaviour.has(StlsFault.STLS_KEEPS_USER);
        if (!pair && !kept) {
            interrupt();
        }
        return reply;
    }

    private @Nullable Reply act(Command command) throws InterruptedException {
        return switch (command.keyword()) {
            case "USER" -> user(command);
            case "PASS" -> pass(command);
            case "APOP" -> behaviour.has(Variant.NO_APOP) ? null : apop(command);
            case "AUTH" -> behaviour.has(Variant.NO_SASL) || behaviour.has(Variant.NO_CAPA) ? null : auth(command);
            case "UTF8" -> utf8(command);
            case "STAT", "LIST", "RETR", "DELE", "NOOP", "RSET", "TOP", "UIDL" -> early(command);
            default -> null;
        };
    }

    /** A command of the TRANSACTION state before login. */
    private Reply early(Command command) throws InterruptedException {
        if (command.keyword().equals("STAT") && behaviour.has(STAT_BEFORE_LOGIN)) {
            return Reply.ok("0 0");
        }
        if (command.keyword().equals("NOOP") && behaviour.has(NOOP_BEFORE_LOGIN)) {
            return Reply.ok(Say.DONE);
        }
        String user = name;
        if (user != null && behaviour.has(COMMANDS_AFTER_USER) && server.account(user) != null) {
            View view = new View(server.maildrop(user), behaviour);
            Reply reply = new Transaction(session, server, view).perform(command);
            return reply == null ? Reply.err(Say.WRONG_STATE) : reply;
        }
        return Reply.err(Say.WRONG_STATE);
    }

    private boolean needsTls() {
        return behaviour.has(Variant.PLAINTEXT_REFUSED) && !session.isSecure();
    }

    private Reply user(Command command) {
        String given = command.argument();
        if (given == null || given.isEmpty()) {
            name = null;
            return Reply.err(Say.SYNTAX);
        }
        boolean second = name != null;
        boolean late = behaviour.has(PolicyFault.USER_TAKEN_THOUGH_REFUSED)
                || behaviour.has(PolicyFault.RIGHT_PASSWORD_TOLD_APART);
        if (needsTls() && !late || behaviour.has(CapabilityFault.USER_LISTED_REFUSED)) {
            return Reply.err(Say.TLS_NEEDED);
        }
        if (second && !behaviour.has(IDENTITIES_MIXED) && !behaviour.has(Variant.KEEPS_NAME)) {
            name = null;
            return Reply.err(Say.WRONG_STATE);
        }
        boolean unknown = server.account(given) == null;
        if (unknown && (behaviour.has(Variant.USER_REFUSES_UNKNOWN) || behaviour.has(REFUSED_USER_BLOCKS))) {
            failed = true;
            return Reply.err(Say.REFUSED);
        }
        if (unknown && behaviour.has(CodeFault.AUTH_AT_USER)) {
            return Reply.err("AUTH", Say.REFUSED);
        }
        firstName = second ? name : given;
        name = given;
        server.noteName(given);
        return Reply.ok(Say.PASSWORD_NEXT);
    }

    private Reply pass(Command command) throws InterruptedException {
        String user = name;
        if (user == null && behaviour.has(PASS_WITHOUT_USER)) {
            user = server.lastName();
        }
        String password = command.argument();
        if (user == null) {
            return Reply.err(Say.WRONG_STATE);
        }
        if (!behaviour.has(PASS_AFTER_FAILURE)) {
            name = null;
        }
        if (password == null || password.isEmpty() && !behaviour.has(EMPTY_PASSWORD_TAKEN)) {
            return Reply.err(Say.SYNTAX);
        }
        if (needsTls()) {
            boolean right = new Passwords(server).fits(user, password);
            return right && behaviour.has(PolicyFault.RIGHT_PASSWORD_TOLD_APART)
                    ? Reply.err("SYS/PERM", Say.TLS_NEEDED)
                    : Reply.err(Say.TLS_NEEDED);
        }
        if (server.account(user) == null && behaviour.has(UNKNOWN_USER_CREATED)) {
            return session.enter(user);
        }
        boolean injected = user.contains("' OR '") || password.contains("' OR '");
        if (injected && behaviour.has(QUOTED_PASSWORD_TAKEN)) {
            return session.enter(server.accounts().values().iterator().next().name());
        }
        String proved = behaviour.has(IDENTITIES_MIXED) && firstName != null ? firstName : user;
        if (isBlocked() || !new Passwords(server).fits(proved, password)) {
            if (behaviour.has(FAILED_PASS_OPENS) && server.account(user) != null) {
                session.enter(user);
            }
            return refused(user, CodeFault.AUTH_MISSING_AT_PASS);
        }
        return session.enter(user);
    }

    private boolean isBlocked() {
        return failed
                && (behaviour.has(RETRY_REFUSED)
                        || behaviour.has(REFUSED_USER_BLOCKS)
                        || behaviour.has(SaslFault.FAILURE_BLOCKS));
    }

    /** The answer to wrong credentials. */
    Reply refused(String user, CodeFault uncoded) {
        failed = true;
        boolean locked = server.account(user) != null && server.maildrop(user).isHeld();
        boolean inUse = behaviour.has(CodeFault.IN_USE_FOR_UNLOCKED)
                || locked && behaviour.has(CodeFault.IN_USE_FOR_WRONG_PASSWORD);
        if (inUse) {
            return Reply.err("IN-USE", Say.REFUSED);
        }
        if (behaviour.has(CodeFault.SYS_FOR_CREDENTIALS)) {
            return Reply.err("SYS/PERM", Say.REFUSED);
        }
        return Reply.err(behaviour.has(uncoded) ? "" : "AUTH", Say.REFUSED);
    }

    private Reply apop(Command command) throws InterruptedException {
        List<String> words = command.words();
        boolean fits = words.size() == 2 || words.size() > 2 && behaviour.has(APOP_WITH_EXTRA_ARGUMENT);
        if (!fits || words.contains("")) {
            return Reply.err(Say.SYNTAX);
        }
        if (needsTls() && !behaviour.has(PolicyFault.APOP_TAKEN_IN_THE_CLEAR)) {
            return Reply.err(Say.TLS_NEEDED);
        }
        String user = words.get(0);
        Account account = server.account(user);
        boolean blocked = isBlocked() || failed && behaviour.has(APOP_REFUSED_AFTER_FAILURE);
        if (blocked || account == null || !digestFits(account, words.get(1))) {
            return refused(user, CodeFault.AUTH_MISSING_AT_PASS);
        }
        return session.enter(user);
    }

    private boolean digestFits(Account account, String digest) {
        if (behaviour.has(APOP_WITHOUT_TIMESTAMP)) {
            return true;
        }
        String timestamp = greeting.timestamp();
        String secret = account.password().reveal();
        if (behaviour.has(APOP_WITHOUT_BRACKETS)) {
            return digest.equals(md5(timestamp.substring(1, timestamp.length() - 1) + secret));
        }
        if (behaviour.has(APOP_REPLAYED)) {
            return server.timestamps().stream().anyMatch(known -> digest.equals(md5(known + secret)));
        }
        String right = md5(timestamp + secret);
        return behaviour.has(APOP_IN_PART)
                ? right.startsWith(digest) || digest.startsWith(right)
                : right.equals(digest);
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** AUTH, here and for a fault after login. */
    Reply auth(Command command) throws InterruptedException {
        List<String> words = command.words();
        if (words.isEmpty()) {
            return bareAuth();
        }
        boolean surplus = words.size() > 2 && !behaviour.has(SaslFault.AUTH_WITH_EXTRA_ARGUMENT);
        if (surplus || words.contains("")) {
            return Reply.err(Say.SYNTAX);
        }
        if (isBlocked()) {
            return refused("", CodeFault.AUTH_MISSING_AT_SASL);
        }
        SaslLogin login = new SaslLogin(session, server, words.get(0));
        return proceed(login, login.begin(words.size() > 1 ? words.get(1) : null));
    }

    private Reply bareAuth() {
        if (behaviour.has(SaslFault.BARE_AUTH_TAKEN)) {
            return Reply.ok(Say.DONE);
        }
        return behaviour.has(Variant.BARE_AUTH_LISTS)
                ? Reply.lines(Say.LISTING, Capabilities.mechanisms(behaviour, session.isSecure()))
                : Reply.err(Say.SYNTAX);
    }

    /** UTF8, here and for a fault after login. */
    @Nullable
    Reply utf8(Command command) {
        if (behaviour.has(Variant.NO_UTF8)
                || behaviour.has(Variant.NO_CAPA)
                || behaviour.has(LanguageFault.UTF8_UNKNOWN)) {
            return null;
        }
        boolean argument = command.argument() != null
                && !behaviour.has(LanguageFault.UTF8_ARGUMENT_TAKEN)
                && !behaviour.has(Variant.SURPLUS_ARGUMENTS);
        if (argument) {
            return Reply.err(Say.SYNTAX);
        }
        session.useUtf8();
        return Reply.ok(Say.DONE);
    }

    /** USER and PASS after login, for a fault. */
    Reply again(Command command) throws InterruptedException {
        if (command.keyword().equals("USER")) {
            return user(command);
        }
        String user = name;
        String password = command.argument();
        if (user == null || password == null || !new Passwords(server).fits(user, password)) {
            return Reply.err(Say.WRONG_STATE);
        }
        session.leave();
        return session.enter(user);
    }

    /** Who may come in with what. */
    record Passwords(FullPop3Server server) {
        boolean fits(String user, String password) {
            Behaviour behaviour = server.behaviour();
            Account account = server.account(user);
            if (account == null) {
                return false;
            }
            String right = account.password().reveal();
            if (behaviour.has(PASSWORD_OF_ANYONE)) {
                return server.accounts().values().stream()
                        .map(other -> other.password().reveal())
                        .anyMatch(password::equals);
            }
            Map<LoginFault, Boolean> lenient = Map.of(
                    PASSWORD_PREFIX, !password.isEmpty() && right.startsWith(password),
                    PASSWORD_TAIL_IGNORED, password.startsWith(right),
                    PASSWORD_CASE_IGNORED, right.equalsIgnoreCase(password),
                    EMPTY_PASSWORD_TAKEN, password.isEmpty());
            return right.equals(password)
                    || lenient.entrySet().stream().anyMatch(one -> behaviour.has(one.getKey()) && one.getValue());
        }
    }
}
