package dev.parley.cli;

import dev.parley.report.JunitXml;
import dev.parley.report.RunRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file that is there whole or not at all: written beside its place and then renamed. */
final class ReportFile {
    private ReportFile() {}

    /** @throws IOException when it cannot be written; what was there before is still there */
    static void write(Path target, Consumer<Writer> content) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory == null || Files.isDirectory(absolute)) {
            throw new IOException("it is a directory");
        }
        Files.createDirectories(directory);
        long process = ProcessHandle.current().pid();
        Path beside = directory.resolve("." + absolute.getFileName() + "." + process + ".tmp");
        try {
            try (Writer writer = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
                content.accept(writer);
            }
            Files.move(beside, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Writes JUnit XML, if it is wanted.
     *
     * @param target where to; null for nowhere
     * @param whole whether long values are not cut
     */
    static ExitCode junit(@Nullable Path target, RunRecord run, boolean whole, PrintWriter err) {
        if (target == null) {
            return ExitCode.OK;
        }
        try {
            write(target, writer -> JunitXml.write(run, whole, writer));
            return ExitCode.OK;
        } catch (IOException e) {
            err.println("parley: The report `" + target + "` cannot be written: " + e.getMessage() + ".");
            return ExitCode.SCRIPT;
        }
    }
}
