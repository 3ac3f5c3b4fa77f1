package dev.parley.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dovecot.Dovecot;
import dev.parley.dovecot.NeedsDovecot;
import dev.parley.server.ServerFacts;
import dev.parley.wire.SessionSettings;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@NeedsDovecot
class PortraitTakerTest {
    private static Portrait portrait(Dovecot server) {
        return PortraitTaker.of(
                server.server(ServerFacts.Mode.OFF).facts(),
                Dovecot.accounts().get("alice"),
                SessionSettings.customary(),
                Duration.ofSeconds(30));
    }

    @Test
    void aServerThatTakesNoPasswordInTheOpenIsSeenAfterLoginToo() throws IOException {
        try (Dovecot server = Dovecot.start("auth_mechanisms = scram-sha-256")) {
            assertThat(portrait(server).channels())
                    .containsOnlyKeys(
                            "plaintext",
                            "plaintext after login",
                            "STLS",
                            "STLS after login",
                            "implicit TLS",
                            "implicit TLS after login")
                    .allSatisfy((_, channel) -> {
                        assertThat(channel.problem()).isNull();
                        assertThat(channel.capabilities()).contains("UIDL");
                    });
        }
    }
}
