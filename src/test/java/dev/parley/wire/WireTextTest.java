package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WireTextTest {
    @Test
    void anyOctetsSurviveTheWayToTextAndBack() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            byte[] octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            assertThat(WireText.encode(WireText.decode(octets))).isEqualTo(octets);
        }
    }

    @Test
    void wellFormedUtf8IsReadAsCharacters() {
        assertThat(WireText.decode(new byte[] {(byte) 0xC3, (byte) 0xA9})).isEqualTo("é");
        assertThat(WireText.encode("é€😀")).hasSize(9);
    }

    @Test
    void octetsThatMakeACharacterAreThatCharacter() {
        String written = "" + WireText.octet(0xC3) + WireText.octet(0xA9);
        assertThat(WireText.canonical(written)).isEqualTo("é");
    }
}
