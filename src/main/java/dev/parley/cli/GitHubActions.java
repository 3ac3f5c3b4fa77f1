package dev.parley.cli;

import dev.parley.report.GitHub;
import dev.parley.report.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Tells GitHub Actions of a run, where its variables say that we are there. */
final class GitHubActions {
    private GitHubActions() {}

    static ExitCode tell(RunRecord run, Streams streams) {
        if (!"true".equals(streams.environment().apply("GITHUB_ACTIONS"))) {
            return ExitCode.OK;
        }
        String workspace = streams.environment().apply("GITHUB_WORKSPACE");
        streams.out().print(GitHub.annotations(run, file -> fromRoot(file, workspace == null ? "" : workspace)));
        String summary = streams.environment().apply("GITHUB_STEP_SUMMARY");
        if (summary == null || summary.isEmpty()) {
            return ExitCode.OK;
        }
        try {
            Files.writeString(
                    Path.of(summary),
                    GitHub.summary(run),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return ExitCode.OK;
        } catch (IOException e) {
            streams.err()
                    .println("parley: The step summary `" + summary + "` cannot be written: " + e.getMessage() + ".");
            return ExitCode.SCRIPT;
        }
    }

    private static String fromRoot(String file, String workspace) {
        Path absolute = Path.of(file).toAbsolutePath().normalize();
        Path root = Path.of(workspace);
        return !workspace.isEmpty() && absolute.startsWith(root)
                ? root.relativize(absolute).toString().replace('\\', '/')
                : file;
    }
}
