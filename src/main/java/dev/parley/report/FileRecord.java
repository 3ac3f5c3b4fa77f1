package dev.parley.report;

import java.util.List;

/**
 * The tests of one script.
 *
 * @param file its path as the user gave it
 * @param suite its name in reports
 */
public record FileRecord(String file, String suite, List<TestRecord> tests) {
    public FileRecord {
        tests = List.copyOf(tests);
    }
}
