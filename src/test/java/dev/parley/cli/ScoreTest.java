package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.Matrix;
import dev.parley.conformance.MatrixRow;
import dev.parley.conformance.Verdict;
import dev.parley.peer.full.Fault;
import dev.parley.peer.full.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How well the suite finds the faults of the project's own server, and that it finds none where there is none.
 *
 * <p>Takes minutes, so it is asked for: {@code -Dscore=sample} looks at every twelfth fault and habit, {@code
 * -Dscore=rows} at every fault with the tests of the rows it breaks and at every habit with all tests, {@code
 * -Dscore=whole} at every fault with all tests too. The figures go to {@code target/score.md}.
 */
@Tag("score")
@EnabledIfSystemProperty(named = "score", matches = "sample|rows|whole", disabledReason = "run it with -Dscore=sample")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScoreTest {
    /** One line a fault that the suite does not name: its name, a colon, and why. */
    private static final Path MISSED = Path.of("src/test/resources/score/missed.txt");

    private static final String MODE = System.getProperty("score", "sample");
    private static final int AT_ONCE = 3;
    private static final int SAMPLE = 12;

    private Score score;

    @BeforeAll
    void open() {
        score = new Score();
    }

    @AfterAll
    void close() {
        score.close();
    }

    private static boolean isSample() {
        return MODE.equals("sample");
    }

    private static <T> List<T> sample(List<T> all) {
        return isSample()
                ? IntStream.range(0, all.size())
                        .filter(i -> i % SAMPLE == 0)
                        .mapToObj(all::get)
                        .toList()
                : all;
    }

    @Test
    void aRightServerIsBlamedForNothing() throws Exception {
        assertThat(blamed(score.matrix(Set.of()), Verdict.VIOLATION, Verdict.DEVIATION, Verdict.NOT_JUDGED))
                .isEmpty();
    }

    @Test
    void aHabitIsNoViolation() throws Exception {
        Map<Variant, List<String>> blamed = new LinkedHashMap<>();
        for (Variant habit : sample(List.of(Variant.values()))) {
            List<String> rows = blamed(score.matrix(Set.of(habit)), Verdict.VIOLATION);
            if (!rows.isEmpty()) {
                blamed.put(habit, rows);
            }
        }
        assertThat(blamed).isEmpty();
    }

    private static List<String> blamed(Matrix matrix, Verdict... verdicts) {
        return Stream.of(verdicts)
                .flatMap(verdict -> matrix.rows(verdict).stream())
                .map(row -> row.id() + ": " + row.verdict() + " " + row.reasons() + texts(row))
                .toList();
    }

    private static List<String> texts(MatrixRow row) {
        return row.observations().stream()
                .map(seen -> seen.file() + ":" + seen.line() + " " + seen.text() + " " + seen.actual())
                .toList();
    }

    @Test
    void aFaultIsNamed() throws Exception {
        List<Score.Finding> findings = findings(sample(Fault.all()));
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/score.md"), table(findings));
        Map<String, String> known = known();
        List<String> missed = findings.stream()
                .filter(finding -> !finding.isRight())
                .map(finding -> finding.fault().name())
                .toList();
        assertThat(missed)
                .as("faults not named, see target/score.md")
                .allSatisfy(name -> assertThat(known).containsKey(name));
        assertThat(findings)
                .as("faults that are named now, and listed as missed in " + MISSED)
                .noneMatch(finding ->
                        finding.isRight() && known.containsKey(finding.fault().name()));
    }

    private List<Score.Finding> findings(List<Fault> faults) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Score.Finding>> running = new ArrayList<>();
            for (Fault fault : faults) {
                running.add(threads.submit(() -> score.finding(fault, MODE.equals("whole"))));
            }
            List<Score.Finding> findings = new ArrayList<>();
            for (Future<Score.Finding> one : running) {
                findings.add(one.get());
            }
            return findings;
        }
    }

    private static Map<String, String> known() throws Exception {
        Map<String, String> known = new LinkedHashMap<>();
        if (Files.exists(MISSED)) {
            for (String line : Files.readAllLines(MISSED)) {
                int colon = line.indexOf(':');
                if (colon > 0 && !line.startsWith("#")) {
                    known.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            }
        }
        return known;
    }

    private static String table(List<Score.Finding> findings) {
        Map<String, int[]> areas = new LinkedHashMap<>();
        StringBuilder missed = new StringBuilder();
        for (Score.Finding finding : findings) {
            int[] counts = areas.computeIfAbsent(finding.fault().area(), _ -> new int[2]);
            counts[0]++;
            counts[1] += finding.isRight() ? 1 : 0;
            if (!finding.isRight()) {
                missed.append("- ")
                        .append(finding.fault().name())
                        .append(": ")
                        .append(finding.fault().breaks().sentence())
                        .append(' ')
                        .append(finding.fault().breaks().rows())
                        .append(' ')
                        .append(finding.named())
                        .append('\n');
            }
        }
        StringBuilder out = new StringBuilder("| area | faults | named |\n|---|--:|--:|\n");
        int[] all = new int[2];
        areas.forEach((area, counts) -> {
            all[0] += counts[0];
            all[1] += counts[1];
            out.append("| " + area + " | " + counts[0] + " | " + counts[1] + " |\n");
        });
        out.append("| all | " + all[0] + " | " + all[1] + " |\n\n");
        for (Score.Finding finding : findings) {
            if (!finding.others().isEmpty()) {
                out.append("- also blamed at " + finding.fault().name() + ": " + finding.others() + "\n");
            }
        }
        return out.append("\nNot named:\n\n").append(missed).toString();
    }
}
