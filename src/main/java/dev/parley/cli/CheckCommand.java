package dev.parley.cli;

import dev.parley.program.Loaded;
import dev.parley.program.ProgramLoader;
import dev.parley.source.Diagnostic;
import dev.parley.source.DiagnosticRenderer;
import dev.parley.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code parley check}. */
@Command(name = "check", addMethodSubcommands = false, description = CheckCommand.DESCRIPTION)
final class CheckCommand implements Callable<Integer> {
    static final String DESCRIPTION = "Reports everything wrong with scripts, without any network.";

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

    @Option(
            names = "--groovy",
            paramLabel = "on|off",
            defaultValue = "on",
            description = "Whether scripts may use Groovy.")
    private RunCommand.OnOff groovy = RunCommand.OnOff.ON;

    @Option(names = "--color", paramLabel = "auto|always|never", defaultValue = "auto")
    private OutputOptions.Color color = OutputOptions.Color.AUTO;

    CheckCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        ProgramLoader loader = Scripts.loader(
                streams,
                servers.nameOnly(streams),
                groovy == RunCommand.OnOff.ON,
                given.resolve(servers, streams, false));
        int errors = 0;
        int warnings = 0;
        List<Path> files = ScriptFiles.of(selection.selectors());
        for (Path file : files) {
            List<Diagnostic> diagnostics = diagnose(loader, file);
            for (Diagnostic diagnostic : diagnostics) {
                errors += diagnostic.isError() ? 1 : 0;
                warnings += diagnostic.isError() ? 0 : 1;
                streams.out().println(DiagnosticRenderer.render(diagnostic, color.isOn(streams)));
            }
        }
        if (files.isEmpty()) {
            streams.err().println("parley: No scripts were found here.");
            return ExitCode.NO_TESTS.code();
        }
        streams.out()
                .println(plural(files.size(), "script") + " checked, " + plural(errors, "error") + ", "
                        + plural(warnings, "warning"));
        return errors > 0 ? ExitCode.SCRIPT.code() : ExitCode.OK.code();
    }

    private List<Diagnostic> diagnose(ProgramLoader loader, Path file) {
        Loaded loaded = file.equals(ScriptFiles.STANDARD_INPUT)
                ? loader.load(SourceFile.STANDARD_INPUT, Scripts.standardInput(streams), Path.of(""))
                : loader.load(file);
        return switch (loaded) {
            case Loaded.Accepted accepted -> accepted.program().warnings();
            case Loaded.Rejected rejected -> rejected.diagnostics();
        };
    }

    private static String plural(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
