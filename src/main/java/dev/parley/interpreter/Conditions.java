package dev.parley.interpreter;

import dev.parley.expression.EvaluationException;
import dev.parley.server.ServerFacts;
import dev.parley.syntax.Condition;
import dev.parley.syntax.Template;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a condition of {@code if} or {@code require} holds. */
final class Conditions {
    private static final Duration CLOSED_WAIT = Duration.ofMillis(300);

    private final Branch branch;

    Conditions(Branch branch) {
        this.branch = branch;
    }

    boolean holds(Condition condition) {
        ServerFacts server = branch.state().server();
        return switch (condition) {
            case Condition.Not not -> !holds(not.condition());
            case Condition.Capability capability -> hasCapability(capability);
            case Condition.Closed closed -> {
                LiveSession session = branch.session(closed);
                yield session.wire().isOver() || session.wire().peerHasEnded(CLOSED_WAIT);
            }
            case Condition.Account account -> branch.state().accounts().containsKey(branch.label(account.account()));
            case Condition.Tls _ ->
                server.tls() != null || branch.state().probe().offers(branch, "STLS", List.of());
            case Condition.ImplicitTls _ -> server.tls() != null;
            case Condition.Delivery _ -> server.mail().delivery() != null;
            case Condition.Action action -> server.actions().containsKey(branch.text(action.name()));
            case Condition.ExclusiveMailbox _ -> server.mail().exclusive();
            case Condition.Holds expression ->
                branch.check(expression.expression()).holds();
        };
    }

    /** Why a need is not met, or null when it is. */
    @Nullable
    String unmet(Condition condition) {
        return holds(condition) ? null : reason(condition);
    }

    private String reason(Condition condition) {
        String server = branch.state().server().name();
        return switch (condition) {
            case Condition.Not not ->
                "the server has what must be absent: " + not.condition().span().text();
            case Condition.Capability capability ->
                "the server does not list the capability " + branch.text(capability.tag())
                        + capability.arguments().stream()
                                .map(argument -> " " + branch.text(argument))
                                .collect(Collectors.joining());
            case Condition.Closed _ -> "the session is open";
            case Condition.Account account ->
                "no account " + branch.label(account.account()) + " is known for " + server;
            case Condition.Tls _ -> "no way to TLS is known for " + server;
            case Condition.ImplicitTls _ -> "no port of " + server + " where TLS starts at once is known";
            case Condition.Delivery _ -> noDelivery(branch.state().server());
            case Condition.ExclusiveMailbox _ -> notExclusive(branch.state().server());
            case Condition.Action action ->
                noAction(branch.text(action.name()), branch.state().server());
            case Condition.Holds expression -> expression.span().text() + " does not hold";
        };
    }

    static String noDelivery(ServerFacts server) {
        return "there is no way to put mail into maildrops of " + server.name();
    }

    static String noAction(String name, ServerFacts server) {
        return "there is no action " + name + " for " + server.name();
    }

    static String notExclusive(ServerFacts server) {
        return "the maildrops of " + server.name() + " are not for tests to empty";
    }

    private boolean hasCapability(Condition.Capability capability) {
        List<String> arguments = capability.arguments().stream().map(this::text).toList();
        return offers(capability, text(capability.tag()), arguments);
    }

    /** A server that cannot be asked is no server without the capability. */
    private boolean offers(Condition condition, String tag, List<String> arguments) {
        try {
            return branch.state().probe().offers(branch, tag, arguments);
        } catch (EvaluationException e) {
            throw new Stop.Failed(
                    ProblemBuilder.couldNotRun(condition.span(), String.valueOf(e.getMessage()))
                            .calls(branch.calls())
                            .build(),
                    false);
        }
    }

    private String text(Template template) {
        return branch.text(template);
    }
}
