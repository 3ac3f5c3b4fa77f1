package dev.parley.dovecot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips where Dovecot is not installed, but never in CI. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsDovecot.Installed.class)
public @interface NeedsDovecot {
    /** The condition. */
    final class Installed implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Dovecot.isInstalled()) {
                return ConditionEvaluationResult.enabled("Dovecot is installed");
            }
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException("CI must have Dovecot: Debian's dovecot-pop3d and dovecot-lmtpd");
            }
            return ConditionEvaluationResult.disabled(
                    "Dovecot is not installed (Debian's packages dovecot-pop3d and dovecot-lmtpd)");
        }
    }
}
