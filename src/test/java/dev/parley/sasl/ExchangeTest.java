package dev.parley.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a client says in each mechanism, by the examples of the RFCs where they have any. */
class ExchangeTest {
    private static final Exchange.Peer PEER = new Exchange.Peer("server.example.com", 110, null);

    private static Exchange begin(Mechanism mechanism, String name, String password) throws UnsuitableCredentials {
        return Exchange.of(mechanism, credentials(name, password), PEER);
    }

    private static Credentials credentials(String name, String password) {
        return new Credentials(octets(name), octets(password));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String first(Exchange exchange) {
        return new String(exchange.first(), StandardCharsets.UTF_8);
    }

    private static String answer(Exchange exchange, String challenge) {
        return switch (exchange.answer(octets(challenge))) {
            case Exchange.Answer.Response(byte[] response) -> new String(response, StandardCharsets.UTF_8);
            case Exchange.Answer.Refusal(String problem, String _) -> "refused: " + problem;
        };
    }

    /** RFC 1939 §7. */
    @Test
    void apopDigestsTheTimestampAndThePassword() {
        String stamp = Apop.stamp("POP3 server ready <1896.697170952@dbc.mtview.ca.us>")
                .orElseThrow();
        assertThat(Apop.digest(octets(stamp), credentials("mrose", "tanstaaf")))
                .isEqualTo("c4c9334bac560ecc979e58001b3e22fb");
        assertThat(Apop.stamp("POP3 server ready")).isEmpty();
    }

    /** RFC 2195 §2, with the digest of its erratum-free example for IMAP. */
    @Test
    void cramMd5DigestsTheChallenge() throws Exception {
        Exchange exchange = begin(Mechanism.CRAM_MD5, "tim", "tanstaaftanstaaf");
        assertThat(exchange.first()).isNull();
        assertThat(answer(exchange, "<1896.697170952@postoffice.reston.mci.net>"))
                .isEqualTo("tim b913a602c7eda7a495b4e6e7334d3890");
        assertThat(answer(exchange, "<2@x>")).startsWith("refused: ");
    }

    @Test
    void cramMd5TakesAnEmptyPasswordAndNoEmptyChallenge() throws Exception {
        assertThat(answer(begin(Mechanism.CRAM_MD5, "tim", ""), "<1@x>")).matches("tim [0-9a-f]{32}");
        assertThat(answer(begin(Mechanism.CRAM_MD5, "tim", "x"), "")).isEqualTo("refused: The challenge is empty.");
    }

    @Test
    void plainIsOneMessage() throws Exception {
        Exchange exchange = begin(Mechanism.PLAIN, "tim", "tanstaaftanstaaf");
        assertThat(first(exchange)).isEqualTo("\0tim\0tanstaaftanstaaf");
        assertThat(answer(exchange, "more?")).startsWith("refused: ");
        assertThatThrownBy(() -> begin(Mechanism.PLAIN, "tim", "a\0b")).hasMessageContaining("NUL");
    }

    @Test
    void loginAnswersTwoQuestionsWhateverTheyAre() throws Exception {
        Exchange exchange = begin(Mechanism.LOGIN, "tim", "secret");
        assertThat(answer(exchange, "User Name\0")).isEqualTo("tim");
        assertThat(answer(exchange, "Password:")).isEqualTo("secret");
        assertThat(answer(exchange, "Shoe size:")).startsWith("refused: ");
        Exchange withInitial = begin(Mechanism.LOGIN, "tim", "secret");
        assertThat(first(withInitial)).isEqualTo("tim");
        assertThat(answer(withInitial, "Password:")).isEqualTo("secret");
    }

    /** RFC 7628 §4.1. */
    @Test
    void oauthbearerSaysTheTokenAndAnswersTheError() throws Exception {
        Exchange exchange =
                begin(Mechanism.OAUTHBEARER, "user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==");
        assertThat(first(exchange))
                .isEqualTo("n,a=user@example.com,\1host=server.example.com\1port=110\1"
                        + "auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\1\1");
        assertThat(answer(exchange, "{\"status\":\"invalid_token\"}")).isEqualTo("\1");
        assertThat(exchange.reason()).contains("{\"status\":\"invalid_token\"}");
        assertThat(exchange.missing()).isNotNull();
        assertThat(answer(exchange, "{}")).startsWith("refused: ");
    }

    @Test
    void xoauth2SaysTheTokenAndAnswersTheErrorWithNothing() throws Exception {
        Exchange exchange =
                begin(Mechanism.XOAUTH2, "someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg");
        assertThat(first(exchange))
                .isEqualTo("user=someuser@example.com\1auth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg\1\1");
        assertThat(answer(exchange, "{\"status\":\"400\"}")).isEmpty();
    }

    @Test
    void scramWantsTheServersSignature() throws Exception {
        Exchange exchange = begin(Mechanism.SCRAM_SHA_256, "tim", "secret");
        assertThat(exchange.missing()).contains("without a signature");
        assertThat(answer(exchange, "e=invalid-proof")).isEmpty();
        assertThat(exchange.reason()).contains("`invalid-proof`: the proof");
        assertThat(exchange.missing()).contains("after it had refused");
    }

    @Test
    void theStrongestComesFirst() {
        assertThat(Mechanism.NAMES)
                .containsSubsequence(
                        "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "CRAM-MD5", "APOP", "USER", "LOGIN", "XOAUTH2");
        assertThat(Mechanism.named("plain")).isEmpty();
        assertThat(Mechanism.named("PLAIN")).contains(Mechanism.PLAIN);
    }
}
