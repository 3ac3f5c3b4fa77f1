package dev.parley.cli;

import dev.parley.engine.EngineSettings;
import dev.parley.engine.ParleyEngine;
import dev.parley.interpreter.RunSettings;
import dev.parley.secret.Secrets;
import dev.parley.server.TestServer;
import dev.parley.source.Visible;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.WireText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code parley list}. */
@Command(name = "list", addMethodSubcommands = false, description = ListCommand.DESCRIPTION)
final class ListCommand implements Callable<Integer> {
    static final String DESCRIPTION = "Shows the tests that would run.";

    private final Streams streams;

    private final Selection selection = new Selection();

    @Mixin
    private final CommandSpec selectionOptions = selection.options();

    private final ServerOptions servers = new ServerOptions();

    @Mixin(name = ServerOptions.MIXIN)
    private final CommandSpec serversOptions = servers.options();

    private final VariableOptions given = new VariableOptions();

    @Mixin
    private final CommandSpec givenOptions = given.options();

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text")
    private Format format = Format.TEXT;

    enum Format {
        TEXT,
        JSON
    }

    ListCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        try (TestServer server = servers.nameOnly(streams)) {
            Secrets secrets = new Secrets(WireText::encode);
            Recorder recorder = new Recorder(secrets, "", _ -> {});
            TestPlan plan = Scripts.launcher(new ParleyEngine(settings(server, secrets), recorder))
                    .discover(selection.request());
            List<TestIdentifier> tests = new ArrayList<>();
            List<TestIdentifier> broken = new ArrayList<>();
            plan.getRoots()
                    .forEach(root -> plan.getDescendants(root).stream()
                            .filter(TestIdentifier::isTest)
                            .forEach(test -> (isError(test) ? broken : tests).add(test)));
            switch (format) {
                case TEXT ->
                    tests.forEach(
                            test -> streams.out().println(Visible.line(place(test) + "  " + test.getDisplayName())));
                case JSON -> streams.out().println(json(tests));
            }
            recorder.notFound().forEach(message -> streams.err().println("parley: " + message));
            broken.forEach(test -> streams.err()
                    .println(Visible.line("parley: The script `" + file(test) + "` cannot run; `parley check "
                            + ShellWord.script(file(test)) + "` says why.")));
            if (!broken.isEmpty() || !recorder.notFound().isEmpty()) {
                return ExitCode.SCRIPT.code();
            }
            return tests.isEmpty() ? ExitCode.NO_TESTS.code() : ExitCode.OK.code();
        }
    }

    private static boolean isError(TestIdentifier test) {
        return test.getUniqueIdObject().getLastSegment().getType().equals(ParleyEngine.ERROR);
    }

    private EngineSettings settings(TestServer server, Secrets secrets) {
        RunSettings run = new RunSettings(
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                false,
                false,
                SessionSettings.customary(),
                secrets,
                Scripts.surroundings(streams));
        return new EngineSettings(
                server,
                Scripts.loader(streams, server, true, given.resolve(servers, streams, false)),
                run,
                1,
                0,
                1,
                OptionalLong.empty(),
                null,
                () -> Scripts.standardInput(streams));
    }

    private static String place(TestIdentifier test) {
        return file(test) + ":" + line(test);
    }

    private static String file(TestIdentifier test) {
        return test.getUniqueIdObject().getSegments().get(1).getValue();
    }

    private static int line(TestIdentifier test) {
        return test.getSource()
                .filter(FileSource.class::isInstance)
                .flatMap(source -> ((FileSource) source).getPosition())
                .map(position -> position.getLine())
                .orElse(1);
    }

    private static String json(List<TestIdentifier> tests) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (TestIdentifier test : tests) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("file", file(test));
            row.put("line", line(test));
            row.put("name", test.getDisplayName());
            row.put(
                    "tags",
                    test.getTags().stream().map(TestTag::getName).sorted().toList());
            row.put("id", test.getUniqueId());
            rows.add(row);
        }
        return JsonMapper.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(rows);
    }
}
