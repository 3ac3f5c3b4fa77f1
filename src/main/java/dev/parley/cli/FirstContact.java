package dev.parley.cli;

import dev.parley.engine.EngineSettings;
import dev.parley.engine.ParleyEngine;
import dev.parley.report.ProblemRecord;
import dev.parley.report.RunRecord;
import dev.parley.report.SessionRecord;
import dev.parley.report.TestRecord;
import dev.parley.secret.Secrets;
import dev.parley.source.Visible;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.Launcher;

/**
 * Whether there is a server to judge. Where nothing listens, or what listens says nothing, hundreds of tests would each
 * wait for it and come to nothing. A server that says anything, were it wrong, is for the suite.
 */
final class FirstContact {
    /** What stands for the standard input of the engine. */
    static final String SCRIPT = """
        test "the server says something" {
            connect
            expect any
        }
        """;

    private FirstContact() {}

    /**
     * What stands in the way; null when the server said something.
     *
     * @param settings of an engine whose standard input is {@link #SCRIPT}
     */
    static @Nullable ProblemRecord problem(EngineSettings settings, Secrets secrets) {
        Recorder recorder = new Recorder(secrets, "", _ -> {});
        Launcher launcher = Scripts.launcher(new ParleyEngine(settings, recorder));
        Scripts.execute(
                launcher,
                launcher.discover(
                        Scripts.request().selectors(Selection.STANDARD_INPUT).build()));
        return recorder.record(settings.server().name(), Duration.ZERO).tests().stream()
                .filter(test -> test.sessions().stream().noneMatch(FirstContact::hasReceived))
                .map(TestRecord::problems)
                .filter(problems -> !problems.isEmpty())
                .map(List::getFirst)
                .findFirst()
                .orElse(null);
    }

    private static boolean hasReceived(SessionRecord session) {
        return session.lines().stream().anyMatch(line -> line.kind() == SessionRecord.Kind.RECEIVED);
    }

    /** A run in which no test of the suite took part. */
    static RunRecord noRun(String server, ProblemRecord problem) {
        return new RunRecord(server, List.of(), Duration.ZERO, problem.message());
    }

    /** The problem with what was found out about it, for people. */
    static String text(ProblemRecord problem) {
        StringBuilder text = new StringBuilder("parley: Nothing can be judged. ").append(problem.message());
        problem.notes().forEach(note -> text.append("\n  = note: ").append(note));
        if (problem.hint() != null) {
            text.append("\n  = help: ").append(problem.hint());
        }
        return Visible.block(text.toString());
    }
}
