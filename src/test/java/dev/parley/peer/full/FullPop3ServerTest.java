package dev.parley.peer.full;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.LineClient;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without faults, it is a POP3 server as the RFCs want it. */
@Timeout(60)
class FullPop3ServerTest {
    private FullPop3Server server;
    private Talk talk;

    @BeforeEach
    void start() throws Exception {
        server = FullPop3Server.start(Set.of(), Set.of());
        talk = new Talk(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSessionOfRfc1939() throws Exception {
        assertThat(talk.in("STAT", "LIST", "RETR 1", "DELE 1", "LIST 1", "STAT", "RSET", "STAT", "QUIT"))
                .isEqualTo("+OK 3 672|+OK the list follows|1 107|2 115|3 450|.|+OK the message follows|"
                        + "From: sender@example.org|Subject: First|Message-ID: <First@example.org>||"
                        + "Hello,||this is the first.|.|+OK marked|-ERR no such message|+OK 2 565|+OK done|"
                        + "+OK 3 672|+OK good bye|");
    }

    @Test
    void theUpdateStateRemovesWhatIsMarkedAndNothingElse() throws Exception {
        talk.in("DELE 2", "QUIT");
        assertThat(talk.in("LIST")).isEqualTo("+OK the list follows|1 107|2 450|.|");
        talk.in("DELE 1", "DELE 2", "QUIT");
        assertThat(talk.in("STAT", "LIST", "UIDL")).isEqualTo("+OK 0 0|+OK the list follows|.|+OK the list follows|.|");
        assertThat(talk.as("bob", "STAT")).isEqualTo("+OK 3 672|");
    }

    @Test
    void whatMailClientsReadIsWhatWasDelivered() throws Exception {
        Properties properties = new Properties();
        properties.put("mail.pop3.host", "127.0.0.1");
        properties.put("mail.pop3.port", "" + server.plain().port());
        try (Store store = Session.getInstance(properties).getStore("pop3")) {
            store.connect("alice", talk.password("alice"));
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                Message dots = inbox.getMessage(2);
                assertThat(inbox.getMessageCount()).isEqualTo(3);
                assertThat(dots.getSubject()).isEqualTo("Dots");
                assertThat(dots.getContent()).isEqualTo("one\r\n.\r\n..two\r\n.x a.b\r\n \tdots .y\r\nend.\r\n");
            }
        }
    }

    @Test
    void apopTakesTheDigestOfThisGreetingOnly() throws Exception {
        try (LineClient client = LineClient.plain(server.plain())) {
            String greeting = client.next();
            String stamp = greeting.substring(greeting.indexOf('<'), greeting.indexOf('>') + 1);
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest((stamp + talk.password("alice")).getBytes(StandardCharsets.US_ASCII));
            String apop = "APOP alice " + HexFormat.of().formatHex(digest);
            assertThat(talk.out(apop)).startsWith("-ERR [AUTH]");
            assertThat(client.ask(apop)).startsWith("+OK");
        }
    }

    @Test
    void theLockIsExclusiveAndFreedByQuitAndByTheEndOfTheConnection() throws Exception {
        try (LineClient first = talk.clientIn("alice")) {
            assertThat(talk.in("STAT")).doesNotContain("+OK");
            assertThat(talk.all(talk.login("alice"))).contains("|-ERR [IN-USE] ");
            assertThat(first.ask("QUIT")).startsWith("+OK");
        }
        assertThat(talk.in("NOOP")).isEqualTo("+OK done|");
        try (LineClient third = talk.clientIn("alice")) {
            third.abort();
        }
        assertThat(talk.in("NOOP")).isEqualTo("+OK done|");
    }

    @Test
    void capabilitiesOfRfc2449AndLater() throws Exception {
        String common = "TOP|UIDL|USER|RESP-CODES|AUTH-RESP-CODE|PIPELINING|LOGIN-DELAY 0|EXPIRE NEVER|"
                + "SASL PLAIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256|UTF8 USER|LANG|IMPLEMENTATION Full-1|";
        assertThat(talk.out("CAPA")).isEqualTo("+OK the list follows|" + common + "STLS|.|");
        assertThat(talk.in("CAPA")).isEqualTo("+OK the list follows|" + common + ".|");
        assertThat(talk.secure("CAPA"))
                .isEqualTo("+OK the list follows|" + common.replace("256|", "256 OAUTHBEARER|") + ".|");
    }

    @Test
    void stlsStartsTlsAndForgetsWhatWasSaidBefore() throws Exception {
        assertThat(talk.stls("USER alice\r\n", "PASS " + talk.password("alice"), "STLS"))
                .isEqualTo("+OK now the password|+OK begin TLS|(TLS)-ERR not in this state|-ERR not in this state|");
        assertThat(talk.stlsAndBehind("CAPA\r\nUSER x", "NOOP")).isEqualTo("(TLS)-ERR not in this state|");
    }

    @Test
    void saslOfRfc5034() throws Exception {
        String plain = base64("\0alice\0" + talk.password("alice"));
        assertThat(talk.out("AUTH PLAIN " + plain, "NOOP")).isEqualTo("+OK the maildrop is yours|+OK done|");
        assertThat(talk.out("AUTH PLAIN", plain, "NOOP")).isEqualTo("+ |+OK the maildrop is yours|+OK done|");
        assertThat(talk.out(
                        "AUTH PLAIN", "*", "AUTH", "AUTH NONE", "AUTH PLAIN =", "AUTH PLAIN " + base64("\0alice\0x")))
                .isEqualTo("+ |-ERR cancelled|-ERR the arguments do not fit|-ERR no such mechanism|"
                        + "-ERR [AUTH] name and credentials do not match|"
                        + "-ERR [AUTH] name and credentials do not match|");
    }

    @Test
    void cramMd5OfRfc2195() throws Exception {
        try (LineClient client = talk.client()) {
            String challenge = new String(
                    Base64.getDecoder().decode(client.ask("AUTH CRAM-MD5").substring(2)));
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(talk.password("alice").getBytes(StandardCharsets.US_ASCII), "HmacMD5"));
            String digest = HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(StandardCharsets.US_ASCII)));
            assertThat(client.ask(base64("alice " + digest))).startsWith("+OK");
        }
    }

    @Test
    void langAndUtf8OfRfc6856() throws Exception {
        server.empty("alice");
        server.deliver("alice", "Subject: gr\u00c3\u00bcn\r\n\r\nx\r\n");
        assertThat(talk.out("LANG", "LANG de", "XYZZ", "LANG xx", "LANG *", "XYZZ"))
                .isEqualTo("+OK the list follows|en English|de Deutsch|.|+OK de Deutsch|-ERR unbekannter Befehl|"
                        + "-ERR keine solche Sprache|+OK en English|-ERR unknown command|");
        assertThat(talk.in("RETR 1", "UTF8")).isEqualTo("-ERR [UTF8] the message needs UTF8|-ERR not in this state|");
        assertThat(talk.all("UTF8\r\n" + talk.login("alice") + "RETR 1\r\n"))
                .endsWith("|+OK the message follows|Subject: gr\u00c3\u00bcn||x|.|");
    }

    @Test
    void linesThatAreNoCommandsGetOneAnswerAndNoEffect() throws Exception {
        assertThat(talk.inRaw(
                        "alice",
                        "DELE 1\0009\r\nNOOP\rDELE 1\r\nSTAT\nDELE 1\r\n" + "x".repeat(5000) + "DELE 1\r\nSTAT\r\n"))
                .isEqualTo("-ERR unknown command|".repeat(3) + "-ERR the line is too long|+OK 3 672|");
    }

    @Test
    void sessionsOfManyUsersGoOnAtOnce() throws Exception {
        try (LineClient alice = talk.clientIn("alice");
                LineClient bob = talk.clientIn("bob");
                LineClient carol = talk.clientIn("carol")) {
            server.deliver("bob", "A: b\r\n\r\nc\r\n");
            assertThat(List.of(alice.ask("STAT"), bob.ask("STAT"), carol.ask("STAT")))
                    .containsOnly("+OK 3 672");
            server.remove("alice", 1);
            assertThat(alice.ask("LIST 3")).isEqualTo("+OK 3 450");
        }
    }

    @Test
    void theEndOfTheServerEndsItsSessions() throws Exception {
        try (LineClient client = talk.clientIn("alice")) {
            server.close();
            assertThat(server.isStopped()).isTrue();
            assertThat(client.next()).isEqualTo(LineClient.END);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
