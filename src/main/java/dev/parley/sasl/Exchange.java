package dev.parley.sasl;

import org.jspecify.annotations.Nullable;

/** One login by a mechanism of SASL, from the client's side. Used once and by one thread. */
public sealed interface Exchange permits CramMd5Exchange, LoginExchange, OauthExchange, PlainExchange, ScramExchange {
    /**
     * Whom the client talks to.
     *
     * @param binding what ties a login to the channel; null where there is no TLS, or nothing that fits it
     */
    record Peer(String host, int port, @Nullable ChannelBinding binding) {}

    /** What the client does about a challenge. */
    sealed interface Answer {
        /** It sends these octets, in base64. */
        record Response(byte[] octets) implements Answer {}

        /**
         * It cancels, since the challenge is wrong.
         *
         * @param problem what is wrong, as a sentence
         * @param meaning what that means, as a sentence
         */
        record Refusal(String problem, String meaning) implements Answer {}
    }

    /**
     * Begins an exchange.
     *
     * @throws UnsuitableCredentials when the mechanism cannot carry the name or the password
     * @throws IllegalArgumentException for what is no mechanism of SASL, or one that binds the channel and has no
     *     binding
     */
    static Exchange of(Mechanism mechanism, Credentials credentials, Peer peer) throws UnsuitableCredentials {
        return switch (mechanism) {
            case SCRAM_SHA_256_PLUS, SCRAM_SHA_1_PLUS, SCRAM_SHA_256, SCRAM_SHA_1 ->
                ScramExchange.begin(mechanism, credentials, peer.binding());
            case CRAM_MD5 -> new CramMd5Exchange(credentials);
            case PLAIN -> PlainExchange.begin(credentials);
            case LOGIN -> new LoginExchange(credentials);
            case OAUTHBEARER, XOAUTH2 -> OauthExchange.begin(mechanism, credentials, peer);
            case APOP, USER -> throw new IllegalArgumentException(mechanism.title());
        };
    }

    /** What the client says first: the initial response, or the answer to the first challenge, which says nothing. */
    byte @Nullable [] first();

    /** Answers a challenge that says something. */
    Answer answer(byte[] challenge);

    /** What the server has to have shown before it says +OK, and has not; null when nothing is missing. */
    default @Nullable String missing() {
        return null;
    }

    /** What the server gave as the reason of its refusal, as a sentence; null when it gave none. */
    default @Nullable String reason() {
        return null;
    }
}
