package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;

import dev.parley.engine.EngineSettings;
import dev.parley.engine.ParleyEngine;
import dev.parley.expression.Expressions;
import dev.parley.interpreter.RunSettings;
import dev.parley.program.ProgramLoader;
import dev.parley.secret.Secrets;
import dev.parley.server.EmbeddedServer;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.WireText;
import java.io.File;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

class ScriptsTest {
    /** Results that cannot be recorded are no results. */
    @Test
    void aFaultOfWhoeverRecordsIsNotKeptQuiet() {
        Recorder recorder = new Recorder(new Secrets(WireText::encode), "", _ -> {
            throw new IllegalStateException("the disk is gone");
        });
        try (EmbeddedServer server = new EmbeddedServer(InstantSource.system())) {
            Launcher launcher = Scripts.launcher(new ParleyEngine(settings(server), recorder));
            TestPlan plan = launcher.discover(LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectFile(new File("src/test/resources/suite/simple.parley")))
                    .build());
            assertThat(plan.countTestIdentifiers(test -> test.isTest())).isPositive();
            assertThatThrownBy(() -> Scripts.execute(launcher, plan)).hasStackTraceContaining("the disk is gone");
        }
    }

    private static EngineSettings settings(EmbeddedServer server) {
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
        Streams streams = new Streams(InputStream.nullInputStream(), nowhere, nowhere, false, Map.of());
        RunSettings run = new RunSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(50),
                false,
                false,
                SessionSettings.customary(),
                new Secrets(WireText::encode),
                Scripts.surroundings(streams));
        return new EngineSettings(
                server,
                new ProgramLoader(new Expressions(true), Scripts.surroundings(streams), server.accountNames()),
                run,
                1,
                0,
                1,
                OptionalLong.empty(),
                null,
                () -> "");
    }
}
