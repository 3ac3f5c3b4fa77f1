package dev.parley.interpreter;

import dev.parley.wire.Octets;
import dev.parley.wire.Reply;
import java.util.List;

/** What assertions look at. */
sealed interface Evidence {
    /** One typed reply. */
    record OfReply(Reply reply) implements Evidence {}

    /** Octets without framing. */
    record OfOctets(Octets octets) implements Evidence {}

    /** All replies that came within a time. */
    record OfReplies(List<Reply> replies) implements Evidence {}
}
