package dev.parley.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
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
    void whatTwoTestsAddIsMaskedInBothAndInNoThird() {
        Secrets first = secrets.within();
        Secrets second = secrets.within();
        Secrets third = secrets.within();
        first.suspect("wrong");
        second.suspect("wrong");
        String text = "wrong 77726f6e67";
        assertThat(first.mask(text)).isEqualTo("******** ********");
        assertThat(second.mask(text)).isEqualTo("******** ********");
        assertThat(third.mask(text)).isEqualTo(text);
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
    void aSecretAtTheVeryEndOfAHugeTextIsFound() {
        secrets.add(Secret.of("hunter22"));
        String huge = "A".repeat(10_485_760);
        assertThat(secrets.areIn(huge)).isFalse();
        assertThat(secrets.areIn(huge + "hunter22")).isTrue();
        assertThat(secrets.mask(huge + "hunter22")).isEqualTo(huge + "********");
        String hidden = Base64.getEncoder().encodeToString((huge + "hunter22").getBytes(StandardCharsets.UTF_8));
        assertThat(secrets.mask("+ " + hidden)).isEqualTo("+ ********");
        assertThat(secrets.mask(huge + "hunte…")).isEqualTo(huge + "********…");
    }

    @Test
    void aHugeSecretIsMaskedInEveryFormAndSoIsMostOfAPart() {
        Random random = new Random(11);
        StringBuilder text = new StringBuilder();
        while (text.length() < 20_000) {
            text.appendCodePoint("ab<&'\"\\/ é\u0301ßΣZ9".charAt(random.nextInt(15)));
        }
        String huge = text.toString();
        byte[] octets = huge.getBytes(StandardCharsets.UTF_8);
        secrets.suspect(huge);
        for (String form : List.of(
                huge,
                Normalizer.normalize(huge, Normalizer.Form.NFC),
                Normalizer.normalize(huge, Normalizer.Form.NFD),
                Base64.getEncoder().encodeToString(octets),
                Base64.getEncoder().encodeToString(("\0" + huge).getBytes(StandardCharsets.UTF_8)),
                HexFormat.of().formatHex(octets),
                HexFormat.of().withUpperCase().formatHex(octets),
                huge.replace("&", "&amp;").replace("<", "&lt;"))) {
            assertThat(secrets.mask("C: " + form + " end").replaceFirst("(?:\\*++=?)++ end", "* end"))
                    .isEqualTo("C: * end");
        }
        assertThat(secrets.mask(huge.substring(5_000, 9_000)).replace("*", "").length())
                .isLessThan(2_200);
        assertThat(secrets.mask("an ordinary sentence")).isEqualTo("an ordinary sentence");
    }

    @Test
    void whereThereAreTooManySecretsToKnowAllIsMasked() {
        Random random = new Random(13);
        Secrets ofTest = secrets.within();
        ofTest.suspect(
                random.ints(1_100_000, 'a', 'z').mapToObj(Character::toString).collect(Collectors.joining()));
        assertThat(ofTest.mask("-ERR what?")).isEqualTo("********");
        assertThat(ofTest.areIn("-ERR what?")).isTrue();
        assertThat(secrets.mask("-ERR what?")).isEqualTo("-ERR what?");
    }

    @Test
    void aLongRunOfOneCharacterIsNoTrouble() {
        Secrets ofTest = secrets.within();
        ofTest.suspect("A".repeat(1_048_576));
        ofTest.add(Secret.of("AAAAAA"));
        assertThat(ofTest.mask("-ERR " + "A".repeat(1_048_576))).isEqualTo("-ERR ********");
    }

    @Test
    void aSecretShowsItselfToNobody() {
        assertThat(Secret.of("hunter22")).hasToString("********");
        assertThat("x" + Secret.of("hunter22")).isEqualTo("x********");
    }
}
