package dev.parley.cli;

import dev.parley.engine.ParleyEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.FilePosition;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Which tests are meant. */
final class Selection {
    static final DiscoverySelector STANDARD_INPUT = DiscoverySelectors.selectUri(URI.create("parley:stdin"));

    private static final Pattern WITH_LINE = Pattern.compile("(.+\\.parley):(\\d{1,9})");

    /** The argument that {@link #paths} are read from: it knows the command that these options came to. */
    private @Nullable ArgSpec argument;

    private List<String> paths = new ArrayList<>();

    private @Nullable String tags;

    private @Nullable String name;

    private @Nullable String exclude;

    /** The options, of which the values are here. */
    CommandSpec options() {
        CommandSpec options = new Options(this)
                .rest(
                        () -> paths,
                        value -> paths = value,
                        PositionalParamSpec.builder()
                                .arity("0..*")
                                .paramLabel("PATH")
                                .description("Files, directories, globs, `-` for standard input, or file.parley:LINE."))
                .value(
                        String.class,
                        () -> tags,
                        value -> tags = value,
                        OptionSpec.builder("-t", "--tags")
                                .paramLabel("EXPR")
                                .description("Only tests whose tags fit: smoke and not slow."))
                .value(
                        String.class,
                        () -> name,
                        value -> name = value,
                        OptionSpec.builder("-n", "--name")
                                .paramLabel("PATTERN")
                                .description(
                                        "Only tests whose name contains this; * and ? stand for other characters."))
                .value(
                        String.class,
                        () -> exclude,
                        value -> exclude = value,
                        OptionSpec.builder("--exclude")
                                .paramLabel("PATTERN")
                                .description("No tests whose name contains this."))
                .spec();
        argument = options.positionalParameters().getFirst();
        return options;
    }

    /** What the platform is asked to find. */
    LauncherDiscoveryRequest request() {
        return request(selectors()).build();
    }

    /** The tests of these scripts that the patterns mean. */
    LauncherDiscoveryRequestBuilder request(List<? extends DiscoverySelector> scripts) {
        LauncherDiscoveryRequestBuilder builder = Scripts.request().selectors(scripts);
        if (tags != null) {
            builder.filters(byTags(tags));
        }
        if (name != null) {
            builder.filters(byName(name, true));
        }
        if (exclude != null) {
            builder.filters(byName(exclude, false));
        }
        return builder;
    }

    /** Whether no path is given. */
    boolean isEmpty() {
        return paths.isEmpty();
    }

    /** Where the scripts are, as far as a path says so: for a glob the directory before it. */
    List<Path> places() {
        List<Path> places = new ArrayList<>();
        for (String path : paths) {
            Matcher withLine = WITH_LINE.matcher(path);
            if (Files.exists(Path.of(path))) {
                places.add(Path.of(path));
            } else if (withLine.matches()) {
                places.add(Path.of(withLine.group(1)));
            } else if (!path.equals("-")) {
                places.add(start(path));
            }
        }
        return places;
    }

    List<DiscoverySelector> selectors() {
        if (paths.isEmpty()) {
            throw new UsageException(
                    ExitCode.USAGE,
                    "No path is given: name files, directories or globs, or `-` for standard input.\n"
                            + WrongUsage.usage(Objects.requireNonNull(argument).command()));
        }
        List<DiscoverySelector> selectors = new ArrayList<>();
        for (String path : paths) {
            add(path, selectors);
        }
        return selectors;
    }

    private static void add(String path, List<DiscoverySelector> selectors) {
        Matcher withLine = WITH_LINE.matcher(path);
        if (path.equals("-")) {
            selectors.add(STANDARD_INPUT);
        } else if (Files.isDirectory(Path.of(path))) {
            selectors.add(DiscoverySelectors.selectDirectory(path));
        } else if (Files.exists(Path.of(path))) {
            if (!path.endsWith(".parley")) {
                throw new UsageException(
                        ExitCode.SCRIPT, "`" + path + "` is no script: the name of a script ends with `.parley`.");
            }
            selectors.add(DiscoverySelectors.selectFile(path));
        } else if (withLine.matches() && Files.exists(Path.of(withLine.group(1)))) {
            FilePosition position = FilePosition.from(Math.max(1, Integer.parseInt(withLine.group(2))));
            selectors.add(DiscoverySelectors.selectFile(withLine.group(1), position));
        } else if (path.contains("*") || path.contains("?")) {
            List<String> files = glob(path);
            if (files.isEmpty()) {
                throw new UsageException(ExitCode.SCRIPT, "No script is called like `" + path + "`.");
            }
            files.forEach(file -> selectors.add(DiscoverySelectors.selectFile(file)));
        } else {
            throw new UsageException(
                    ExitCode.SCRIPT,
                    "There is no file or directory `" + (withLine.matches() ? withLine.group(1) : path) + "`.");
        }
    }

    /** The last slash before the first wildcard; -1 for none. */
    private static int slash(String pattern) {
        int wild = pattern.replace('?', '*').indexOf('*');
        return pattern.lastIndexOf('/', wild < 0 ? pattern.length() : wild);
    }

    private static Path start(String pattern) {
        int slash = slash(pattern);
        return Path.of(slash < 0 ? "." : pattern.substring(0, Math.max(slash, 1)));
    }

    private static List<String> glob(String pattern) {
        int slash = slash(pattern);
        Path start = start(pattern);
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        if (!Files.isDirectory(start)) {
            throw new UsageException(ExitCode.SCRIPT, "There is no directory `" + start + "`.");
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.map(file -> slash < 0 ? start.relativize(file) : file)
                    .filter(file -> matcher.matches(file) && file.toString().endsWith(".parley"))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What cannot be read is never filtered away: nobody knows which tests are in it. */
    static PostDiscoveryFilter of(PostDiscoveryFilter filter) {
        return test -> test.getUniqueId().getLastSegment().getType().equals(ParleyEngine.ERROR)
                ? FilterResult.included("a script that cannot run")
                : filter.apply(test);
    }

    static PostDiscoveryFilter byTags(String expression) {
        return of(TagFilter.includeTags(TagExpression.platform(expression)));
    }

    static PostDiscoveryFilter byName(String pattern, boolean wanted) {
        Pattern compiled = pattern(pattern);
        return of(test -> {
            if (!test.isTest()) {
                return FilterResult.included("not a test");
            }
            boolean found = compiled.matcher(test.getDisplayName().toLowerCase(Locale.ROOT))
                    .find();
            return FilterResult.includedIf(found == wanted);
        });
    }

    /** To be found in what is in lower case; {@code *} and {@code ?} stand for other characters. */
    static Pattern pattern(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
