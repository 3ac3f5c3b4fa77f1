package dev.parley.cli;

import dev.parley.engine.ParleyEngine;
import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import dev.parley.program.ProgramLoader;
import dev.parley.server.TestServer;
import dev.parley.wire.WireText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

/** What the commands have in common: how scripts are read and which launcher finds their tests. */
final class Scripts {
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

    static ProgramLoader loader(Streams streams, TestServer server, boolean groovy) {
        return new ProgramLoader(new Expressions(groovy), surroundings(streams), server.accountNames());
    }

    /** A launcher with this engine only, which looks for no others. */
    static Launcher launcher(ParleyEngine engine) {
        return LauncherFactory.create(LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(engine)
                .build());
    }

    static String standardInput(Streams streams) {
        try {
            return new String(streams.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
