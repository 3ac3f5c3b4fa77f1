package dev.parley.config;

import dev.parley.difference.Rule;
import dev.parley.source.Diagnostic;
import dev.parley.source.Spelling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that holds for a run, or that there is none.
 *
 * @param file the file that was found or named; null when there is none
 * @param looked a directory where the search for it began
 */
public record Configured(@Nullable ConfigFile file, Path looked) {
    /** No file was looked for. */
    public static final Configured NOTHING = new Configured(null, Path.of(""));

    /**
     * The file that is named, or the one nearest to the scripts.
     *
     * @param named null to look for one
     * @param scripts files and directories; what does not exist is left out, nothing at all means here
     * @throws ConfigException when it is wrong, or scripts have different ones
     */
    public static Configured of(@Nullable Path named, Collection<Path> scripts) {
        if (named != null) {
            return new Configured(ConfigFile.read(named), Path.of(""));
        }
        Set<Path> found = new LinkedHashSet<>();
        List<Path> starts = starts(scripts);
        for (Path start : starts) {
            ConfigFile.find(start).ifPresent(found::add);
        }
        List<Path> files = new ArrayList<>(found);
        if (files.size() > 1) {
            throw new ConfigException("The scripts belong to two configurations, `" + files.get(0) + "` and `"
                    + files.get(1) + "`; choose one with `--config FILE`, or run them apart.");
        }
        return new Configured(files.isEmpty() ? null : ConfigFile.read(files.getFirst()), starts.getFirst());
    }

    private static List<Path> starts(Collection<Path> scripts) {
        Set<Path> starts = new LinkedHashSet<>();
        for (Path script : scripts) {
            Path directory =
                    Files.isDirectory(script) ? script : script.toAbsolutePath().getParent();
            if (directory != null && Files.isDirectory(directory)) {
                starts.add(directory);
            }
        }
        return starts.isEmpty() ? List.of(Path.of("")) : List.copyOf(starts);
    }

    /** Whether a choice means the embedded server. */
    public boolean isEmbedded(@Nullable String choice) {
        String name = choice == null ? fallback() : choice;
        return name.equals(Profile.EMBEDDED);
    }

    /**
     * The profile of a choice; null when it is an address or means the embedded server.
     *
     * @param choice what {@code --server} says, or null
     * @throws ConfigException when there is no such profile
     */
    public @Nullable Profile profile(@Nullable String choice) {
        String name = choice == null ? fallback() : choice;
        if (name.equals(Profile.EMBEDDED) || name.contains(":")) {
            return null;
        }
        Profile profile = file == null ? null : file.profiles().get(name);
        if (profile == null) {
            throw new ConfigException(unknown(name));
        }
        return profile;
    }

    /** What the profile, or else the file, says of an option of runs. */
    public Optional<Setting> setting(@Nullable Profile profile, String option) {
        return Optional.ofNullable(profile)
                .map(known -> known.settings().get(option))
                .or(() ->
                        Optional.ofNullable(file).map(known -> known.settings().get(option)));
    }

    /** What the file says of differences; of several rules that fit the first counts. */
    public List<Rule> rules() {
        return file == null
                ? List.of()
                : file.rules().stream().map(GivenRule::rule).toList();
    }

    private String fallback() {
        return Optional.ofNullable(file).map(ConfigFile::defaultServer).orElse(Profile.EMBEDDED);
    }

    private String unknown(String name) {
        String address = " An address has a port, as `" + name + ":110`.";
        if (file == null) {
            return "There is no profile `" + name + "`, because no " + ConfigFile.NAME + " was found from `"
                    + looked.toAbsolutePath().normalize() + "` upward." + address;
        }
        Set<String> known = new TreeSet<>(file.profiles().keySet());
        Optional<String> near = Spelling.nearest(name, known);
        return "There is no profile `" + name + "` in `" + file.path() + "`"
                + near.map(meant -> "; did you mean `" + meant + "`?")
                        .orElseGet(() -> known.isEmpty()
                                ? ", which has none." + address
                                : "; it has `" + String.join("`, `", known) + "`." + address);
    }

    /** What is worth a warning when a profile is used. */
    public List<Diagnostic> warnings(Profile profile) {
        return file == null ? List.of() : Exposure.of(file.path(), profile);
    }
}
