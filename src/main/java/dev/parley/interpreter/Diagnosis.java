package dev.parley.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Recognises what people meet with mail servers. A diagnosis stands beside a failure and never in its place, and claims
 * no more than was seen; where that is too little, the server is asked on a connection of its own.
 */
final class Diagnosis {
    /** One rule a symptom; the order is that of the notes. */
    private static final List<Function<Sight.OfSession, Optional<Advice>>> ON_SESSIONS = List.of(
            SilentServer::tlsAlert,
            SilentServer::noGreeting,
            SilentServer::bareLineFeed,
            SilentServer::closedWhileIdle,
            Refusal::wantsTls,
            Refusal::tooManyConnections,
            Refusal::inUse,
            Refusal::loginDelay,
            OutOfStep::unreadBefore,
            OutOfStep::anotherBehind,
            OutOfStep::answersAnEarlierCommand);

    private Diagnosis() {}

    /** The problems of a failed step with what was recognised at the first of them. */
    static List<Problem> of(List<Problem> problems, Sight sight) {
        List<Advice> advice = new ArrayList<>();
        switch (sight) {
            case Sight.OfSession session ->
                ON_SESSIONS.forEach(rule -> rule.apply(session).ifPresent(advice::add));
            case Sight.OfConnecting connecting -> advice.add(Connecting.advice(connecting));
            case Sight.OfHandshake handshake -> Handshakes.advice(handshake).ifPresent(advice::add);
        }
        List<Problem> diagnosed = new ArrayList<>(problems);
        diagnosed.set(0, Advice.on(problems.getFirst(), advice));
        return diagnosed;
    }
}
