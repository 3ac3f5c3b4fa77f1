package dev.parley.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.wire.Octets;
import org.junit.jupiter.api.Test;

class DeliveredMessageTest {
    private static final String PUT = "From: a@example.org\r\nSubject: x\r\n\r\nHello\r\n";

    private static DeliveredMessage.Comparison compare(String put, String got) {
        return new DeliveredMessage(Octets.of(put)).compare(Octets.of(got));
    }

    @Test
    void traceFieldsOnTopAreAllowedAndNamed() {
        DeliveredMessage.Comparison comparison = compare(
                PUT,
                "Return-Path: <>\r\nDelivered-To: alice\r\nReceived: from a\r\n\tby b;\r\n now\r\nX-Spam: no\r\n"
                        + PUT);
        assertThat(comparison.same()).isTrue();
        assertThat(comparison.addedOnTop())
                .isEqualTo("The server added on top: Delivered-To, Received, Return-Path, X-Spam.");
        assertThat(comparison.rest()).isEqualTo(Octets.of(PUT));
    }

    @Test
    void aTraceFieldOfTheMessageItselfMustBeThere() {
        String put = "Received: from a\r\n" + PUT;
        assertThat(compare(put, "Received: from b\r\n" + put).same()).isTrue();
        assertThat(compare(put, put).added()).isEmpty();
        assertThat(compare(put, PUT).same()).isFalse();
        assertThat(compare(put, "Received: from b\r\n" + PUT).same()).isFalse();
    }

    @Test
    void otherFieldsOnTopAreNot() {
        DeliveredMessage.Comparison comparison = compare(PUT, "Received: from a\r\nSubject: [spam]\r\n" + PUT);
        assertThat(comparison.same()).isFalse();
        assertThat(comparison.added()).containsExactly("Received");
        assertThat(compare(PUT, "Received-Line\r\n" + PUT).same()).isFalse();
        assertThat(compare(PUT, "Received: cut").same()).isFalse();
    }

    @Test
    void traceFieldsAtTheEndOfTheHeaderAreNot() {
        assertThat(compare(PUT, PUT.replace("\r\n\r\n", "\r\nReceived: from a\r\n\r\n"))
                        .same())
                .isFalse();
    }

    @Test
    void aLineEndsAsPop3HasIt() {
        assertThat(compare("S: x\n\nno end", "S: x\r\n\r\nno end\r\n").same()).isTrue();
        assertThat(compare("S: x\n\nno end", "S: x\n\nno end\r\n").same()).isTrue();
        assertThat(compare("", "").same()).isTrue();
        assertThat(compare("", "\r\n").same()).isFalse();
        assertThat(compare(PUT, PUT + "\r\n").same()).isFalse();
        assertThat(compare(PUT, PUT.replace("\r\n", "\n")).same()).isFalse();
        assertThat(compare("a\rb\r\n", "a\r\nb\r\n").same()).isFalse();
    }

    @Test
    void noOctetIsAnother() {
        assertThat(compare("a\0b\r\n", "a\0b\r\n").same()).isTrue();
        assertThat(compare("a\0b\r\n", "a\u0001b\r\n").same()).isFalse();
        assertThat(compare(PUT, PUT.substring(0, PUT.length() - 3)).same()).isFalse();
    }

    @Test
    void dateAndIdAreWhatATestMakesAnew() {
        String body = "\r\nDate: of the body\r\n\r\nMessage-ID: <of the body>\r\n";
        assertThat(DeliveredMessage.withoutDateAndId(
                        Octets.of("From: a\r\nDate: now,\r\n\ttoday\r\nX: y\r\nMESSAGE-ID:\r\n <1@x>\r\n" + body)))
                .isEqualTo(Octets.of("From: a\r\nX: y\r\n" + body));
        for (String none :
                new String[] {"", body, "Date", "Date: cut", "Dates: x\r\n" + body, "Date-Line\r\n: x\r\n"}) {
            assertThat(DeliveredMessage.withoutDateAndId(Octets.of(none))).isEqualTo(Octets.of(none));
        }
        assertThat(DeliveredMessage.withoutDateAndId(Octets.of("Date: x\r\n"))).isEqualTo(Octets.of(""));
    }
}
