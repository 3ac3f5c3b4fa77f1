package dev.parley.cli;

import dev.parley.report.FailureText;
import dev.parley.report.TestRecord;
import dev.parley.source.Visible;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what each test exchanged to a file of its own, called after its place and its name. */
final class TranscriptFiles {
    private static final int LONGEST_NAME = 60;

    private final @Nullable Path directory;
    private final Set<String> taken = new HashSet<>();
    private @Nullable String problem;

    /** @param directory null for nowhere */
    TranscriptFiles(@Nullable Path directory) {
        this.directory = directory;
    }

    void finished(TestRecord test) {
        if (directory == null || problem != null) {
            return;
        }
        Path file = directory.resolve(unique(name(test)) + ".txt");
        try {
            ReportFile.write(file, writer -> ReportFile.text(text(test), writer));
        } catch (IOException e) {
            problem = "The transcript `" + file + "` cannot be written: " + e.getMessage() + ".";
        }
    }

    /** A sentence on the first file that could not be written; null when all could. */
    @Nullable
    String problem() {
        return problem;
    }

    private static String text(TestRecord test) {
        return Visible.line(test.outcome().word() + "  " + test.name()) + "\n"
                + Visible.line(test.file() + ":" + test.line()) + "\n\n"
                + (test.sessions().isEmpty()
                        ? "No session was opened.\n"
                        : FailureText.transcripts(test.sessions(), FailureText.Extent.FULL));
    }

    private static String name(TestRecord test) {
        String name = safe(test.name());
        return safe(test.file()) + "-" + test.line() + "-" + name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    /** Letters, digits, dots inside and hyphens: what every file system and every CI's upload takes. */
    private static String safe(String text) {
        String safe = text.replaceAll("[^\\p{L}\\p{N}.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return safe.isEmpty() ? "x" : safe;
    }

    /** Case is ignored as some file systems do. */
    private String unique(String name) {
        String unique = name;
        for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
            unique = name + "-" + i;
        }
        return unique;
    }
}
