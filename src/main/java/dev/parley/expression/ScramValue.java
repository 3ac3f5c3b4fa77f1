package dev.parley.expression;

import dev.parley.sasl.Scram;
import dev.parley.sasl.UnsuitableCredentials;
import dev.parley.secret.Secrets;
import dev.parley.source.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code scram(alice, "SHA-256")} gives: the messages of SCRAM for a script that sends them itself, right ones and,
 * with named arguments, wrong ones whose proof still fits them. Used by one thread at a time.
 *
 * <p>Public only because Groovy calls it.
 */
public final class ScramValue implements Properties {
    private static final List<String> OF_FIRST = List.of("password", "nonce", "header", "binding", "first");
    private static final List<String> OF_LAST = List.of("header", "binding", "nonce", "extension");
    private static final Set<String> PROPERTIES = Set.of("first", "signature");
    private static final Pattern NONCE = Pattern.compile(",r=([^,]*)");
    private static final String PLUS = "-PLUS";

    private final Scram scram;
    private final byte[] binding;
    private final Function<String, byte[]> encode;
    private final @Nullable Secrets secrets;
    private @Nullable String signature;

    private ScramValue(Scram scram, byte[] binding, Scope scope) {
        this.scram = scram;
        this.secrets = scope.secrets();
        this.binding = binding;
        this.encode = scope.surroundings().encode();
    }

    /**
     * @param account one with its password, or a name
     * @param digest {@code SHA-1} or {@code SHA-256}, with {@code -PLUS} to bind the channel
     * @param named password, nonce, header, binding, first
     */
    static ScramValue of(Scope scope, @Nullable Object account, @Nullable Object digest, Map<?, ?> named) {
        known(named, OF_FIRST, "scram");
        String title = String.valueOf(digest).toUpperCase(Locale.ROOT).replaceFirst("^SCRAM-", "");
        boolean bound = title.endsWith(PLUS);
        Scram.Hash hash = hash(bound ? title.substring(0, title.length() - PLUS.length()) : title);
        Function<String, byte[]> encode = scope.surroundings().encode();
        String type = bound ? bindingType(scope) : "";
        String header = text(named, "header", bound ? Scram.header(type) : Scram.NO_BINDING);
        byte[] data = named.get("binding") != null
                ? encode.apply(text(named, "binding", ""))
                : bound
                        ? encode.apply(ofTls(scope, type.equals("tls-exporter") ? "exporter" : "endpoint"))
                        : new byte[0];
        String password = named.get("password") == null ? property(account, "password") : text(named, "password", "");
        try {
            Scram scram = named.get("first") != null
                    ? Scram.of(hash, password, text(named, "first", ""))
                    : Scram.begin(hash, name(account), password, nonce(named), header);
            return new ScramValue(scram, data, scope);
        } catch (UnsuitableCredentials e) {
            throw new EvaluationException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Scram.Hash hash(String title) {
        return Arrays.stream(Scram.Hash.values())
                .filter(hash -> hash.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new EvaluationException(
                        "`scram` knows SHA-1 and SHA-256, each also with -PLUS, not \"" + title + "\"."));
    }

    private static String nonce(Map<?, ?> named) {
        return named.get("nonce") == null ? Scram.newNonce() : text(named, "nonce", "");
    }

    private static String name(@Nullable Object account) {
        return account instanceof Properties ? property(account, "name") : String.valueOf(account);
    }

    private static String property(@Nullable Object account, String name) {
        if (account instanceof Properties properties
                && properties.propertyNames().contains(name)) {
            return String.valueOf(properties.get(name));
        }
        throw new EvaluationException(
                "`scram` wants an account, or a name and `password: …`, not " + Words.kindAndValue(account) + ".");
    }

    /** RFC 9266 §3: the exporter under TLS 1.3, else the server's certificate. */
    private static String bindingType(Scope scope) {
        return ofTls(scope, "exporter").isEmpty() ? "tls-server-end-point" : "tls-exporter";
    }

    private static String ofTls(Scope scope, String property) {
        return Paths.variable(scope, "tls") instanceof Properties tls ? String.valueOf(tls.get(property)) : "";
    }

    private static void known(Map<?, ?> named, List<String> names, String function) {
        for (Object key : named.keySet()) {
            String name = String.valueOf(key);
            if (!names.contains(name)) {
                throw new EvaluationException("`" + function + "` has no argument `" + name + "`; "
                        + Spelling.didYouMean(name, names).orElse("it has " + String.join(", ", names) + "."));
            }
        }
    }

    private static String text(Map<?, ?> named, String name, String otherwise) {
        Object value = named.get(name);
        return value == null ? otherwise : value.toString();
    }

    /** The last message, for the server's first as it was decoded. */
    public String last(@Nullable Object challenge) {
        return last(Map.of(), challenge);
    }

    /** The same with header, binding, nonce or an extension of the script's own. */
    public String last(Map<?, ?> named, @Nullable Object challenge) {
        known(named, OF_LAST, "last");
        Scram.Challenge read = Scram.Challenge.read(String.valueOf(challenge))
                .filter(message -> message.rounds() >= 1 && message.rounds() <= Scram.MOST_ROUNDS)
                .orElseThrow(() ->
                        new EvaluationException("`last` wants the server's first message, such as r=…,s=…,i=4096, not "
                                + Words.kindAndValue(challenge) + "."));
        Scram.Last last = scram.last(
                read,
                text(named, "header", scram.header()),
                named.get("binding") == null ? binding : encode.apply(text(named, "binding", "")),
                text(named, "nonce", read.nonce()),
                text(named, "extension", ""));
        signature = last.signature();
        if (secrets != null) {
            secrets.suspect(last.signature());
            secrets.suspect(last.message().replaceFirst(".*,p=", ""));
        }
        return last.message();
    }

    @Override
    public @Nullable Object get(String property) {
        return switch (property) {
            case "first" -> scram.first();
            case "signature" -> {
                if (signature == null) {
                    throw new EvaluationException("The signature is known after `last(challenge)`.");
                }
                yield signature;
            }
            default ->
                throw new NoSuchPropertyException("`scram` has no `" + property + "`; "
                        + Spelling.didYouMean(property, PROPERTIES)
                                .orElse("it has first, last(challenge) and signature."));
        };
    }

    @Override
    public Set<String> propertyNames() {
        return PROPERTIES;
    }

    /** The first message without its nonce. */
    @Override
    public String toString() {
        Matcher nonce = NONCE.matcher(scram.first());
        return "scram " + nonce.replaceAll("");
    }
}
