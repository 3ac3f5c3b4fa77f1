package dev.parley.interpreter;

import dev.parley.expression.EvaluationException;
import dev.parley.wire.Octets;
import dev.parley.wire.Reply;
import java.util.Base64;

/** The base64 text of a SASL challenge (RFC 5034 §4). */
final class Challenge {
    private Challenge() {}

    /** @throws EvaluationException when the reply is no challenge or its text is not base64 */
    static Octets decode(Reply reply) {
        if (reply.status() != Reply.Status.CONTINUATION) {
            throw new EvaluationException("The reply is no challenge: it begins with `"
                    + reply.status().indicator() + "`.");
        }
        try {
            return Octets.of(Base64.getDecoder().decode(reply.text()));
        } catch (IllegalArgumentException e) {
            throw new EvaluationException("The challenge is not base64.", e);
        }
    }
}
