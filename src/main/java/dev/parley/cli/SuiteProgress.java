package dev.parley.cli;

import dev.parley.report.TestRecord;

/** How far the suite has come; on a terminal only. Told one test at a time. */
final class SuiteProgress {
    private final Streams streams;
    private long total;
    private long done;

    SuiteProgress(Streams streams) {
        this.streams = streams;
    }

    void expect(long tests) {
        total = tests;
    }

    void finished(TestRecord test) {
        done++;
        if (streams.terminal()) {
            streams.out().print("\r\033[K  " + done + " of " + total + "   " + test.file());
            streams.out().flush();
        }
    }

    void clear() {
        if (streams.terminal()) {
            streams.out().print("\r\033[K");
        }
    }
}
