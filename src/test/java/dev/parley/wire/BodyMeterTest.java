package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A body that is measured against the same body put together and looked at as a whole. */
class BodyMeterTest {
    private static final String OCTETS = "..\r\n\r\nab";

    /** Unstuffed and without the terminating line, which stands at the end. */
    private static String content(String body) {
        StringBuilder content = new StringBuilder();
        for (String line : body.substring(0, body.length() - ".\r\n".length()).split("(?<=\r\n)")) {
            content.append(line.startsWith(".") ? line.substring(1) : line);
        }
        return content.toString();
    }

    private static void feed(BodyMeter meter, String body, int largest, Random random) {
        byte[] octets = (body + "+OK next\r\n").getBytes(StandardCharsets.ISO_8859_1);
        int at = 0;
        int behind = -1;
        while (behind < 0) {
            int to = Math.min(octets.length, at + 1 + random.nextInt(largest));
            behind = meter.take(octets, at, to);
            at = to;
        }
        assertThat(behind).isEqualTo(body.length());
    }

    @RepeatedTest(300)
    void anyBodyInAnyPiecesIsMeasuredAsItIs(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder lines = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            lines.append(OCTETS.charAt(random.nextInt(OCTETS.length())));
        }
        String some = lines.toString().replace("\r\n.\r\n", "\r\n").replaceFirst("^\\.\r\n", "");
        while (some.contains("\r\n.\r\n") || some.startsWith(".\r\n")) {
            some = some.replace("\r\n.\r\n", "\r\n").replaceFirst("^\\.\r\n", "");
        }
        String body = (some.isEmpty() || some.endsWith("\r\n") ? some : some + "x\r\n") + ".\r\n";
        BodyMeter meter = new BodyMeter(false, BodyMeter.LITTLE);
        feed(meter, body, 1 + random.nextInt(8), random);
        String content = content(body);
        assertThat(meter.length()).isEqualTo(body.length());
        assertThat(meter.body().size()).isEqualTo(content.length());
        assertThat(meter.body().lineCount())
                .isEqualTo(content.chars().filter(c -> c == '\n').count());
        assertThat(meter.body().beginning().text()).isEqualTo(content);
    }

    @Test
    void aServerThatNeverSendsCrEndsItsBodyWithLfAlone() {
        BodyMeter meter = new BodyMeter(true, BodyMeter.LITTLE);
        byte[] octets = "a\n..\n.\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(meter.take(octets, 0, octets.length)).isEqualTo(octets.length);
        assertThat(meter.endedWithBareLf()).isTrue();
        assertThat(meter.body().beginning().text()).isEqualTo("a\n.\n");
        assertThat(meter.body().size()).isEqualTo(4);
    }

    @Test
    void ofALargeBodyOnlyTheBeginningIsKept() {
        BodyMeter meter = new BodyMeter(false, BodyMeter.LITTLE);
        byte[] line = "0123456789\r\n".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 10_000; i++) {
            assertThat(meter.take(line, 0, line.length)).isNegative();
        }
        meter.take(".\r\n".getBytes(StandardCharsets.ISO_8859_1), 0, 3);
        assertThat(meter.body().size()).isEqualTo(120_000);
        assertThat(meter.body().lineCount()).isEqualTo(10_000);
        assertThat(meter.body().beginning().length()).isLessThan(10_000);
        assertThat(meter.body().isKept()).isFalse();
    }
}
