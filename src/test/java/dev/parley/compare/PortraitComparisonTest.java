package dev.parley.compare;

import static dev.parley.compare.Samples.CERTIFICATE;
import static dev.parley.compare.Samples.PORTRAIT;
import static dev.parley.compare.Samples.differences;
import static dev.parley.compare.Samples.portrait;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.difference.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each change in what a server says of itself is found and classed right, and nothing else is. */
class PortraitComparisonTest {
    static Stream<Arguments> portraits() {
        List<String> both = List.of("TLSv1.2", "TLSv1.3");
        List<String> usual = List.of("TOP", "UIDL", "SASL PLAIN LOGIN", "EXPIRE 60", "IMPLEMENTATION Old 1.0");
        return Stream.of(
                Arguments.of(
                        portrait(
                                List.of("UIDL", "TOP", "SASL LOGIN PLAIN", "expire 60", "IMPLEMENTATION Old 1.0"),
                                both,
                                CERTIFICATE,
                                true),
                        List.of()),
                Arguments.of(
                        portrait(
                                List.of("UIDL", "SASL PLAIN LOGIN", "EXPIRE 60", "IMPLEMENTATION Old 1.0"),
                                both,
                                CERTIFICATE,
                                true),
                        List.of(Kind.CAPABILITY_GONE)),
                Arguments.of(
                        portrait(
                                List.of("TOP", "UIDL", "SASL PLAIN", "EXPIRE 60", "IMPLEMENTATION Old 1.0"),
                                both,
                                CERTIFICATE,
                                true),
                        List.of(Kind.MECHANISM_GONE)),
                Arguments.of(
                        portrait(
                                List.of(
                                        "TOP",
                                        "UIDL",
                                        "SASL PLAIN LOGIN XOAUTH2",
                                        "EXPIRE 0",
                                        "UTF8",
                                        "IMPLEMENTATION New 2.0"),
                                both,
                                CERTIFICATE,
                                true),
                        List.of(Kind.MECHANISM_NEW, Kind.CAPABILITY_VALUE, Kind.CAPABILITY_NEW, Kind.BANNER)),
                Arguments.of(portrait(usual, List.of("TLSv1.3"), CERTIFICATE, true), List.of(Kind.TLS_VERSION_GONE)),
                Arguments.of(portrait(usual, both, CERTIFICATE, false), List.of(Kind.MECHANISM_GONE)),
                Arguments.of(
                        portrait(
                                usual,
                                both,
                                new Portrait.Certificate("CN=mail", "CN=ca", "2028-01-01T00:00:00Z"),
                                true),
                        List.of(Kind.BANNER)),
                Arguments.of(
                        portrait(
                                usual,
                                both,
                                new Portrait.Certificate("CN=mail", "CN=ca", "2026-01-01T00:00:00Z"),
                                true),
                        List.of(Kind.CERTIFICATE)),
                Arguments.of(
                        portrait(usual, both, new Portrait.Certificate("CN=x", "CN=ca", "2028-01-01T00:00:00Z"), true),
                        List.of(Kind.CERTIFICATE)),
                Arguments.of(
                        new Portrait(
                                Map.of("plaintext", new Portrait.Channel(List.of(), "The connection was refused.")),
                                Map.of("STLS", both),
                                CERTIFICATE,
                                true),
                        List.of(Kind.PORT_GONE)));
    }

    @ParameterizedTest
    @MethodSource("portraits")
    void whatAServerSaysOfItself(Portrait after, List<Kind> kinds) {
        assertThat(between(PORTRAIT, after)).extracting(Difference::kind).containsExactlyInAnyOrderElementsOf(kinds);
    }

    private static List<Difference> between(Portrait before, Portrait after) {
        return differences(
                new Baseline("a", null, "t", before, List.of(), List.of()),
                new Baseline("b", null, "t", after, List.of(), List.of()));
    }
}
