package dev.parley.peer.full;

import static dev.parley.peer.full.StlsFault.*;

import dev.parley.peer.full.LineReader.Input;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** From the clear to TLS: STLS (RFC 2595 §4), and the port where it starts at once (RFC 8314 §3). */
final class Upgrade {
    private static final int HANDSHAKE = 0x16;

    private final Session session;
    private final FullPop3Server server;
    private final Behaviour behaviour;
    private final Connection connection;
    private final LineReader reader;

    Upgrade(Session session, FullPop3Server server, Connection connection, LineReader reader) {
        this.session = session;
        this.server = server;
        this.behaviour = server.behaviour();
        this.connection = connection;
        this.reader = reader;
    }

    /** The handshake of a connection that starts with it; false when there is none. */
    boolean atOnce() throws IOException {
        if (behaviour.has(TlsFault.PLAIN_GREETING_ON_TLS_PORT)) {
            connection.write("+OK ready\r\n");
        }
        if (behaviour.has(TlsFault.PLAIN_CLIENT_ANSWERED) && reader.peek() != HANDSHAKE) {
            connection.write("-ERR this port speaks TLS\r\n");
            connection.closeGently();
            return false;
        }
        connection.secure(server.context(), reader.take());
        return true;
    }

    /** What STLS is answered with; null when it is unknown. */
    @Nullable
    Reply reply(Command command) {
        if (!Capabilities.hasStls(behaviour)) {
            return null;
        }
        boolean argument = command.argument() != null
                && !behaviour.has(STLS_ARGUMENT_TAKEN)
                && !behaviour.has(Variant.SURPLUS_ARGUMENTS);
        if (argument) {
            return Reply.err(Say.SYNTAX);
        }
        boolean secureAllowed = behaviour.has(STLS_TWICE_WITHOUT_HANDSHAKE) || behaviour.has(TlsFault.STLS_ON_TLS_PORT);
        boolean refused = behaviour.has(STLS_LISTED_REFUSED)
                || connection.isSecure() && !secureAllowed
                || session.inTransaction() && !behaviour.has(STLS_AFTER_LOGIN);
        return refused ? Reply.err(Say.WRONG_STATE) : Reply.ok(Say.TLS_NEXT);
    }

    /** The handshake, when STLS was answered with +OK; false when the session ends. */
    boolean afterReply() throws IOException, InterruptedException {
        if (connection.isSecure()) {
            return true;
        }
        if (behaviour.has(STLS_TWO_LINES)) {
            connection.write("+OK go on\r\n");
        }
        String behind = new String(reader.take(), StandardCharsets.ISO_8859_1);
        if (!behind.isEmpty() && behaviour.has(Variant.DATA_BEHIND_STLS_CLOSES)) {
            return false;
        }
        if (behaviour.has(STLS_HANDSHAKE_BROKEN)) {
            reader.peek();
            return false;
        }
        while (behaviour.has(STLS_LATER_DATA_ANSWERED) && reader.peek() != HANDSHAKE) {
            if (!(reader.next(LineReader.COMMAND) instanceof Input.Line(String text))) {
                return false;
            }
            session.handle(text);
        }
        if (behaviour.has(STLS_FALLS_BACK) && reader.peek() != HANDSHAKE) {
            return true;
        }
        if (!secure()) {
            return behaviour.has(STLS_FALLS_BACK);
        }
        session.forget();
        keep(behind);
        if (behaviour.has(STLS_GREETS_AGAIN)) {
            session.answer(ReplyWriter.GREETING, Reply.ok(Say.READY));
        }
        if (behaviour.has(STLS_LOGS_IN)) {
            session.enter(server.accounts().values().iterator().next().name());
        }
        return true;
    }

    private boolean secure() {
        try {
            connection.secure(server.context(), reader.take());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What came in the clear must be gone (a rule the RFC does not spell out): faults keep it. */
    private void keep(String behind) {
        int end = behind.lastIndexOf('\n') + 1;
        if (behaviour.has(STLS_DATA_EXECUTED)) {
            reader.prepend(behind.substring(0, end));
        }
        if (behaviour.has(STLS_PREFIX_KEPT)) {
            reader.prepend(behind.substring(end));
        }
    }
}
