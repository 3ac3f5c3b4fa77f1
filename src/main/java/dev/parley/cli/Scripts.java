package dev.parley.cli;

import dev.parley.config.Variables;
import dev.parley.engine.ParleyEngine;
import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import dev.parley.program.ProgramLoader;
import dev.parley.server.TestServer;
import dev.parley.wire.WireText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherConstants;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What the commands have in common: how scripts are read and which launcher finds their tests. */
final class Scripts {
    /**
     * The property with which the launcher names a directory of this build of Parley and of Java, where compiled
     * expressions are kept from run to run.
     */
    private static final String KEPT = "parley.expressions";

    private Scripts() {}

    static Surroundings surroundings(Streams streams) {
        return new Surroundings(
                Path.of(""),
                streams.environment(),
                new Random(),
                InstantSource.system(),
                WireText::decode,
                WireText::encode);
    }

    static ProgramLoader loader(Streams streams, TestServer server, boolean groovy, Variables variables) {
        return loader(streams, server, groovy, variables, Path::toString);
    }

    /** @param names what reports call a script */
    static ProgramLoader loader(
            Streams streams, TestServer server, boolean groovy, Variables variables, Function<Path, String> names) {
        try {
            return new ProgramLoader(
                    new Expressions(groovy, kept()),
                    surroundings(streams),
                    server.accountNames(),
                    variables.values(),
                    names);
        } catch (IllegalArgumentException e) {
            throw new UsageException(ExitCode.SCRIPT, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Path kept() {
        String directory = System.getProperty(KEPT);
        return directory == null ? null : Path.of(directory);
    }

    /** A launcher with this engine only, which looks for no others. */
    static Launcher launcher(ParleyEngine engine) {
        LauncherConfig config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(engine)
                .build();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new Narrow(before));
        try {
            // Made once for finding and running; there is nothing in the session that would have to be closed.
            return LauncherFactory.openSession(config).getLauncher();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A request that heeds no settings beside ours, and looks for no stack traces to shorten: no test of ours has one. */
    static LauncherDiscoveryRequestBuilder request() {
        return LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(false)
                .configurationParameter(LauncherConstants.STACKTRACE_PRUNING_ENABLED_PROPERTY_NAME, "false");
    }

    /**
     * Runs the tests of a plan. The launcher itself keeps a fault of an engine to its listeners.
     *
     * @throws IllegalStateException when a fault of ours ended the run, so that nobody knows what it came to
     */
    static void execute(Launcher launcher, TestPlan plan) {
        AtomicReference<Throwable> fault = new AtomicReference<>();
        launcher.execute(plan, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier node, TestExecutionResult result) {
                if (node.getParentIdObject().isEmpty()) {
                    result.getThrowable().ifPresent(fault::set);
                }
            }
        });
        Throwable known = fault.get();
        if (known != null) {
            throw new IllegalStateException("The run was broken off.", known);
        }
    }

    /**
     * Hides from the launcher the JDK's flight recorder, with which it otherwise registers event types of its own at each
     * start, and its files of settings, which it looks for in every jar. A recording of the whole process is not affected.
     */
    private static final class Narrow extends ClassLoader {
        Narrow(ClassLoader parent) {
            super("parley-launcher", parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("jdk.jfr.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }

        @Override
        public Enumeration<URL> getResources(String name) {
            return Collections.emptyEnumeration();
        }
    }

    static String standardInput(Streams streams) {
        try {
            return new String(streams.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
