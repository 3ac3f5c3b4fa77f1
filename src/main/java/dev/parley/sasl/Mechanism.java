package dev.parley.sasl;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The ways to log in, the strongest first: those that prove a password, and prove the server's knowledge of it, before
 * those that prove it only, before those that say it. The mechanisms that want a token come last, since a password is
 * none.
 */
public enum Mechanism {
    SCRAM_SHA_256_PLUS("SCRAM-SHA-256-PLUS", Begins.CLIENT),
    SCRAM_SHA_1_PLUS("SCRAM-SHA-1-PLUS", Begins.CLIENT),
    SCRAM_SHA_256("SCRAM-SHA-256", Begins.CLIENT),
    SCRAM_SHA_1("SCRAM-SHA-1", Begins.CLIENT),
    CRAM_MD5("CRAM-MD5", Begins.SERVER),
    /** RFC 1939 §7: a command of its own. */
    APOP("APOP", Begins.COMMAND),
    /** USER and PASS, RFC 1939 §7. Says as much as PLAIN and is what people know, hence before it. */
    USER("USER", Begins.COMMAND),
    PLAIN("PLAIN", Begins.CLIENT),
    LOGIN("LOGIN", Begins.EITHER),
    OAUTHBEARER("OAUTHBEARER", Begins.CLIENT),
    XOAUTH2("XOAUTH2", Begins.CLIENT);

    /** Who speaks first behind {@code AUTH NAME}. */
    private enum Begins {
        CLIENT,
        SERVER,
        /** The server by custom, but many take an initial response. */
        EITHER,
        /** Not SASL. */
        COMMAND
    }

    /** All names, in this order. */
    public static final List<String> NAMES =
            Arrays.stream(values()).map(Mechanism::title).toList();

    private final String title;
    private final Begins begins;

    Mechanism(String title, Begins begins) {
        this.title = title;
        this.begins = begins;
    }

    /** The mechanism of a name, which is written in capitals. */
    public static Optional<Mechanism> named(String name) {
        return Arrays.stream(values())
                .filter(mechanism -> mechanism.title.equals(name))
                .findFirst();
    }

    /** As users and servers write it. */
    public String title() {
        return title;
    }

    /** Whether it is a mechanism of AUTH (RFC 5034). */
    public boolean isSasl() {
        return begins != Begins.COMMAND;
    }

    /** Whether an initial response may follow in the line of AUTH (RFC 5034 §4). */
    public boolean takesInitialResponse() {
        return begins == Begins.CLIENT || begins == Begins.EITHER;
    }

    /** Whether the client has something to say without having been asked. */
    public boolean clientBegins() {
        return begins == Begins.CLIENT;
    }

    /** Whether it binds the login to the TLS channel (RFC 5802 §6). */
    public boolean bindsChannel() {
        return this == SCRAM_SHA_256_PLUS || this == SCRAM_SHA_1_PLUS;
    }

    /** Whether the password is a token of OAuth. */
    public boolean wantsToken() {
        return this == OAUTHBEARER || this == XOAUTH2;
    }
}
