package dev.parley.expression;

import groovy.lang.GroovyClassLoader;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.control.ClassNodeResolver;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.tools.GroovyClass;
import org.jspecify.annotations.Nullable;

/** Compiles one expression at a time with Groovy, into a class of its own. Safe for use by several threads. */
final class GroovyCompiler {
    private final GroovyClassLoader loader;
    private final GroovyClassLoader transformations;
    private final CompilerConfiguration configuration = new CompilerConfiguration(CompilerConfiguration.DEFAULT);
    private final ClassNodeResolver resolver = new RememberingResolver();
    private final AtomicInteger count = new AtomicInteger();

    GroovyCompiler() {
        PropertiesInGroovy.install();
        configuration.setScriptBaseClass(ExpressionScript.class.getName());
        ClassLoader parent = ExpressionScript.class.getClassLoader();
        loader = new GroovyClassLoader(parent, configuration);
        transformations = new NoTransformations(parent, configuration);
    }

    Expressions.Result compile(String text) {
        GroovyText prepared = GroovyText.read(text);
        if (prepared.error() != null) {
            return new Expressions.Result.Wrong(prepared.error());
        }
        String name = "Expression" + count.incrementAndGet();
        CompilationUnit unit = new CompilationUnit(configuration, null, loader, transformations);
        unit.setClassNodeResolver(resolver);
        GroovyTree tree = new GroovyTree(prepared);
        unit.addPhaseOperation(tree::analyse, Phases.SEMANTIC_ANALYSIS);
        unit.addSource(name, prepared.text());
        try {
            unit.compile(Phases.CLASS_GENERATION);
        } catch (GroovyTree.Refused refused) {
            return new Expressions.Result.Wrong(refused.error());
        } catch (CompilationFailedException failed) {
            ExpressionError refused = tree.refusal();
            return new Expressions.Result.Wrong(refused != null ? refused : CompileErrors.first(failed, text));
        }
        return new Expressions.Result.Ready(new GroovyExpression(
                prepared.drawn(), constructor(unit, name), prepared.measures(), tree.names(), tree.paths()));
    }

    private Constructor<? extends ExpressionScript> constructor(CompilationUnit unit, String name) {
        for (GroovyClass generated : unit.getClasses()) {
            loader.defineClass(generated.getName(), generated.getBytes());
        }
        try {
            return loader.loadClass(name).asSubclass(ExpressionScript.class).getConstructor();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Looking for a class of each variable's name is the dearest part of a small compilation. */
    private static final class RememberingResolver extends ClassNodeResolver {
        private final Set<String> missing = ConcurrentHashMap.newKeySet();

        @Override
        public @Nullable LookupResult resolveName(String name, CompilationUnit unit) {
            if (missing.contains(name)) {
                return null;
            }
            LookupResult found = super.findClassNode(name, unit);
            if (found == null) {
                missing.add(name);
            }
            return found;
        }

        @Override
        public void cacheClass(String name, @Nullable ClassNode found) {
            // Nothing is kept here that belongs to one compilation.
        }
    }

    /** Sees no transformations, so that the class path is not searched for them at each compilation. */
    private static final class NoTransformations extends GroovyClassLoader {
        NoTransformations(ClassLoader parent, CompilerConfiguration configuration) {
            super(parent, configuration);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith("META-INF/services/") ? Collections.emptyEnumeration() : super.getResources(name);
        }
    }
}
