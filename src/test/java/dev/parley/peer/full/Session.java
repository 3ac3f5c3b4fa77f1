package dev.parley.peer.full;

import static dev.parley.peer.full.FramingFault.*;

import dev.parley.peer.full.LineReader.Input;
import dev.parley.peer.full.Say.Language;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection from greeting to end. */
final class Session {
    private static final int PATIENCE = 10;

    private final FullPop3Server server;
    private final Behaviour behaviour;
    private final Connection connection;
    private final LineReader reader;
    private final ReplyWriter writer;
    private final Greeting greeting;
    private final Authorization authorization;
    private final Upgrade upgrade;
    private Language language = Language.ENGLISH;
    private boolean utf8;
    private @Nullable View view;
    private @Nullable Transaction transaction;
    private int errors;
    private boolean open = true;
    private boolean closing;
    private boolean silent;

    Session(FullPop3Server server, Connection connection) {
        this.server = server;
        this.behaviour = server.behaviour();
        this.connection = connection;
        this.reader = new LineReader(connection, behaviour);
        this.writer = new ReplyWriter(behaviour);
        this.greeting = new Greeting(server);
        this.authorization = new Authorization(this, server, greeting);
        this.upgrade = new Upgrade(this, server, connection, reader);
    }

    /** @param implicit whether TLS starts at once */
    void run(boolean implicit) throws IOException, InterruptedException {
        try {
            if (implicit && !upgrade.atOnce()) {
                return;
            }
            if (!implicit && behaviour.has(GREETING_ON_DEMAND)
                    || implicit && behaviour.has(TlsFault.GREETING_UNDER_TLS_ON_DEMAND)) {
                reader.peek();
            }
            answer(ReplyWriter.GREETING, greeting.reply());
            if (implicit && behaviour.has(TlsFault.GREETING_UNDER_TLS_TWICE)) {
                answer(ReplyWriter.GREETING, greeting.reply());
            }
            while (open && (!closing || reader.isWaiting())) {
                take(reader.next(authorization.isExchanging() ? LineReader.RESPONSE : LineReader.COMMAND));
            }
            connection.closeGently();
        } finally {
            end();
        }
    }

    private void end() {
        View left = view;
        if (left != null) {
            boolean alertCommits = connection.isSecure() && behaviour.has(TlsFault.CLOSE_ALERT_COMMITS);
            if (alertCommits) {
                left.maildrop().remove(left.marked().stream().map(left::message).toList());
            }
            left.abandon();
            if (!behaviour.has(LockFault.ABORT_KEEPS_LOCK)) {
                left.maildrop().release(this);
            }
        }
        server.withdraw(this);
        connection.drop();
    }

    private void take(Input input) throws IOException, InterruptedException {
        switch (input) {
            case Input.Line(String text) -> handle(text);
            case Input.TooLong(int length) -> tooLong(length);
            case Input.Flood() -> {
                answer("", Reply.err(Say.TOO_LONG));
                open = false;
            }
            case Input.End(String ignored) -> open = false;
        }
    }

    private void tooLong(int length) throws IOException, InterruptedException {
        authorization.cancel();
        if (behaviour.has(InputFault.LONG_LINE_ENDS_ALL) && length > 4000) {
            server.dropSessions();
        } else if (behaviour.has(InputFault.LONG_LINE_TAKEN)) {
            answer("", Reply.ok(Say.DONE));
        } else if (!behaviour.has(InputFault.LONG_LINE_UNANSWERED)) {
            answer("", Reply.err(Say.TOO_LONG));
        }
        open &= !behaviour.has(Variant.CLOSES_ON_LONG_LINES);
    }

    /** A line: a response while an exchange is going on, else a command. */
    void handle(String line) throws IOException, InterruptedException {
        if (authorization.isExchanging()) {
            Reply reply = authorization.respond(line);
            if (reply != null) {
                answer("AUTH", reply);
                return;
            }
        }
        if (line.length() > 98 && behaviour.has(InputFault.SHORT_LINES_ONLY)) {
            answer("", Reply.err(Say.TOO_LONG));
            return;
        }
        boolean tab = behaviour.has(InputFault.TAB_SEPARATES);
        if (Command.hasControls(tab ? line.replace('\t', ' ') : line)) {
            malformed(line);
            return;
        }
        Command command = Command.of(line, behaviour);
        View seen = view;
        if (seen != null) {
            seen.refresh();
        }
        Reply reply = dispatch(command, line);
        if (reply != null) {
            answer(command.keyword(), reply);
            afterwards(command, reply);
        }
    }

    private void malformed(String line) throws IOException, InterruptedException {
        answer("", echoing(Reply.err(Say.UNKNOWN), line));
        int lf = line.indexOf('\n');
        if (lf >= 0 && behaviour.has(InputFault.LF_HALF_ACCEPTED)) {
            dispatch(Command.of(line.substring(lf + 1), behaviour), line);
        }
        open &= !behaviour.has(Variant.CLOSES_ON_CONTROLS);
    }

    private @Nullable Reply dispatch(Command command, String line) throws IOException, InterruptedException {
        Reply common = common(command, line);
        if (common != null) {
            return common;
        }
        Transaction now = transaction;
        Reply reply = now == null ? authorization.perform(command) : now.perform(command);
        if (reply != null) {
            return reply;
        }
        Reply last = switch (command.keyword()) {
            case "STLS" -> upgrade.reply(command);
            case "QUIT" -> quit(command);
            default -> null;
        };
        return last == null ? unknown(line) : last;
    }

    /** Commands of both states; null when it is none. */
    private @Nullable Reply common(Command command, String line) {
        return switch (command.keyword()) {
            case "" -> behaviour.has(EMPTY_LINE_TAKEN) && line.isEmpty() ? Reply.ok(Say.DONE) : unknown(line);
            case "CAPA" -> capabilities(command);
            case "LANG" -> lang(command);
            default -> null;
        };
    }

    private @Nullable Reply unknown(String line) {
        if (line.isEmpty() ? behaviour.has(EMPTY_LINE_IGNORED) : behaviour.has(UNKNOWN_IGNORED)) {
            return null;
        }
        if (behaviour.has(UNKNOWN_TAKEN) && !line.isEmpty()) {
            return Reply.ok(Say.DONE);
        }
        View seen = view;
        if (seen != null && behaviour.has(ERROR_FORGETS_MARKS)) {
            seen.unmark();
        }
        return echoing(Reply.err(Say.UNKNOWN), line);
    }

    private Reply echoing(Reply reply, String line) {
        String clean = line.replaceAll("[^ -~]", "?");
        if (behaviour.has(LONG_ECHO)) {
            return reply.withData("no `%s`, nor like `%s`, see `HELP %s`:".formatted(clean, clean, clean));
        }
        if (behaviour.has(ECHOED_CONTROLS)) {
            return reply.withData("`" + line.substring(0, Math.min(200, line.length())) + "`:");
        }
        return behaviour.has(ECHOED_BRACKET)
                ? reply.withData(clean.substring(0, Math.min(200, clean.length())))
                : reply;
    }

    private Reply capabilities(Command command) {
        boolean argument = command.argument() != null
                && !behaviour.has(CapabilityFault.CAPA_ARGUMENT_TAKEN)
                && !behaviour.has(Variant.SURPLUS_ARGUMENTS);
        if (behaviour.has(Variant.NO_CAPA)
                || behaviour.has(StlsFault.STLS_WITHOUT_CAPA)
                || inTransaction() && behaviour.has(CapabilityFault.CAPA_REFUSED_AFTER_LOGIN)) {
            return Reply.err(Say.UNKNOWN);
        }
        if (argument) {
            return Reply.err(Say.SYNTAX);
        }
        authorization.interrupt();
        View seen = view;
        if (seen != null && behaviour.has(CapabilityFault.CAPA_UNMARKS)) {
            seen.unmark();
        }
        return behaviour.has(CapabilityFault.CAPA_WITHOUT_LIST) && !inTransaction()
                ? Reply.ok(Say.LISTING)
                : Reply.lines(Say.LISTING, new Capabilities(behaviour, connection.isSecure(), inTransaction()).lines());
    }

    private @Nullable Reply lang(Command command) {
        authorization.interrupt();
        boolean unknown = behaviour.has(Variant.NO_UTF8)
                || behaviour.has(Variant.NO_CAPA)
                || inTransaction() && behaviour.has(LanguageFault.LANG_UNKNOWN_AFTER_LOGIN);
        return unknown ? null : new LanguageChoice(behaviour, language, chosen -> language = chosen).reply(command);
    }

    private Reply quit(Command command) {
        if (command.argument() != null && !behaviour.has(Variant.SURPLUS_ARGUMENTS)) {
            return Reply.err(Say.SYNTAX);
        }
        View left = view;
        if (left == null) {
            return behaviour.has(DeletionFault.QUIT_BEFORE_LOGIN_REFUSED)
                    ? Reply.err(Say.WRONG_STATE)
                    : Reply.ok(Say.BYE);
        }
        left.commit();
        server.release(left.maildrop(), this);
        view = null;
        return Reply.ok(Say.BYE);
    }

    /** What follows a reply: the end, the handshake, and what faults add. */
    private void afterwards(Command command, Reply reply) throws IOException, InterruptedException {
        boolean refused = reply.isErr();
        errors = refused ? errors + 1 : 0;
        switch (command.keyword()) {
            case "QUIT" -> open = refused || staysOpen();
            case "STLS" -> open = refused || upgrade.afterReply();
            case "STAT" -> {
                if (behaviour.has(STAT_ANSWERED_LATER_AGAIN)) {
                    server.awaitEnd(100, TimeUnit.MILLISECONDS);
                    answer("STAT", reply);
                }
            }
            case "PASS" -> {
                if (behaviour.has(CapabilityFault.PIPELINE_DROPPED_AT_LOGIN)) {
                    reader.discard();
                }
            }
            default -> {}
        }
        if (refused) {
            afterError(reply);
        }
    }

    private boolean staysOpen() {
        closing = transaction != null && behaviour.has(DeletionFault.QUIT_GOES_ON);
        silent = behaviour.has(
                transaction == null ? DeletionFault.QUIT_BEFORE_LOGIN_STAYS_OPEN : DeletionFault.QUIT_STAYS_OPEN);
        return closing || silent;
    }

    private void afterError(Reply reply) {
        if (behaviour.has(CapabilityFault.PIPELINE_DROPPED_AFTER_ERROR)) {
            reader.discard();
        }
        open &= !(reply.say() == Say.UNKNOWN && behaviour.has(UNKNOWN_CLOSES))
                && !(reply.say() == Say.SYNTAX && behaviour.has(BAD_ARGUMENT_CLOSES))
                && !(reply.say() == Say.REFUSED && behaviour.has(Variant.CLOSES_AFTER_FAILED_LOGIN))
                && !(errors >= PATIENCE && behaviour.has(Variant.CLOSES_AFTER_TEN_ERRORS));
    }

    /** Sends a reply; silently none where a fault leaves it out. */
    void answer(String keyword, Reply reply) throws IOException, InterruptedException {
        boolean unanswered =
                keyword.equals("QUIT") && transaction != null && behaviour.has(DeletionFault.QUIT_UNANSWERED);
        if (unanswered || silent) {
            return;
        }
        boolean slow = behaviour.has(Variant.SLOW_REPLIES)
                || reply.say() == Say.REFUSED && behaviour.has(Variant.DELAYS_AFTER_FAILED_LOGIN);
        if (slow) {
            server.awaitEnd(behaviour.delay().toMillis(), TimeUnit.MILLISECONDS);
        }
        connection.write(writer.octets(keyword, reply, language));
    }

    /** Opens the maildrop of a user who has proved to be one. */
    Reply enter(String user) throws InterruptedException {
        Maildrop maildrop = server.maildrop(user);
        if (!maildrop.acquire(this)) {
            if (!behaviour.has(LockFault.LOCKED_LOGIN_TAKEN)) {
                return Reply.err(behaviour.has(CodeFault.AUTH_FOR_LOCK) ? "AUTH" : "IN-USE", Say.LOCKED);
            }
            maildrop = new Maildrop(user, behaviour);
        }
        server.noteLogin(user);
        View opened = new View(maildrop, behaviour);
        view = opened;
        transaction = new Transaction(this, server, opened);
        return behaviour.has(CodeFault.SYS_ON_OK)
                ? Reply.ok(Say.LOGGED_IN).withCode("SYS/TEMP")
                : Reply.ok(Say.LOGGED_IN);
    }

    /** Leaves the maildrop as if it had never been opened, as faults do. */
    void leave() {
        View left = view;
        if (left != null) {
            left.abandon();
            left.maildrop().release(this);
        }
        view = null;
        transaction = null;
    }

    /** Forgets what the client said in the clear (RFC 2595 §4). */
    void forget() {
        if (!behaviour.has(StlsFault.STLS_KEEPS_LANGUAGE)) {
            language = Language.ENGLISH;
        }
        utf8 = false;
        authorization.forget();
    }

    boolean inTransaction() {
        return transaction != null;
    }

    boolean isSecure() {
        return connection.isSecure();
    }

    Language language() {
        return language;
    }

    boolean utf8() {
        return utf8;
    }

    void useUtf8() {
        utf8 = true;
    }

    Authorization authorization() {
        return authorization;
    }

    /** Ends it from outside. */
    void drop() {
        connection.drop();
    }
}
