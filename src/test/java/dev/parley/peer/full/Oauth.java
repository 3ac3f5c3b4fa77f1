package dev.parley.peer.full;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server's side of OAUTHBEARER (RFC 7628). The token of a user is {@code token-of-} and the name. */
final class Oauth {
    /** The error result for a token that does not fit. */
    static final String RESULT = "{\"status\":\"invalid_token\"}";

    private static final Pattern MESSAGE =
            Pattern.compile("n,(?:a=([^,]*))?,\u0001(?:[A-Za-z]+=[^\u0001\\x00]*\u0001)*\u0001", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("auth=bearer +([^\u0001 ]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern PORT = Pattern.compile("\u0001port=(\\d+)\u0001");

    private final FullPop3Server server;
    private boolean refused;
    private String named = "";

    Oauth(FullPop3Server server) {
        this.server = server;
    }

    /** Who may come in; null when nobody: refused when the message was one. */
    @Nullable
    String userOf(String message) {
        Matcher shape = MESSAGE.matcher(message);
        Matcher token = TOKEN.matcher(message);
        boolean malformed = server.behaviour().has(OauthFault.OAUTH_MALFORMED_TAKEN);
        boolean shaped = shape.matches();
        if (!token.find() || !shaped && !malformed) {
            return malformed ? first() : null;
        }
        String owner = token.group(1).replaceFirst("^token-of-", "");
        String asked = shaped && shape.group(1) != null ? shape.group(1) : owner;
        boolean valid = !owner.equals(token.group(1)) && server.account(owner) != null;
        named = server.account(asked) == null ? first() : asked;
        if (malformed && !shaped) {
            return named;
        }
        boolean allowed = asked.equals(owner) || server.behaviour().has(OauthFault.OAUTH_ANY_IDENTITY);
        refused = !valid || !allowed || server.account(asked) == null || isForAnother(message);
        return refused ? null : asked;
    }

    /** Whether the message names another port than this server has (RFC 7628 §3.1). */
    private boolean isForAnother(String message) {
        Matcher port = PORT.matcher(message);
        return port.find()
                && !port.group(1).equals(String.valueOf(server.plain().port()))
                && !port.group(1).equals(String.valueOf(server.tls().port()));
    }

    private String first() {
        return server.accounts().values().iterator().next().name();
    }

    /** Whether the error result was due. */
    boolean isRefused() {
        return refused;
    }

    /** Whose maildrop was asked for. */
    String named() {
        return named;
    }
}
