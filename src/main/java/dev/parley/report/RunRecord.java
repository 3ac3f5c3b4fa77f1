package dev.parley.report;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole run.
 *
 * @param server what was tested, by name
 * @param files in the order they ran
 * @param cutShort why not all tests could run, a few words; null when the run went to its end
 */
public record RunRecord(
        String server,
        List<FileRecord> files,
        Duration duration,
        @Nullable String cutShort) {
    public RunRecord {
        files = List.copyOf(files);
    }

    /** All tests of all files. */
    public List<TestRecord> tests() {
        return files.stream().flatMap(file -> file.tests().stream()).toList();
    }

    /** How many tests ended so. */
    public long count(TestRecord.Outcome outcome) {
        return tests().stream().filter(test -> test.outcome() == outcome).count();
    }

    /** How many remarks of a kind were made. */
    public long remarks(RemarkRecord.Kind kind) {
        return tests().stream()
                .flatMap(test -> test.remarks().stream())
                .filter(remark -> remark.kind() == kind)
                .count();
    }

    public long findings() {
        return tests().stream().mapToLong(test -> test.findings().size()).sum();
    }
}
