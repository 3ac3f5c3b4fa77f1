package dev.parley.peer.full;

import static dev.parley.peer.full.SaslFault.*;

import dev.parley.server.Account;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** One AUTH exchange (RFC 5034): PLAIN (RFC 4616), CRAM-MD5 (RFC 2195), and {@link Scram}. */
final class SaslLogin {
    private final Session session;
    private final FullPop3Server server;
    private final Behaviour behaviour;
    private final String mechanism;
    private @Nullable String cramChallenge;
    private @Nullable Scram scram;
    private final Oauth oauth;
    private @Nullable Reply failure;
    private @Nullable String proved;

    SaslLogin(Session session, FullPop3Server server, String mechanism) {
        this.session = session;
        this.server = server;
        this.behaviour = server.behaviour();
        this.oauth = new Oauth(server);
        this.mechanism = behaviour.has(MECHANISM_CASE_MATTERS) ? mechanism : mechanism.toUpperCase(Locale.ROOT);
    }

    /** @param initial the initial response; null when there is none */
    Reply begin(@Nullable String initial) throws InterruptedException {
        boolean plainLate = mechanism.equals("PLAIN") && mustWait();
        if (plainLate && behaviour.has(PolicyFault.PLAIN_CHALLENGED_THOUGH_REFUSED) && initial == null) {
            return Reply.challenge("");
        }
        if (plainLate && !behaviour.has(PolicyFault.PLAIN_TAKEN_IN_THE_CLEAR)) {
            return Reply.err(Say.TLS_NEEDED);
        }
        List<String> known = Capabilities.mechanisms(
                        behaviour, session.isSecure() || behaviour.has(PolicyFault.PLAIN_TAKEN_IN_THE_CLEAR))
                .stream()
                .filter(name -> !name.equals("DIGEST-MD5") && !name.endsWith("-PLUS"))
                .toList();
        if (!known.contains(mechanism)) {
            return behaviour.has(UNKNOWN_MECHANISM_CHALLENGED) ? Reply.challenge("") : Reply.err(Say.NO_MECHANISM);
        }
        if (mechanism.startsWith("SCRAM-")) {
            scram = new Scram(server, mechanism.substring("SCRAM-".length()));
        }
        if (mechanism.equals("CRAM-MD5")) {
            return initial == null || behaviour.has(SERVER_FIRST_WITH_INITIAL)
                    ? cramChallenge()
                    : Reply.err(Say.SYNTAX);
        }
        if (initial != null && behaviour.has(INITIAL_RESPONSE_REFUSED)) {
            return Reply.err(Say.SYNTAX);
        }
        boolean absent = initial == null
                || behaviour.has(INITIAL_RESPONSE_IGNORED)
                || initial.equals("=") && behaviour.has(EQUALS_IS_ABSENT);
        return absent ? Reply.challenge("") : respond(initial.equals("=") ? "" : initial);
    }

    /** Whether the password may not cross the wire yet. */
    private boolean mustWait() {
        return behaviour.has(Variant.PLAINTEXT_REFUSED) && !session.isSecure();
    }

    Reply respond(String line) throws InterruptedException {
        if (mustWait() && behaviour.has(PolicyFault.PLAIN_CHALLENGED_THOUGH_REFUSED)) {
            return Reply.err(Say.TLS_NEEDED);
        }
        if (oauth.isRefused()) {
            return afterOauthError(line);
        }
        Reply failed = failure;
        String user = proved;
        if (failed != null) {
            return failed;
        }
        if (user != null && !line.equals("*")) {
            return enter(user);
        }
        if (line.equals("*")) {
            return behaviour.has(CANCEL_CHALLENGED)
                    ? Reply.challenge("")
                    : behaviour.has(CANCEL_TAKEN) ? Reply.ok(Say.CANCELLED) : Reply.err(Say.CANCELLED);
        }
        byte[] octets = decode(line);
        if (octets == null) {
            if (behaviour.has(InputFault.MALFORMED_ENDS_ALL)) {
                server.dropSessions();
            }
            return Reply.err(Say.SYNTAX);
        }
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        Scram now = scram;
        if (now != null) {
            return scram(now, text);
        }
        return switch (mechanism) {
            case "PLAIN" -> plain(text);
            case "CRAM-MD5" -> cram(text);
            case "OAUTHBEARER" -> oauth(text);
            case "ANONYMOUS" -> session.enter("anonymous");
            default -> Reply.err(Say.NO_MECHANISM);
        };
    }

    /** Strictly as RFC 5034 §4 wants it; null when it cannot be decoded. */
    private byte @Nullable [] decode(String line) {
        String base64 = line;
        if (behaviour.has(BASE64_ENDS_AT_PADDING)) {
            base64 = base64.replaceFirst("(?<=[^=]={1,2})[^=].*", "");
        }
        if (behaviour.has(BASE64_NOISE_SKIPPED)) {
            base64 = base64.replaceAll("[^A-Za-z0-9+/=]", "");
        }
        if (base64.length() % 4 != 0 && !behaviour.has(BASE64_UNPADDED_TAKEN)) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Reply enter(String user) throws InterruptedException {
        if (behaviour.has(AUTH_OPENS_NOTHING)) {
            return Reply.ok(Say.LOGGED_IN);
        }
        session.leave();
        return session.enter(user);
    }

    private Reply refused(String user) {
        return behaviour.has(FAILURE_CHALLENGED)
                ? Reply.challenge("")
                : session.authorization().refused(user, CodeFault.AUTH_MISSING_AT_SASL);
    }

    private Reply plain(String text) throws InterruptedException {
        String[] parts = text.split("\0", -1);
        boolean shaped = parts.length == 3 || parts.length > 3 && behaviour.has(PLAIN_THIRD_NUL);
        if (!shaped || parts[1].isEmpty() || parts[2].isEmpty() && !behaviour.has(PLAIN_EMPTY_PASSWORD)) {
            return session.authorization().refused("", CodeFault.AUTH_MISSING_AT_SASL);
        }
        String authzid = parts[0];
        String user = parts[1];
        boolean proved = new Authorization.Passwords(server).fits(user, parts[2])
                || server.account(user) != null
                        && (behaviour.has(PLAIN_ANY_PASSWORD)
                                || parts[2].isEmpty() && behaviour.has(PLAIN_EMPTY_PASSWORD));
        boolean empty = authzid.isEmpty();
        boolean allowed = empty
                ? !behaviour.has(AUTHZID_EMPTY_REFUSED)
                : authzid.equals(user)
                        ? !behaviour.has(AUTHZID_SAME_REFUSED)
                        : behaviour.has(AUTHZID_IGNORED)
                                || behaviour.has(AUTHZID_OBEYED) && server.account(authzid) != null;
        if (!proved || !allowed) {
            return refused(user);
        }
        return enter(behaviour.has(AUTHZID_OBEYED) && !empty ? authzid : user);
    }

    private Reply oauth(String text) throws InterruptedException {
        String user = oauth.userOf(text);
        if (user != null) {
            return enter(user);
        }
        if (!oauth.isRefused() || behaviour.has(OauthFault.OAUTH_ERROR_IN_ERR)) {
            return oauth.isRefused()
                    ? Reply.err("AUTH", Say.REFUSED).withData(Oauth.RESULT)
                    : session.authorization().refused("", CodeFault.AUTH_MISSING_AT_SASL);
        }
        return Reply.challenge(base64(behaviour.has(OauthFault.OAUTH_WITHOUT_STATUS) ? "{}" : Oauth.RESULT));
    }

    /** The client's dummy answer to the error result, or `*` (RFC 7628 §3.2.3). */
    private Reply afterOauthError(String line) throws InterruptedException {
        if (behaviour.has(OauthFault.OAUTH_ERROR_ENDS_WELL)) {
            return enter(oauth.named());
        }
        boolean again = line.equals("*") && behaviour.has(OauthFault.OAUTH_CANCEL_CHALLENGED);
        return again ? Reply.challenge("") : session.authorization().refused("", CodeFault.AUTH_MISSING_AT_SASL);
    }

    private Reply cramChallenge() {
        String number =
                behaviour.has(CRAM_SAME_CHALLENGE) ? "1896.697170952" : server.nextNumber() + "." + System.nanoTime();
        String challenge = behaviour.has(CRAM_NO_MSG_ID) ? number + "@localhost" : "<" + number + "@localhost>";
        cramChallenge = challenge;
        return Reply.challenge(Base64.getEncoder().encodeToString(challenge.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private Reply cram(String text) throws InterruptedException {
        int space = text.lastIndexOf(' ');
        String user = space < 0 ? text : text.substring(0, space);
        Account account = server.account(user);
        String challenge = cramChallenge;
        if (space < 0 || account == null || challenge == null) {
            return refused(user);
        }
        String key = account.password().reveal() + (behaviour.has(CRAM_WRONG_KEY) ? "?" : "");
        boolean right = text.substring(space + 1).equals(hmacMd5(key, challenge));
        return right || behaviour.has(CRAM_ANY_DIGEST) ? enter(user) : refused(user);
    }

    private static String hmacMd5(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.ISO_8859_1), "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply scram(Scram now, String text) throws InterruptedException {
        return switch (now.next(text)) {
            case Scram.Step.Challenge(String challenge) -> Reply.challenge(base64(challenge));
            case Scram.Step.Refused(String reason) -> scramRefused(now.user(), reason);
            case Scram.Step.Proved(String signature) -> proved(now.user(), signature);
        };
    }

    private Reply scramRefused(String user, String reason) {
        Reply refused = refused(user);
        if (!behaviour.has(Variant.SCRAM_NAMES_ERRORS) || !refused.isErr()) {
            return refused;
        }
        failure = refused;
        return Reply.challenge(base64("e=" + reason));
    }

    /** The signature goes out as a challenge, and the client answers it with nothing (RFC 5034 §4). */
    private Reply proved(String user, String signature) throws InterruptedException {
        if (behaviour.has(ScramFault.SCRAM_WITHOUT_SIGNATURE)) {
            return enter(user);
        }
        if (behaviour.has(ScramFault.SCRAM_SIGNATURE_WITH_OK)) {
            return enter(user).withData(signature);
        }
        proved = user;
        return Reply.challenge(base64(signature));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
