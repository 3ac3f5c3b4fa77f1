package dev.parley.wire;

import static dev.parley.wire.Sessions.LONG;
import static dev.parley.wire.Sessions.ask;
import static dev.parley.wire.Sessions.in;
import static dev.parley.wire.Sessions.ready;
import static dev.parley.wire.Sessions.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.Fault;
import dev.parley.peer.FaultyServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which octets are a reply to which command, and what is wrong with them. */
class RepliesTest {
    @Test
    void repliesAreFramedByTheirCommand() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of());
                Session session = ready(server)) {
            assertThat(ask(session, "STAT").body()).isNull();
            assertThat(ask(session, "list").body().lines()).hasSize(2);
            assertThat(ask(session, "LIST 1").body()).isNull();
            assertThat(ask(session, "CAPA").body().lines()).containsExactly("TOP", "UIDL", "STLS");
            Reply message = ask(session, "RETR 1");
            assertThat(message.body().lines()).containsExactly("Subject: one", "", ".dots", "end");
            assertThat(message.body().raw().text()).endsWith("\r\n..dots\r\nend\r\n.\r\n");
            assertThat(session.due()).isEmpty();
            assertThat(session.findings()).isEmpty();
        }
    }

    @Test
    void pipelinedRepliesAnswerTheirCommandsInTurn() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of());
                Session session = ready(server)) {
            session.send(Octets.of("STAT\r\nUIDL\r\nNOOP\r\n"));
            assertThat(session.due()).extracting(Command::keyword).containsExactly("STAT", "UIDL", "NOOP");
            assertThat(reply(session).text()).startsWith("2 ");
            assertThat(reply(session).body().lines()).hasSize(2);
            assertThat(reply(session).command().keyword()).isEqualTo("NOOP");
            assertThat(session.due()).isEmpty();
        }
    }

    @Test
    void aCommandSentInPartsIsOneCommand() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of());
                Session session = ready(server)) {
            session.send(Octets.of("LI"));
            assertThat(session.due()).hasSize(1);
            session.send(Octets.of("ST\r\nNO"));
            session.send(Octets.of("OP\r\n"));
            assertThat(session.due()).extracting(Command::keyword).containsExactly("LIST", "NOOP");
            assertThat(reply(session).body().lines()).hasSize(2);
            assertThat(reply(session).body()).isNull();
        }
    }

    @Test
    void aReplySplitAtEveryOctetIsWhole() throws Exception {
        Map<String, Fault> faults = Map.of("RETR", new Fault.OctetByOctet(Duration.ofMillis(1)));
        try (FaultyServer server = FaultyServer.plain(faults);
                Session session = ready(server)) {
            assertThat(ask(session, "RETR 1").body().lines()).containsExactly("Subject: one", "", ".dots", "end");
        }
    }

    @Test
    void anEndlessLineIsCutAtTheLimit() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("NOOP", new Fault.EndlessLine()));
                Session session = ready(server)) {
            session.send(Octets.of("NOOP\r\n"));
            assertThat(session.receive(null, in(LONG))).isInstanceOfSatisfying(Received.TooLong.class, tooLong -> {
                assertThat(tooLong.octets()).isEqualTo(2000);
                assertThat(tooLong.option()).isEqualTo("--max-line");
            });
        }
    }

    @Test
    void anEndlessBodyIsCutAtTheLimit() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("RETR", new Fault.EndlessBody()));
                Session session = ready(server)) {
            session.send(Octets.of("RETR 1\r\n"));
            assertThat(session.receive(null, in(LONG))).isInstanceOfSatisfying(Received.TooLong.class, tooLong -> {
                assertThat(tooLong.octets()).isEqualTo(20_000);
                assertThat(tooLong.option()).isEqualTo("--max-body");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+ok\r\n", "+OKAY\r\n", "-err no\r\n", "hello\r\n", "\r\n", " +OK\r\n"})
    void aLineThatIsNoStatusIsMalformed(String line) throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("NOOP", new Fault.Says(line)));
                Session session = ready(server)) {
            session.send(Octets.of("NOOP\r\n"));
            assertThat(session.receive(null, in(LONG))).isInstanceOf(Received.Malformed.class);
        }
    }

    @Test
    void responseCodesAreTakenFromTheText() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("NOOP", new Fault.Says("-ERR [SYS/TEMP] later\r\n")));
                Session session = ready(server)) {
            Reply reply = ask(session, "NOOP");
            assertThat(reply.code()).isEqualTo("SYS/TEMP");
            assertThat(reply.text()).isEqualTo("later");
        }
    }

    @Test
    void oddOctetsAreFindings() throws Exception {
        Map<String, Fault> faults = Map.of(
                "NOOP", new Fault.Says("+OK bare\n"),
                "RSET", new Fault.Says("+OK a\rb\r\n"),
                "STAT", new Fault.Says("+OK \0\r\n"),
                "DELE", new Fault.Says("+OK " + "x".repeat(600) + "\r\n"),
                "TOP", new Fault.Says("-ERR \u00e9\u00ff\r\n"));
        try (FaultyServer server = FaultyServer.plain(faults);
                Session session = ready(server)) {
            ask(session, "NOOP");
            ask(session, "RSET");
            ask(session, "STAT");
            ask(session, "DELE 1");
            assertThat(ask(session, "TOP 1 1").rawStatus().toArray()).contains(0xe9, 0xff);
            assertThat(session.findings())
                    .extracting(Finding::kind)
                    .containsExactly(
                            Finding.Kind.BARE_LF, Finding.Kind.BARE_CR, Finding.Kind.NUL, Finding.Kind.LONG_LINE);
        }
    }

    @Test
    void aSecondReplyInTheSameSegmentIsUnsolicited() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("NOOP", new Fault.SaysToo("+OK again\r\n")));
                Session session = ready(server)) {
            ask(session, "NOOP");
            session.send(Octets.of("STAT\r\n"));
            assertThat(session.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.UNSOLICITED);
            assertThat(reply(session).text()).isEqualTo("again");
        }
    }

    @Test
    void figuresThatDisagreeAreFindings() throws Exception {
        Map<String, Fault> faults =
                Map.of("STAT", new Fault.Says("+OK 2 1\r\n"), "LIST", new Fault.Says("+OK\r\n1 5\r\n2 5\r\n.\r\n"));
        try (FaultyServer server = FaultyServer.plain(faults);
                Session session = ready(server)) {
            ask(session, "STAT");
            ask(session, "LIST");
            ask(session, "RETR 1");
            assertThat(session.findings())
                    .extracting(Finding::kind)
                    .containsExactly(Finding.Kind.STAT_DISAGREES_WITH_LIST, Finding.Kind.LIST_DISAGREES_WITH_RETR);
        }
    }

    @Test
    void aBodyEndsAtCrlfDotCrlfOnly() throws Exception {
        Map<String, Fault> faults = Map.of("RETR", new Fault.Says("+OK\r\na\n.\nb\r\n.\n\r\n..\r\n.\r\n"));
        try (FaultyServer server = FaultyServer.plain(faults);
                Session session = ready(server)) {
            assertThat(ask(session, "RETR 1").body().content().text()).isEqualTo("a\n.\nb\r\n\n\r\n.\r\n");
            assertThat(ask(session, "NOOP").status()).isEqualTo(Reply.Status.OK);
        }
    }

    @Test
    void aServerThatSendsLfOnlyIsReadAndFound() throws Exception {
        Map<String, Fault> faults = Map.of("CAPA", new Fault.Says("+OK\nTOP\n.\n"));
        try (FaultyServer server = FaultyServer.plain(faults);
                Session session = ready(server)) {
            assertThat(ask(session, "CAPA").body().lines()).containsExactly("TOP");
            assertThat(session.findings()).extracting(Finding::kind).contains(Finding.Kind.WRONG_TERMINATOR);
        }
    }
}
