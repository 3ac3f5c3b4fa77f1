package dev.parley.sasl;

import java.io.ByteArrayOutputStream;

/** PLAIN (RFC 4616): one message, name and password behind a NUL each; no identity to act as. */
final class PlainExchange implements Exchange {
    private final byte[] message;

    private PlainExchange(byte[] message) {
        this.message = message;
    }

    static PlainExchange begin(Credentials credentials) throws UnsuitableCredentials {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (byte[] part : new byte[][] {credentials.name(), credentials.password()}) {
            for (byte octet : part) {
                if (octet == 0) {
                    throw new UnsuitableCredentials(
                            "The name or the password holds NUL, which ends them in PLAIN.", null);
                }
            }
            message.write(0);
            message.writeBytes(part);
        }
        return new PlainExchange(message.toByteArray());
    }

    @Override
    public byte[] first() {
        return message;
    }

    @Override
    public Answer answer(byte[] challenge) {
        return new Answer.Refusal(
                "The server sent a challenge after all of PLAIN was said.",
                "RFC 4616 §2: PLAIN is one message; a +OK or -ERR follows it.");
    }
}
