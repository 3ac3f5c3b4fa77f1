package dev.parley.interpreter;

import dev.parley.sasl.Apop;
import dev.parley.sasl.Mechanism;
import dev.parley.server.Bindings;
import dev.parley.wire.Reply;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a server offers to log in with, and which of it a login takes that does not say. */
final class MechanismChoice {
    private final Branch branch;
    private final LiveSession session;

    MechanismChoice(Branch branch, LiveSession session) {
        this.branch = branch;
        this.session = session;
    }

    /**
     * What the server offers in this session.
     *
     * @param names of all mechanisms, also such as Parley does not know
     */
    record Offer(Set<Mechanism> known, List<String> names) {
        /** In words, as the end of a sentence. */
        String shown() {
            return names.isEmpty() ? "nothing" : String.join(", ", names);
        }
    }

    /** What is offered; null when the server does not list its capabilities. */
    @Nullable
    Offer offer() {
        List<String> lines = branch.state().probe().forLogin(branch, session);
        if (lines == null || lines.isEmpty()) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (String line : lines) {
            List<String> words = List.of(line.strip().toUpperCase(Locale.ROOT).split(" +"));
            switch (words.getFirst()) {
                case "USER" -> names.add(Mechanism.USER.title());
                case "SASL" -> names.addAll(words.subList(1, words.size()));
                default -> {}
            }
        }
        if (stamp() != null) {
            names.add(Mechanism.APOP.title());
        }
        Set<Mechanism> known = names.stream()
                .flatMap(name -> Mechanism.named(name).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Mechanism.class)));
        return new Offer(known, names.stream().distinct().toList());
    }

    /**
     * The strongest that is offered. Without a list of capabilities, and where it has none that is known: USER and PASS,
     * what every server once had.
     */
    Mechanism strongest() {
        Offer offer = offer();
        if (offer == null) {
            return Mechanism.USER;
        }
        // Under TLS nobody else sees a password, while a timestamp in the greeting is often no sign of APOP.
        boolean tls = session.wire().tls() != null;
        return offer.known().stream()
                .filter(mechanism -> !mechanism.bindsChannel() || Bindings.of(session.wire()) != null)
                .filter(mechanism -> mechanism != Mechanism.APOP || !tls)
                .findFirst()
                .orElse(Mechanism.USER);
    }

    /** The timestamp in the greeting; null when there is none. */
    @Nullable
    String stamp() {
        Reply greeting = session.wire().greeting();
        return greeting == null ? null : Apop.stamp(greeting.text()).orElse(null);
    }
}
