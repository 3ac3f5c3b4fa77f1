package dev.parley.cli;

import dev.parley.conformance.Matrix;
import dev.parley.conformance.MatrixHtml;
import dev.parley.conformance.MatrixJson;
import dev.parley.conformance.MatrixMarkdown;
import dev.parley.conformance.MatrixRun;
import dev.parley.report.JunitXml;
import dev.parley.report.RunRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which reports of the matrix are written, and which servers stand beside this one. */
final class MatrixReports {
    @Option(names = "--report-json", paramLabel = "FILE", description = "Write the matrix as JSON.")
    private @Nullable Path json;

    @Option(names = "--report-html", paramLabel = "FILE", description = "Write the matrix as one page.")
    private @Nullable Path html;

    @Option(names = "--report-markdown", paramLabel = "FILE", description = "Write the matrix as Markdown.")
    private @Nullable Path markdown;

    @Option(names = "--report-junit", paramLabel = "FILE", description = "Write JUnit XML, a test case a row.")
    private @Nullable Path junit;

    @Option(
            names = "--with",
            paramLabel = "FILE",
            split = ",",
            splitSynopsisLabel = "",
            description = "The JSON of another run, as one more column of the page and of Markdown; may be repeated.")
    private List<Path> others = new ArrayList<>();

    /** What other runs have found; read before anything is run, so that a mistake does not cost a run. */
    List<Matrix> others() {
        List<Matrix> read = new ArrayList<>();
        for (Path other : others) {
            try {
                read.add(MatrixJson.read(other));
            } catch (IOException e) {
                throw new UsageException(ExitCode.SCRIPT, e.getMessage() + " (--with)");
            }
        }
        return read;
    }

    /**
     * Writes what is wanted.
     *
     * @param run the run the matrix is of
     */
    ExitCode write(Matrix matrix, RunRecord run, List<Matrix> beside, PrintWriter err) {
        List<Matrix> columns = new ArrayList<>(List.of(matrix));
        columns.addAll(beside);
        return ExitCode.worst(List.of(
                ReportFile.report(json, writer -> MatrixJson.write(matrix, writer), err),
                ReportFile.report(html, writer -> MatrixHtml.write(columns, writer), err),
                ReportFile.report(markdown, writer -> ReportFile.text(MatrixMarkdown.of(columns), writer), err),
                ReportFile.report(
                        junit, writer -> JunitXml.write(new MatrixRun(matrix, run).record(), false, writer), err)));
    }
}
