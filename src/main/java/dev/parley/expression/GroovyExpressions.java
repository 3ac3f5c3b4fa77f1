package dev.parley.expression;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expressions that need Groovy, each a class of its own. Safe for use by several threads. */
final class GroovyExpressions {
    /** Octets of the digest that are in a class's name. */
    private static final int TELLING = 16;

    private final @Nullable KeptTranslations kept;
    private @Nullable GroovyCompiler compiler;

    /** @param kept the directory where translations outlive the run; null for none */
    GroovyExpressions(@Nullable Path kept) {
        this.kept = kept == null ? null : new KeptTranslations(kept);
        PropertiesInGroovy.install();
    }

    Expressions.Result compile(String text) {
        GroovyText prepared = GroovyText.read(text);
        if (prepared.error() != null) {
            return new Expressions.Result.Wrong(prepared.error());
        }
        byte[] digest = Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
        String name = "Expression_" + HexFormat.of().formatHex(digest, 0, TELLING);
        Translation translation = kept == null ? null : kept.read(name);
        if (translation == null) {
            try {
                translation = compiler().translate(name, prepared, text);
            } catch (GroovyTree.Refused refused) {
                return new Expressions.Result.Wrong(refused.error());
            }
            if (kept != null) {
                kept.write(name, translation);
            }
        }
        return new Expressions.Result.Ready(expression(name, prepared, translation));
    }

    private synchronized GroovyCompiler compiler() {
        if (compiler == null) {
            compiler = new GroovyCompiler();
        }
        return compiler;
    }

    private static GroovyExpression expression(String name, GroovyText prepared, Translation translation) {
        try {
            return new GroovyExpression(
                    prepared.drawn(),
                    new Loader(translation.classes())
                            .loadClass(name)
                            .asSubclass(ExpressionScript.class)
                            .getConstructor(),
                    prepared.measures(),
                    translation.freeNames(),
                    translation.paths());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Knows the classes of one expression. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(ExpressionScript.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] octets = classes.get(name);
            if (octets == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, octets, 0, octets.length);
        }
    }
}
