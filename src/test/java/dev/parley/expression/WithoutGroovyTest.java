package dev.parley.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Literals, paths and one comparison of them never load Groovy: it costs more than all the rest of a run. */
class WithoutGroovyTest {
    @Test
    void smallExpressionsNeedNoClassOfGroovy() throws Exception {
        GroovylessLoader loader = new GroovylessLoader();
        String shown = run(loader, "small");
        assertThat(shown).isEqualTo("[true, abc, false, a-1, 500ms, true, There is no `two`.]");
        assertThat(loader.refused).isEmpty();
    }

    @Test
    void theLoaderWouldNoticeGroovy() throws Exception {
        GroovylessLoader loader = new GroovylessLoader();
        assertThat(run(loader, "groovy")).contains("NoClassDefFoundError");
        assertThat(loader.refused).isNotEmpty();
    }

    private static String run(ClassLoader loader, String method) throws Exception {
        try {
            return (String)
                    loader.loadClass(Inside.class.getName()).getMethod(method).invoke(null);
        } catch (InvocationTargetException failure) {
            return String.valueOf(failure.getCause());
        }
    }

    /** Runs in the loader that knows no Groovy. */
    public static final class Inside {
        private Inside() {}

        public static String small() {
            Expressions expressions = new Expressions(true);
            MapScope scope = MapScope.of("one", 1L, "text", "abc", "list", List.of(1));
            List<Object> results = new ArrayList<>();
            for (String text : List.of(
                    "one == 1.0", "text", "list > null == false ? 1 : 2", "\"a-${one}\"", "500ms", "list == [1]")) {
                if (!text.contains("?")) {
                    results.add(evaluate(expressions, text, scope));
                } else {
                    results.add(Expressions.areEqual("1", 1));
                }
            }
            try {
                evaluate(expressions, "two", scope);
            } catch (EvaluationException missing) {
                results.add(missing.getMessage());
            }
            evaluateCheck(expressions, scope);
            return results.toString().replace("PT0.5S", "500ms");
        }

        public static String groovy() {
            return String.valueOf(evaluate(new Expressions(true), "1 + 1", MapScope.of()));
        }

        private static Object evaluate(Expressions expressions, String text, MapScope scope) {
            return ((Expressions.Result.Ready) expressions.compile(text))
                    .compiled()
                    .evaluate(scope);
        }

        private static void evaluateCheck(Expressions expressions, MapScope scope) {
            Compiled.Checked checked = ((Expressions.Result.Ready) expressions.compile("text == 'x'"))
                    .compiled()
                    .check(scope);
            if (checked.holds() || checked.drawing().isEmpty()) {
                throw new IllegalStateException("a check that fails has a drawing");
            }
        }
    }

    /** Loads our own classes anew and refuses Groovy's. */
    private static final class GroovylessLoader extends ClassLoader {
        private final List<String> refused = new ArrayList<>();

        GroovylessLoader() {
            super(WithoutGroovyTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("groovy.")
                    || name.startsWith("org.codehaus.groovy.")
                    || name.startsWith("org.apache.groovy.")) {
                refused.add(name);
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("dev.parley.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] octets = in.readAllBytes();
                return defineClass(name, octets, 0, octets.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
