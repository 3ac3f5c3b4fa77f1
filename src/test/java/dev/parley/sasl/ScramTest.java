package dev.parley.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** SCRAM against the examples of its RFCs, and where a server may differ from them. */
class ScramTest {
    private static Scram.Challenge challenge(String message) {
        return Scram.Challenge.read(message).orElseThrow();
    }

    private static Scram.Last last(Scram scram, String message) {
        Scram.Challenge challenge = challenge(message);
        return scram.last(challenge, scram.header(), new byte[0], challenge.nonce(), "");
    }

    /** RFC 5802 §5. */
    @Test
    void theExampleOfTheFirstRfcComesOut() throws Exception {
        Scram scram = Scram.begin(Scram.Hash.SHA_1, "user", "pencil", "fyko+d2lbbFgONRv9qkxdawL", "n,,");
        assertThat(scram.first()).isEqualTo("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL");
        Scram.Last last = last(scram, "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096");
        assertThat(last.message())
                .isEqualTo("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=");
        assertThat(last.signature()).isEqualTo("rmF9pqV8S7suAoZWja4dJRkFsKQ=");
    }

    /** RFC 7677 §3. */
    @Test
    void theExampleWithSha256ComesOut() throws Exception {
        Scram scram = Scram.begin(Scram.Hash.SHA_256, "user", "pencil", "rOprNGfwEbeRWgbNEkqO", "n,,");
        Scram.Last last =
                last(scram, "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        assertThat(last.message())
                .isEqualTo("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                        + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(last.signature()).isEqualTo("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    @Test
    void whatIsSignedIsTheMessageAsItCame() throws Exception {
        Scram scram = Scram.begin(Scram.Hash.SHA_1, "user", "pencil", "abc", "n,,");
        Scram.Last plain = last(scram, "r=abcdef,s=QSXCR+Q6sek8bf92,i=4096");
        assertThat(last(scram, "r=abcdef,s=QSXCR+Q6sek8bf92,i=4096,x=1").message())
                .isNotEqualTo(plain.message());
        assertThat(last(scram, "r=abcdef,s=QSXCR+Q6sek8bf92,i=04096").message()).isNotEqualTo(plain.message());
    }

    @Test
    void namesAreEscapedAndPrepared() throws Exception {
        // RFC 4013 §3: the soft hyphen goes, the sign for nine becomes two letters.
        assertThat(Scram.begin(Scram.Hash.SHA_1, "a=b,c\u00ad\u2168", "x", "abc", "n,,")
                        .first())
                .isEqualTo("n,,n=a=3Db=2CcIX,r=abc");
    }

    @Test
    void aPasswordThatTheRfcForbidsIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> Scram.begin(Scram.Hash.SHA_1, "a", "top\u0007secret", "abc", "n,,"))
                .isInstanceOf(UnsuitableCredentials.class)
                .hasMessageContaining("SASLprep")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Scram.begin(Scram.Hash.SHA_1, "a", "", "abc", "n,,"))
                .hasMessageContaining("empty");
    }

    @Test
    void theDataOfTheChannelStandsBehindTheHeader() throws Exception {
        Scram scram = Scram.begin(Scram.Hash.SHA_1, "user", "pencil", "abc", Scram.header("tls-exporter"));
        Scram.Challenge challenge = challenge("r=abcdef,s=QSXCR+Q6sek8bf92,i=4096");
        byte[] data = "DATA".getBytes(StandardCharsets.US_ASCII);
        // base64 of `p=tls-exporter,,DATA`
        assertThat(scram.last(challenge, scram.header(), data, challenge.nonce(), "")
                        .message())
                .startsWith("c=cD10bHMtZXhwb3J0ZXIsLERBVEE=,r=abcdef,p=");
    }
}
