package dev.parley.sasl;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * OAUTHBEARER (RFC 7628) and the older XOAUTH2: one message with the token. A challenge after it tells why the token was
 * refused, and wants an answer before the -ERR.
 */
final class OauthExchange implements Exchange {
    private static final String SEPARATOR = "\1";

    private final byte[] message;
    private final byte[] acknowledgement;
    private @Nullable String reason;

    private OauthExchange(byte[] message, byte[] acknowledgement) {
        this.message = message;
        this.acknowledgement = acknowledgement;
    }

    static OauthExchange begin(Mechanism mechanism, Credentials credentials, Peer peer) throws UnsuitableCredentials {
        String name = credentials.nameText();
        String token = credentials.passwordText();
        if ((name + token).contains(SEPARATOR)) {
            throw new UnsuitableCredentials(
                    "The name or the token holds the octet 1, which ends them in " + mechanism.title() + ".", null);
        }
        String bearer = "auth=Bearer " + token + SEPARATOR + SEPARATOR;
        return mechanism == Mechanism.XOAUTH2
                ? new OauthExchange(octets("user=" + name + SEPARATOR + bearer), new byte[0])
                // RFC 7628 §3.2.3: the answer to an error is one separator.
                : new OauthExchange(
                        octets("n,a=" + Scram.escaped(name) + "," + SEPARATOR + "host=" + peer.host() + SEPARATOR
                                + "port=" + peer.port() + SEPARATOR + bearer),
                        octets(SEPARATOR));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] first() {
        return message;
    }

    @Override
    public Answer answer(byte[] challenge) {
        if (reason != null) {
            return new Answer.Refusal(
                    "The server sent a second challenge.",
                    "RFC 7628 §3.2.3: after an error and its answer comes -ERR.");
        }
        reason = challenge.length == 0
                ? "The server asked for an answer to an empty error."
                : "The server's reason is `" + new String(challenge, StandardCharsets.UTF_8).strip() + "`.";
        return new Answer.Response(acknowledgement);
    }

    @Override
    public @Nullable String missing() {
        return reason == null ? null : "The server said +OK after it had refused the token.";
    }

    @Override
    public @Nullable String reason() {
        return reason;
    }
}
