package dev.parley.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void nothingThatMovesACursorStays() {
        for (int c = 0; c < 0x3000; c++) {
            if (Character.isDefined(c)) {
                String shown = Visible.line(Character.toString(c));
                assertThat(shown)
                        .doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069]");
            }
        }
    }

    @Test
    void octetsThatAreNoCharactersAreShownAsOctets() {
        assertThat(Visible.line("a\udcffb\udc80")).isEqualTo("a\\xffb\\x80");
        assertThat(Visible.block("a\nb\rc")).isEqualTo("a\nb\\rc");
    }
}
