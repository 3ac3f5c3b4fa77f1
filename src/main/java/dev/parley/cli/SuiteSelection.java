package dev.parley.cli;

import dev.parley.conformance.Coverage;
import dev.parley.conformance.Suite;
import dev.parley.engine.ParleyEngine;
import dev.parley.requirement.Catalogue;
import dev.parley.requirement.Requirement;
import dev.parley.source.Spelling;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import picocli.CommandLine.Option;

/** Which rows and which tests of the suite are meant. */
final class SuiteSelection {
    static final String SLOW = "slow";

    @Option(
            names = "--rows",
            paramLabel = "PATTERN",
            description = "Only rows whose id contains this, and their tests; * and ? stand for other characters.")
    private @Nullable String rows;

    @Option(
            names = {"-t", "--tags"},
            paramLabel = "EXPR",
            description = "Only tests whose tags fit: rfc1939 and not tls.")
    private @Nullable String tags;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "PATTERN",
            description = "Only tests whose name contains this; * and ? stand for other characters.")
    private @Nullable String name;

    @Option(
            names = "--slow",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Also the tests that take minutes.")
    private boolean slow;

    /** In the order of the catalogue. */
    List<Requirement> rows() {
        if (rows == null) {
            return Catalogue.rows();
        }
        Pattern wanted = Selection.pattern(rows);
        List<Requirement> found = Catalogue.rows().stream()
                .filter(row -> wanted.matcher(row.id()).find())
                .toList();
        if (found.isEmpty()) {
            throw new UsageException(
                    ExitCode.USAGE,
                    "No row of the catalogue is called like `" + rows + "`"
                            + Spelling.nearest(rows, Catalogue.ids())
                                    .map(near -> "; did you mean `" + near + "`?")
                                    .orElse("."));
        }
        return found;
    }

    /** The tests of these rows. */
    LauncherDiscoveryRequest request(Suite suite, Coverage coverage, List<Requirement> wanted) {
        LauncherDiscoveryRequestBuilder builder = Scripts.request();
        Set<List<String>> selected = selected(coverage, wanted);
        Set<String> files = selected.stream().map(List::getFirst).collect(Collectors.toSet());
        for (Path script : suite.scripts()) {
            if (files.contains(suite.nameOf(script))) {
                builder.selectors(DiscoverySelectors.selectUri(script.toUri()));
            }
        }
        if (tags != null) {
            builder.filters(Selection.byTags(tags));
        }
        if (name != null) {
            builder.filters(Selection.byName(name, true));
        }
        builder.filters(among(selected));
        return builder.build();
    }

    /** File and name of each test that is meant. */
    private Set<List<String>> selected(Coverage coverage, List<Requirement> wanted) {
        Set<String> ids = wanted.stream().map(Requirement::id).collect(Collectors.toSet());
        Set<List<String>> selected = new HashSet<>();
        for (Coverage.CoveringTest test : coverage.tests()) {
            if ((slow || !isSlow(test)) && test.rows().stream().anyMatch(ids::contains)) {
                selected.add(List.of(test.file(), test.name()));
            }
        }
        return selected;
    }

    private static PostDiscoveryFilter among(Set<List<String>> selected) {
        return test -> {
            List<UniqueId.Segment> segments = test.getUniqueId().getSegments();
            return FilterResult.includedIf(!test.isTest()
                    || segments.getLast().getType().equals(ParleyEngine.ERROR)
                    || selected.contains(
                            List.of(segments.get(1).getValue(), segments.get(2).getValue())));
        };
    }

    static boolean isSlow(Coverage.CoveringTest test) {
        return test.tags().stream().anyMatch(tag -> tag.toLowerCase(Locale.ROOT).equals(SLOW));
    }
}
