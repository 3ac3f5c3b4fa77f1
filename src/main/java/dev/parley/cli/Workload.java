package dev.parley.cli;

import dev.parley.conformance.Suite;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;

/** What is run on the servers that are measured: scripts of the user's, or the bundled suite. */
final class Workload implements AutoCloseable {
    /** Of tests whose course hangs on what comes first, which is right either way: no two runs need be the same. */
    private static final String RACE = "race";

    private final Selection selection;
    private final @Nullable Suite suite;
    private final boolean slow;

    private Workload(Selection selection, @Nullable Suite suite, boolean slow) {
        this.selection = selection;
        this.suite = suite;
        this.slow = slow;
    }

    static Workload ofScripts(Selection selection) {
        return new Workload(selection, null, true);
    }

    /**
     * The bundled suite, opened once: its archive cannot be opened a second time.
     *
     * @param slow also the tests that take minutes
     */
    static Workload ofSuite(Selection selection, boolean slow) {
        if (!selection.isEmpty()) {
            throw new UsageException(
                    ExitCode.USAGE, "`--conform` runs the bundled suite; leave out either it or the paths.");
        }
        return new Workload(selection, Suite.open(), slow);
    }

    /**
     * What the platform is asked to find.
     *
     * @throws UsageException when a path is wrong or none is given
     */
    LauncherDiscoveryRequest request() {
        if (suite == null) {
            return selection.request(selection.selectors()).build();
        }
        List<? extends DiscoverySelector> scripts = suite.scripts().stream()
                .map(script -> DiscoverySelectors.selectUri(script.toUri()))
                .toList();
        var request = selection.request(scripts).filters(Selection.of(TagFilter.excludeTags(RACE)));
        if (!slow) {
            request.filters(Selection.of(TagFilter.excludeTags(SuiteSelection.SLOW)));
        }
        return request.build();
    }

    /** Whether it is the bundled suite. */
    boolean isSuite() {
        return suite != null;
    }

    /** What a script is called; the same wherever Parley is installed. */
    Function<Path, String> names() {
        return suite == null ? Path::toString : suite::nameOf;
    }

    @Override
    public void close() {
        if (suite != null) {
            suite.close();
        }
    }
}
