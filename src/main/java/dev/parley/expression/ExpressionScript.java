package dev.parley.expression;

import groovy.lang.Script;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a compiled expression is run by: its variables are the scope's, its methods the functions of the language.
 *
 * <p>Public only because classes that Groovy generates extend it.
 */
public abstract class ExpressionScript extends Script {
    private @Nullable Scope scope;
    private Map<String, Object> measures = Map.of();
    private @Nullable List<Drawing.Recorded> recorded;
    private @Nullable Derivation derivation;

    final void prepare(
            Scope newScope,
            Map<String, Object> newMeasures,
            Derivation newDerivation,
            @Nullable List<Drawing.Recorded> newRecorded) {
        scope = newScope;
        derivation = newDerivation;
        measures = newMeasures;
        recorded = newRecorded;
    }

    private Scope scope() {
        return java.util.Objects.requireNonNull(scope, "prepared");
    }

    /** Called by generated code where a variable of the scope stands. */
    public final @Nullable Object variableAt(int offset, String name) {
        Object measure = measures.get(name);
        if (measure != null) {
            return measure;
        }
        Object value = Paths.variable(scope(), name);
        derivation().variable(value);
        record(offset, value, false);
        return value;
    }

    /** Called by generated code around each part whose value a failed check shows. */
    public final @Nullable Object recordedAt(int offset, @Nullable Object value) {
        record(offset, value, derivation().part(value));
        return value;
    }

    private void record(int offset, @Nullable Object value, boolean hidden) {
        if (recorded != null) {
            recorded.add(new Drawing.Recorded(offset, value, hidden));
        }
    }

    private Derivation derivation() {
        return java.util.Objects.requireNonNull(derivation, "prepared");
    }

    @Override
    public final @Nullable Object getProperty(String name) {
        Object measure = measures.get(name);
        if (measure != null) {
            return measure;
        }
        Object value = Paths.variable(scope(), name);
        derivation().variable(value);
        return value;
    }

    /** Without the way round over variables that hold closures. */
    @Override
    public final @Nullable Object invokeMethod(String name, Object arguments) {
        return getMetaClass().invokeMethod(this, name, arguments);
    }

    @Override
    public final void setProperty(String name, Object value) {
        throw new EvaluationException("An expression cannot set `" + name + "`.");
    }

    @Override
    public final void println() {
        throw noOutput("println");
    }

    @Override
    public final void println(Object value) {
        throw noOutput("println");
    }

    @Override
    public final void print(Object value) {
        throw noOutput("print");
    }

    @Override
    public final void printf(String format, Object value) {
        throw noOutput("printf");
    }

    @Override
    public final void printf(String format, Object[] values) {
        throw noOutput("printf");
    }

    private static EvaluationException noOutput(String name) {
        return new EvaluationException("An expression has no output for `" + name + "`; write `log`.");
    }

    public final String md5(@Nullable Object text) {
        return functions().digest("MD5", text);
    }

    public final String sha1(@Nullable Object text) {
        return functions().digest("SHA-1", text);
    }

    public final String sha256(@Nullable Object text) {
        return functions().digest("SHA-256", text);
    }

    public final String hmac(@Nullable Object algorithm, @Nullable Object key, @Nullable Object text) {
        return functions().hmac(algorithm, key, text);
    }

    public final String base64(@Nullable Object text) {
        return functions().base64(text);
    }

    public final String unbase64(@Nullable Object text) {
        return functions().unbase64(text);
    }

    public final String toHex(@Nullable Object text) {
        return functions().toHex(text);
    }

    public final String hex(@Nullable Object digits) {
        return functions().hex(digits);
    }

    public final @Nullable String env(@Nullable Object name) {
        return functions().env(name);
    }

    public final String file(@Nullable Object path) {
        return functions().file(path);
    }

    public final int random(@Nullable Object bound) {
        return functions().random(bound);
    }

    public final double random() {
        return scope().surroundings().random().nextDouble();
    }

    public final java.time.Instant now() {
        return scope().surroundings().clock().instant();
    }

    public final ScramValue scram(@Nullable Object account, @Nullable Object digest) {
        return ScramValue.of(scope(), account, digest, Map.of());
    }

    public final ScramValue scram(Map<?, ?> named, @Nullable Object account, @Nullable Object digest) {
        return ScramValue.of(scope(), account, digest, named);
    }

    private Functions functions() {
        return new Functions(scope().surroundings());
    }
}
