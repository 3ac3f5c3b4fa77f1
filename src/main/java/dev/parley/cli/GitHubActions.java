package dev.parley.cli;

import dev.parley.report.GitHub;
import dev.parley.report.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Tells GitHub Actions of a run, where its variables say that we are there. */
final class GitHubActions {
    private final Streams streams;
    private final String token;

    private GitHubActions(Streams streams, String token) {
        this.streams = streams;
        this.token = token;
    }

    /** From here on nothing that is printed, such as the words of a server, is taken for a command; until the end. */
    static GitHubActions begin(Streams streams) {
        if (!"true".equals(streams.environment().apply("GITHUB_ACTIONS"))) {
            return new GitHubActions(streams, "");
        }
        String token = UUID.randomUUID().toString();
        streams.out().println("::stop-commands::" + token);
        return new GitHubActions(streams, token);
    }

    /** Tells what came of the run. */
    ExitCode end(RunRecord run) {
        if (token.isEmpty()) {
            return ExitCode.OK;
        }
        streams.out().println("::" + token + "::");
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
