package dev.parley.sasl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SCRAM (RFC 5802): both sides prove that they know the password, and neither says it. */
final class ScramExchange implements Exchange {
    private static final String TITLE = "RFC 5802 §5.1: ";

    /** How far the exchange is. */
    private sealed interface State {
        record Begun() implements State {}

        record Proved(String signature) implements State {}

        record Verified() implements State {}

        /** The server has refused. */
        record Refused() implements State {}
    }

    private final Scram scram;
    private final String nonce;
    private final byte[] binding;
    private State state = new State.Begun();
    private @Nullable String reason;

    private ScramExchange(Scram scram, String nonce, byte[] binding) {
        this.scram = scram;
        this.nonce = nonce;
        this.binding = binding;
    }

    static ScramExchange begin(Mechanism mechanism, Credentials credentials, @Nullable ChannelBinding binding)
            throws UnsuitableCredentials {
        Scram.Hash hash = mechanism == Mechanism.SCRAM_SHA_1 || mechanism == Mechanism.SCRAM_SHA_1_PLUS
                ? Scram.Hash.SHA_1
                : Scram.Hash.SHA_256;
        ChannelBinding bound = mechanism.bindsChannel() ? binding : null;
        if (mechanism.bindsChannel() && bound == null) {
            throw new IllegalArgumentException("no channel binding");
        }
        String nonce = Scram.newNonce();
        String header = bound == null ? Scram.NO_BINDING : Scram.header(bound.type());
        Scram scram = Scram.begin(hash, credentials.nameText(), credentials.passwordText(), nonce, header);
        return new ScramExchange(scram, nonce, bound == null ? new byte[0] : bound.data());
    }

    @Override
    public byte[] first() {
        return scram.first().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Answer answer(byte[] challenge) {
        String message = new String(challenge, StandardCharsets.UTF_8);
        if (message.startsWith("e=") && !(state instanceof State.Refused)) {
            state = new State.Refused();
            reason = "The server's reason is `" + message.substring(2) + "`" + meaning(message.substring(2)) + ".";
            return new Answer.Response(new byte[0]);
        }
        return switch (state) {
            case State.Begun _ -> prove(message);
            case State.Proved(String signature) -> verify(message, signature);
            case State.Verified _, State.Refused _ ->
                new Answer.Refusal(
                        "The server sent a challenge after the exchange was over.",
                        "RFC 5034 §4: after the answer to its last message comes +OK or -ERR.");
        };
    }

    private Answer prove(String message) {
        Optional<Scram.Challenge> read = Scram.Challenge.read(message);
        if (read.isEmpty()) {
            return new Answer.Refusal(
                    "The server's first message is none of SCRAM.",
                    "RFC 5802 §7: it is `r=` and the nonce, `s=` and the salt in base64, `i=` and a number.");
        }
        Scram.Challenge challenge = read.get();
        if (!challenge.nonce().startsWith(nonce)) {
            return new Answer.Refusal(
                    "The server's nonce does not begin with the one we sent.",
                    TITLE + "it must, or the message may be one of an earlier login.");
        }
        if (challenge.nonce().length() == nonce.length()) {
            return new Answer.Refusal(
                    "The server's nonce adds nothing to the one we sent.",
                    TITLE + "it must, or our proof could be used again.");
        }
        if (challenge.rounds() < 1 || challenge.rounds() > Scram.MOST_ROUNDS) {
            return new Answer.Refusal(
                    "The server asks for " + challenge.rounds() + " rounds of the digest.",
                    "Parley computes 1 to " + Scram.MOST_ROUNDS + "; RFC 5802 §5.1 wants at least 4096.");
        }
        Scram.Last last = scram.last(challenge, scram.header(), binding, challenge.nonce(), "");
        state = new State.Proved(last.signature());
        return new Answer.Response(last.message().getBytes(StandardCharsets.UTF_8));
    }

    private Answer verify(String message, String expected) {
        if (!message.startsWith("v=")) {
            return new Answer.Refusal(
                    "The server did not prove that it knows the password: its last message holds no signature.",
                    "RFC 5802 §7: it is `v=` and a signature, or `e=` and a reason.");
        }
        String signature = message.substring(2).replaceFirst(",.*", "");
        if (!isSame(signature, expected)) {
            return new Answer.Refusal(
                    "The server did not prove that it knows the password: its signature is wrong.",
                    "RFC 5802 §3: it is not the server that has this password, or somebody stands between.");
        }
        state = new State.Verified();
        return new Answer.Response(new byte[0]);
    }

    private static boolean isSame(String signature, String expected) {
        try {
            return MessageDigest.isEqual(
                    Base64.getDecoder().decode(signature), Base64.getDecoder().decode(expected));
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    @Override
    public @Nullable String missing() {
        return switch (state) {
            case State.Verified _ -> null;
            case State.Refused _ ->
                "The server did not prove that it knows the password: it said +OK after it had refused the login.";
            case State.Begun _, State.Proved _ ->
                "The server did not prove that it knows the password: it said +OK without a signature.";
        };
    }

    @Override
    public @Nullable String reason() {
        return reason;
    }

    /** What the registered errors mean (RFC 5802 §7). */
    private static String meaning(String error) {
        return switch (error.replaceFirst(",.*", "")) {
            case "invalid-proof" -> ": the proof, and so the password, is wrong";
            case "unknown-user" -> ": it does not know the user";
            case "channel-bindings-dont-match" -> ": it sees another TLS channel, as when somebody stands between";
            case "server-does-support-channel-binding" -> ": it offers a -PLUS form, which was not used";
            case "channel-binding-not-supported" -> ": it cannot bind the channel";
            case "unsupported-channel-binding-type" -> ": it does not know this kind of channel binding";
            case "invalid-username-encoding" -> ": it cannot read the name";
            case "no-resources" -> ": it is short of something; try later";
            default -> "";
        };
    }
}
