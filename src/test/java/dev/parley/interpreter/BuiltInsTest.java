package dev.parley.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.program.BuiltIns;
import dev.parley.secret.Secrets;
import dev.parley.server.Account;
import dev.parley.server.Identity;
import dev.parley.server.MailSettings;
import dev.parley.server.ServerFacts;
import dev.parley.wire.Endpoint;
import dev.parley.wire.Octets;
import dev.parley.wire.Reply;
import dev.parley.wire.TlsFacts;
import dev.parley.wire.TlsSettings;
import dev.parley.wire.WireText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the loader lets pass is what there is at run time. */
class BuiltInsTest {
    @Test
    void theLoaderKnowsThePropertiesOfEveryValue() throws Exception {
        Reply reply = new Reply(Reply.Status.OK, null, "", Octets.of("+OK\r\n"), null, null, Duration.ZERO);
        Endpoint endpoint = new Endpoint("localhost", 110);
        ServerFacts server = new ServerFacts(
                "x",
                null,
                ServerFacts.Mode.OFF,
                endpoint,
                null,
                TlsSettings.CUSTOMARY,
                Map.of(),
                MailSettings.NONE,
                Map.of(),
                "");
        TlsFacts tls = new TlsFacts("TLSv1.3", "x", List.of(), Octets.EMPTY);
        assertKnown("reply", Views.reply("reply", reply));
        assertKnown("greeting", Views.reply("greeting", reply));
        assertKnown("server", Views.server(server));
        assertKnown("tls", Views.tls(tls));
        assertKnown(
                "certificate", Views.certificate(Identity.create(Instant.now()).certificate(), Instant.now()));
        assertThat(Views.account(new Account("alice", "a", "b"), new Secrets(WireText::encode))
                        .propertyNames())
                .containsExactlyInAnyOrderElementsOf(BuiltIns.OF_ACCOUNTS);
    }

    private static void assertKnown(String name, Facts facts) {
        assertThat(facts.propertyNames()).as(name).containsExactlyInAnyOrderElementsOf(BuiltIns.PROPERTIES.get(name));
        assertThat(facts.propertyNames())
                .allSatisfy(property -> assertThat(facts.get(property)).isNotNull());
    }
}
