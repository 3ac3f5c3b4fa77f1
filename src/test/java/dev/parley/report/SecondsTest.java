package dev.parley.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 2, 0.00",
        "PT0.004999999S, 2, 0.00",
        "PT0.005S, 2, 0.01",
        "PT59.9996S, 3, 60.000",
        "PT48H, 3, 172800.000"
    })
    void roundsToTheNearest(Duration time, int decimals, String expected) {
        assertThat(Seconds.of(time, decimals)).isEqualTo(expected);
    }
}
