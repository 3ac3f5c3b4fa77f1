package dev.parley.expression;

import groovy.lang.GroovyClassLoader;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.control.ClassNodeResolver;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.tools.GroovyClass;
import org.jspecify.annotations.Nullable;

/** Groovy's compiler, for one expression at a time. Safe for use by several threads. */
final class GroovyCompiler {
    private final GroovyClassLoader loader;
    private final GroovyClassLoader transformations;
    private final CompilerConfiguration configuration = new CompilerConfiguration(CompilerConfiguration.DEFAULT);
    private final ClassNodeResolver resolver = new RememberingResolver();

    GroovyCompiler() {
        configuration.setScriptBaseClass(ExpressionScript.class.getName());
        ClassLoader parent = ExpressionScript.class.getClassLoader();
        loader = new GroovyClassLoader(parent, configuration);
        transformations = new NoTransformations(parent, configuration);
    }

    /**
     * Translates an expression into a class of this name, and others for its closures.
     *
     * @param text as written, for errors
     * @throws GroovyTree.Refused when it is wrong
     */
    Translation translate(String name, GroovyText prepared, String text) {
        CompilationUnit unit = new CompilationUnit(configuration, null, loader, transformations);
        unit.setClassNodeResolver(resolver);
        GroovyTree tree = new GroovyTree(prepared);
        unit.addPhaseOperation(tree::analyse, Phases.SEMANTIC_ANALYSIS);
        unit.addSource(name, prepared.text());
        try {
            unit.compile(Phases.CLASS_GENERATION);
        } catch (CompilationFailedException failed) {
            ExpressionError refused = tree.refusal();
            throw new GroovyTree.Refused(refused != null ? refused : CompileErrors.first(failed, text));
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (GroovyClass generated : unit.getClasses()) {
            classes.put(generated.getName(), generated.getBytes());
        }
        return new Translation(tree.names(), tree.paths(), classes);
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
