package dev.parley.dovecot;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides what {@link NeedsDovecot} means on this machine. */
final class DovecotCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return decide(Dovecot.missing(), System.getenv("CI"));
    }

    /**
     * @param missing what is not installed, if anything
     * @throws IllegalStateException in CI, where a test that was not run must not look like one that passed
     */
    static ConditionEvaluationResult decide(Optional<String> missing, @Nullable String ci) {
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("Dovecot is installed.");
        }
        if ("true".equals(ci)) {
            throw new IllegalStateException(missing.get() + " With CI=true this is a failure.");
        }
        return ConditionEvaluationResult.disabled(missing.get());
    }
}
