package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.deviation;
import static dev.parley.peer.full.Fault.Break.violation;

/** SCRAM. */
public enum ScramFault implements Fault {
    SCRAM_ANY_PROOF(violation("Any proof is taken.", "rfc5802.scram.wrong-proof")),
    SCRAM_WRONG_SIGNATURE(
            violation("The server's signature is wrong.", "rfc5802.scram.valid", "rfc7677.scram256.valid")),
    SCRAM_SIGNATURE_WITH_OK(violation(
            "The server's signature comes in the text of +OK.",
            "rfc5034.auth.no-data-with-success",
            "rfc5802.scram.valid")),
    SCRAM_WITHOUT_SIGNATURE(violation(
            "+OK comes without the server's signature.", "rfc5034.auth.no-data-with-success", "rfc5802.scram.valid")),
    SCRAM_SAME_NONCE(violation("The server's part of the nonce is always the same.", "rfc5802.scram.nonce-fresh")),
    SCRAM_NONCE_UNCHECKED(violation("The nonce of the last message is not compared.", "rfc5802.scram.nonce-checked")),
    SCRAM_BINDING_UNCHECKED(violation("The c attribute is not compared.", "rfc5802.scram.c-checked")),
    SCRAM_FEW_ITERATIONS(
            deviation("The iteration count is 1000.", "rfc5802.scram.iterations", "rfc7677.scram256.iterations")),
    SCRAM_AUTHZID_IGNORED(violation("The authorization identity is ignored.", "rfc5802.scram.authzid")),
    SCRAM_MANDATORY_IGNORED(violation("The m attribute is ignored.", "rfc5802.scram.mandatory-extension")),
    SCRAM_OPTIONAL_REFUSED(violation("An unknown optional attribute is refused.", "rfc5802.scram.optional-extension")),
    SCRAM_ANY_FLAG(violation("Any letter is taken as the flag for channel binding.", "rfc5802.scram.bad-gs2-flag")),
    SCRAM_SALT_FIRST(
            violation("The salt stands before the nonce in the first message.", "rfc5802.scram.server-first-format")),
    SCRAM_NONCE_REPLACED(violation("The nonce does not begin with the client's.", "rfc5802.scram.server-first-format")),
    SCRAM_PLUS_IN_THE_CLEAR(deviation("A -PLUS mechanism is listed in the clear.", "rfc5802.scram.plus-with-bare"));

    private final Break broken;

    ScramFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
