package dev.parley.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignedLineTest {
    /** What a line has of its own, in brackets. */
    private static String drawn(List<AlignedLine.Part> parts) {
        return parts.stream()
                .map(part -> part.own() ? "[" + part.text() + "]" : part.text())
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({
        "+OK 3 messages,     +OK 4 messages,     +OK [3] messages,    +OK [4] messages",
        "+OK ready,          +OK,                +OK[ ready],         +OK",
        "SASL PLAIN LOGIN,   SASL PLAIN,         SASL PLAIN[ LOGIN],  SASL PLAIN",
        "abc,                xyz,                [abc],               [xyz]",
        "one and the same,   one and the same,   one and the same,    one and the same"
    })
    void theWordsThatTheOtherLacksAreMarked(String before, String after, String left, String right) {
        AlignedLine line = AlignedLine.of(before, after);
        assertThat(drawn(line.before())).isEqualTo(left);
        assertThat(drawn(line.after())).isEqualTo(right);
        assertThat(line.same()).isEqualTo(before.equals(after));
    }

    @Test
    void linesThatOneSideLacksStandBesideNothing() {
        List<AlignedLine> lines = AlignedLine.all(List.of("a", "b 1", "c"), List.of("a", "b 2", "x", "c", "d"));
        assertThat(lines).extracting(line -> drawn(line.before())).containsExactly("a", "b [1]", "", "c", "");
        assertThat(lines).extracting(line -> drawn(line.after())).containsExactly("a", "b [2]", "[x]", "c", "[d]");
    }
}
