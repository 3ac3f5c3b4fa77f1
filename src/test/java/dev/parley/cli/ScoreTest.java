package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.Matrix;
import dev.parley.conformance.MatrixRow;
import dev.parley.conformance.Verdict;
import dev.parley.peer.full.Fault;
import dev.parley.peer.full.Variant;
import dev.parley.requirement.Catalogue;
import dev.parley.requirement.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * How well the suite finds the faults of the project's own server, and that it finds none where there is none.
 *
 * <p>With each build a sample: every 25th fault, and all habits, several at once. {@code -Dscore=rows} looks at every
 * fault with the tests of the rows it breaks, and at every habit alone with all tests; {@code -Dscore=whole} at every
 * fault with all tests too. The figures go to {@code target/score.md}, how far it has come to {@code target/score.log}.
 */
@Tag("score")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScoreTest {
    /** One line a fault that the suite does not name: its name, a colon, and why. */
    private static final Path MISSED = Path.of("src/test/resources/score/missed.txt");

    private static final String MODE = System.getProperty("score", "sample");
    private static final int AT_ONCE = 3;
    private static final int SAMPLE = 25;
    private static final int SLOW_SERVERS = 40;
    private static final Path LOG = Path.of("target/score.log");

    /** Habits that go together, so that all of them are met in few runs. */
    private static final List<Set<Variant>> TOGETHER = List.of(
            EnumSet.of(
                    Variant.BARE_TEXTS,
                    Variant.NO_CAPA,
                    Variant.NO_TOP,
                    Variant.NO_UIDL,
                    Variant.NO_APOP,
                    Variant.NO_SASL,
                    Variant.NO_UTF8,
                    Variant.NO_STLS,
                    Variant.NO_TLS,
                    Variant.CLOSES_ON_LONG_LINES,
                    Variant.NO_DELIVERY),
            EnumSet.of(
                    Variant.CHATTY_TEXTS,
                    Variant.OCTET_A_SEGMENT,
                    Variant.USER_REFUSES_UNKNOWN,
                    Variant.CLOSES_AFTER_FAILED_LOGIN,
                    Variant.EXTRA_TEXT,
                    Variant.DESCENDING_LISTS,
                    Variant.SNAPSHOT,
                    Variant.LOWER_CASE_TAGS,
                    Variant.UNREGISTERED_TAGS,
                    Variant.TRACE_HEADERS,
                    Variant.NO_POLICIES),
            EnumSet.of(
                    Variant.PLAINTEXT_REFUSED,
                    Variant.NO_RESPONSE_CODES,
                    Variant.NO_PIPELINING,
                    Variant.LF_ENDS_LINES,
                    Variant.LENIENT_SPACES,
                    Variant.SURPLUS_ARGUMENTS,
                    Variant.LEADING_ZEROS,
                    Variant.BARE_AUTH_LISTS,
                    Variant.KEEPS_NAME,
                    Variant.EXPIRE_ZERO,
                    Variant.STLS_LISTED_AFTER_LOGIN,
                    Variant.IMPLEMENTATION_AFTER_LOGIN),
            EnumSet.of(
                    Variant.CLOSES_ON_CONTROLS,
                    Variant.CLOSES_AFTER_TEN_ERRORS,
                    Variant.DELAYS_AFTER_FAILED_LOGIN,
                    Variant.EXPIRE_THIRTY,
                    Variant.SAME_IDS_FOR_COPIES,
                    Variant.OBSOLETE_COMMANDS,
                    Variant.DATA_BEHIND_STLS_CLOSES,
                    Variant.SCRAM_NAMES_ERRORS));

    private Score score;

    @BeforeAll
    void open() {
        score = new Score(isSample() ? "not large" : "not slow");
    }

    @AfterAll
    void close() {
        score.close();
    }

    private static boolean isSample() {
        return MODE.equals("sample");
    }

    private static <T> List<T> every(int n, int from, List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> i % n == from)
                .mapToObj(all::get)
                .toList();
    }

    /** What it does with the passwords of its accounts on purpose, as servers of tests do, are deviations all the same. */
    @Test
    void aRightServerIsBlamedForNothing() throws Exception {
        Matrix matrix = score.matrix(Set.of(), Catalogue.rows());
        assertThat(blamed(matrix, Verdict.VIOLATION, Verdict.NOT_JUDGED)).isEmpty();
        assertThat(matrix.rows(Verdict.DEVIATION))
                .extracting(MatrixRow::id)
                .containsExactlyInAnyOrder("rfc1939.auth.not-both-apop-and-pass", "rfc4616.plain.not-without-tls");
        assertThat(matrix.count(Verdict.PASS)).isGreaterThan(300);
    }

    @Test
    void aHabitIsNoViolation() throws Exception {
        List<Set<Variant>> all = isSample()
                ? TOGETHER
                : Stream.of(Variant.values())
                        .filter(habit -> habit != Variant.SLOW_REPLIES)
                        .<Set<Variant>>map(EnumSet::of)
                        .toList();
        List<List<String>> blamed = each(
                AT_ONCE,
                IntStream.range(0, all.size()).boxed().toList(),
                i -> {
                    // Of the sample, every fourth row, of each server others.
                    List<Requirement> rows = isSample() ? every(4, i % 4, Catalogue.rows()) : Catalogue.rows();
                    return blamed(score.matrix(all.get(i), rows), Verdict.VIOLATION, Verdict.NOT_JUDGED);
                },
                i -> all.get(i).toString());
        Map<Set<Variant>, List<String>> wrong = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            if (!blamed.get(i).isEmpty()) {
                wrong.put(all.get(i), blamed.get(i));
            }
        }
        assertThat(wrong).isEmpty();
        Set<Variant> met = new HashSet<>(Set.of(Variant.SLOW_REPLIES));
        all.forEach(met::addAll);
        assertThat(met).containsExactlyInAnyOrder(Variant.values());
    }

    /** A second and a half a reply: one after the other all rows would take an hour, so each server is asked for few. */
    @Test
    void slownessIsNoViolation() throws Exception {
        List<Requirement> all = isSample() ? every(80, 0, Catalogue.rows()) : Catalogue.rows();
        int servers = isSample() ? 1 : SLOW_SERVERS;
        List<List<String>> blamed = each(
                servers,
                IntStream.range(0, servers).boxed().toList(),
                i -> {
                    List<Requirement> rows = every(servers, i, all);
                    Matrix matrix = score.matrix(Set.of(Variant.SLOW_REPLIES), rows);
                    assertThat(matrix.count(Verdict.PASS)).isGreaterThan(rows.size() / 3);
                    return blamed(matrix, Verdict.VIOLATION, Verdict.NOT_JUDGED);
                },
                i -> "slow server " + i);
        assertThat(blamed).hasSize(servers).allSatisfy(one -> assertThat(one).isEmpty());
    }

    /** A step that may fail. */
    private interface Step<T, R> {
        R of(T thing) throws Exception;
    }

    /** What comes of each, several at once; each that has ended is a line of {@code target/score.log}. */
    private static <T, R> List<R> each(int atOnce, List<T> things, Step<T, R> step, Function<T, String> name)
            throws Exception {
        Files.createDirectories(LOG.getParent());
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            List<Future<R>> running = new ArrayList<>();
            for (T thing : things) {
                running.add(threads.submit(() -> {
                    R result = step.of(thing);
                    String line =
                            "%7.1f s  %s  %s%n".formatted((System.nanoTime() - begun) / 1e9, name.apply(thing), result);
                    Files.writeString(LOG, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    return result;
                }));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> one : running) {
                results.add(one.get());
            }
            return results;
        }
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
        List<Score.Finding> findings = each(
                AT_ONCE,
                isSample() ? every(SAMPLE, 1, Fault.all()) : Fault.all(),
                fault -> score.finding(fault, MODE.equals("whole")),
                Fault::name);
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
        assertThat(Fault.all()).extracting(Fault::name).containsAll(known.keySet());
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
