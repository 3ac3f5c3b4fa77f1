package dev.parley.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final Secrets secrets = new Secrets(text -> text.getBytes(StandardCharsets.UTF_8));

    @Test
    void aSecretIsMaskedWhereverItStandsAndTheRestStays() {
        secrets.add(Secret.of("hunter22"));
        assertThat(secrets.mask("-ERR hunter22: unknown, HUNTER22hunter22"))
                .isEqualTo("-ERR ********: unknown, ********");
        assertThat(secrets.mask("-ERR hunter: unknown")).isEqualTo("-ERR hunter: unknown");
    }

    @Test
    void noOctetAroundASecretHidesItInBase64() {
        secrets.add(Secret.of("hunter22"));
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] before = new byte[random.nextInt(9)];
            byte[] after = new byte[random.nextInt(9)];
            random.nextBytes(before);
            random.nextBytes(after);
            byte[] all = (new String(before, StandardCharsets.ISO_8859_1) + "hunter22"
                            + new String(after, StandardCharsets.ISO_8859_1))
                    .getBytes(StandardCharsets.ISO_8859_1);
            assertThat(secrets.mask("+ " + Base64.getEncoder().encodeToString(all) + " end"))
                    .isEqualTo("+ ******** end");
            assertThat(secrets.mask("+ " + Base64.getUrlEncoder().encodeToString(all) + " end"))
                    .isEqualTo("+ ******** end");
        }
    }

    @Test
    void overlappingSecretsLeaveNoRest() {
        secrets.add(Secret.of("abcdef"));
        secrets.add(Secret.of("defghi"));
        assertThat(secrets.mask("-abcdefghi-")).isEqualTo("-********-");
    }

    @Test
    void theBeginningOfASecretIsMaskedWhereATextWasCut() {
        secrets.add(Secret.of("hunter22"));
        assertThat(secrets.mask("\"-ERR hunte\" … 12 more")).isEqualTo("\"-ERR ********\" … 12 more");
        assertThat(secrets.mask("-ERR hunte…")).isEqualTo("-ERR ********…");
        assertThat(secrets.mask("-ERR hunte, and no more")).isEqualTo("-ERR hunte, and no more");
    }

    @Test
    void aShortSecretIsRefused() {
        secrets.add(Secret.of("abc"));
        assertThat(Secrets.canBeMasked(Secret.of("abc"))).isFalse();
        assertThat(secrets.mask("abc")).isEqualTo("abc");
    }

    @Test
    void whatATestAddsHoldsForItAlone() {
        secrets.add(Secret.of("hunter22"));
        Secrets ofTest = secrets.within();
        ofTest.suspect("wrong");
        assertThat(ofTest.mask("wrong hunter22")).isEqualTo("******** ********");
        assertThat(secrets.mask("wrong hunter22")).isEqualTo("wrong ********");
    }

    @Test
    void aLoginNameIsNoSecretUnlessItIsThePasswordToo() {
        secrets.addName("alice");
        secrets.suspect("alice");
        assertThat(secrets.mask("alice")).isEqualTo("alice");
        secrets.add(Secret.of("alice"));
        assertThat(secrets.mask("alice")).isEqualTo("********");
    }

    @Test
    void aSecretShowsItselfToNobody() {
        assertThat(Secret.of("hunter22")).hasToString("********");
        assertThat("x" + Secret.of("hunter22")).isEqualTo("x********");
    }
}
