package dev.parley.compare;

import dev.parley.difference.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What servers say of themselves, before and after. */
final class PortraitComparison {
    /** What a server says of its make (RFC 2449 §6.9): it changes with every upgrade. */
    private static final String IMPLEMENTATION = "IMPLEMENTATION";

    private static final String SASL = "SASL";

    private final List<Difference> differences = new ArrayList<>();

    private PortraitComparison() {}

    static List<Difference> of(Portrait before, Portrait after) {
        PortraitComparison comparison = new PortraitComparison();
        new TreeMap<>(before.channels())
                .forEach((name, channel) ->
                        comparison.channel(name, channel, after.channels().get(name)));
        new TreeMap<>(before.versions())
                .forEach((name, versions) ->
                        comparison.versions(name, versions, after.versions().getOrDefault(name, List.of())));
        comparison.certificate(before.certificate(), after.certificate());
        if (before.apop() != after.apop()) {
            comparison.add(
                    before.apop() ? Kind.MECHANISM_GONE : Kind.MECHANISM_NEW,
                    "greeting",
                    before.apop() ? "APOP" : null,
                    after.apop() ? "APOP" : null);
        }
        return comparison.differences;
    }

    private void channel(String name, Portrait.Channel old, Portrait.@Nullable Channel now) {
        if (old.problem() != null) {
            return;
        }
        if (now == null || now.problem() != null) {
            boolean login = name.endsWith(PortraitTaker.AFTER_LOGIN);
            String problem = now == null ? "not there" : now.problem();
            add(login ? Kind.LOGIN : Kind.PORT_GONE, name, login ? "works" : "answers", problem);
            return;
        }
        Map<String, Set<String>> tags = tags(old);
        Map<String, Set<String>> others = tags(now);
        tags.forEach((tag, arguments) -> {
            Set<String> theirs = others.get(tag);
            if (tag.equals(SASL)) {
                mechanisms(name, arguments, theirs == null ? Set.of() : theirs);
            } else if (theirs == null) {
                add(tag.equals(IMPLEMENTATION) ? Kind.BANNER : Kind.CAPABILITY_GONE, name, line(tag, arguments), null);
            } else if (!theirs.equals(arguments)) {
                add(
                        tag.equals(IMPLEMENTATION) ? Kind.BANNER : Kind.CAPABILITY_VALUE,
                        name,
                        line(tag, arguments),
                        line(tag, theirs));
            }
        });
        others.forEach((tag, arguments) -> {
            if (tag.equals(SASL) && !tags.containsKey(tag)) {
                mechanisms(name, Set.of(), arguments);
            } else if (!tags.containsKey(tag)) {
                add(tag.equals(IMPLEMENTATION) ? Kind.BANNER : Kind.CAPABILITY_NEW, name, null, line(tag, arguments));
            }
        });
    }

    private void mechanisms(String channel, Set<String> old, Set<String> now) {
        old.stream()
                .filter(mechanism -> !now.contains(mechanism))
                .forEach(mechanism -> add(Kind.MECHANISM_GONE, channel, "SASL " + mechanism, null));
        now.stream()
                .filter(mechanism -> !old.contains(mechanism))
                .forEach(mechanism -> add(Kind.MECHANISM_NEW, channel, null, "SASL " + mechanism));
    }

    private void versions(String channel, List<String> old, List<String> now) {
        old.stream()
                .filter(version -> !now.contains(version))
                .forEach(version -> add(Kind.TLS_VERSION_GONE, channel, version, null));
        now.stream()
                .filter(version -> !old.contains(version))
                .forEach(version -> add(Kind.TLS_VERSION_NEW, channel, null, version));
    }

    private void certificate(Portrait.@Nullable Certificate old, Portrait.@Nullable Certificate now) {
        if (!Objects.equals(old, now)) {
            add(isRenewed(old, now) ? Kind.BANNER : Kind.CERTIFICATE, "TLS", shown(old), shown(now));
        }
    }

    /** The same names and a later end. */
    private static boolean isRenewed(Portrait.@Nullable Certificate old, Portrait.@Nullable Certificate now) {
        return old != null
                && now != null
                && old.subject().equals(now.subject())
                && old.issuer().equals(now.issuer())
                && Instant.parse(old.notAfter()).isBefore(Instant.parse(now.notAfter()));
    }

    private static @Nullable String shown(Portrait.@Nullable Certificate certificate) {
        return certificate == null
                ? null
                : certificate.subject() + ", issued by " + certificate.issuer() + ", until " + certificate.notAfter();
    }

    private void add(Kind kind, String channel, @Nullable String old, @Nullable String now) {
        differences.add(Difference.of(kind, channel, "", old, now));
    }

    /** Arguments by tag, both in capitals; their order says nothing (RFC 2449 §5). */
    private static Map<String, Set<String>> tags(Portrait.Channel channel) {
        Map<String, Set<String>> tags = new LinkedHashMap<>();
        for (String line : channel.capabilities()) {
            String[] words = line.strip().toUpperCase(Locale.ROOT).split(" +");
            Set<String> arguments = tags.computeIfAbsent(words[0], _ -> new TreeSet<>());
            arguments.addAll(List.of(words).subList(1, words.length));
        }
        return tags;
    }

    private static String line(String tag, Set<String> arguments) {
        return arguments.isEmpty() ? tag : tag + " " + String.join(" ", arguments);
    }
}
