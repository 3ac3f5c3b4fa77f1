package dev.parley.config;

import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import dev.parley.source.Spelling;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlParseResult;

/**
 * A file {@code parley.toml}, all of it right.
 *
 * @param path as it was found or named
 * @param defaultServer the profile used when none is chosen, or null for the embedded server
 * @param settings options that hold with every server, by name
 * @param variables that scripts are given with every server
 * @param profiles by name, in the order of the file
 * @param rules for comparisons; of several that fit the first counts
 */
public record ConfigFile(
        Path path,
        @Nullable String defaultServer,
        Map<String, Setting> settings,
        List<GivenVariable> variables,
        Map<String, Profile> profiles,
        List<GivenRule> rules,
        List<Diagnostic> warnings) {
    /** What the file is called where it is looked for. */
    public static final String NAME = "parley.toml";

    private static final String DEFAULT_SERVER = "default-server";
    private static final String SERVER = "server";

    public ConfigFile {
        settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        profiles = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
        variables = List.copyOf(variables);
        rules = List.copyOf(rules);
        warnings = List.copyOf(warnings);
    }

    /** The nearest file in a directory or one above it. */
    public static Optional<Path> find(Path directory) {
        for (Path at = directory.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path file = at.resolve(NAME);
            if (Files.isRegularFile(file)) {
                return Optional.of(shown(file));
            }
        }
        return Optional.empty();
    }

    /** Relative to here where it lies below. */
    private static Path shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException with everything that is wrong
     */
    public static ConfigFile read(Path path) {
        Mistakes mistakes = new Mistakes();
        String content = content(path);
        TomlText text = new TomlText(new SourceFile(path.toString(), HiddenText.of(content)));
        TomlParseResult parsed = text.parse(content, mistakes);
        ConfigFile file = read(path, new Section(text, parsed, text.key(null), mistakes), mistakes);
        if (mistakes.hasErrors()) {
            throw new ConfigException(mistakes.inOrder());
        }
        return file;
    }

    private static String content(Path path) {
        try {
            String text = Files.readString(path);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ConfigException("The configuration `" + path + "` is not UTF-8.");
        } catch (IOException e) {
            throw new ConfigException(
                    "The configuration `" + path + "` " + (Files.exists(path) ? "cannot be read." : "does not exist."));
        }
    }

    private static ConfigFile read(Path path, Section root, Mistakes mistakes) {
        Set<String> known = new TreeSet<>(Settings.names());
        known.addAll(List.of(DEFAULT_SERVER, SERVER, RuleReader.TABLE));
        known.addAll(VariableReader.TABLES);
        root.refuseUnknown(known, "in a configuration");
        Path parent = path.toAbsolutePath().getParent();
        Path directory = parent == null ? path.toAbsolutePath() : parent;
        ProfileReader reader = new ProfileReader(directory, mistakes);
        Map<String, Profile> profiles = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>();
        for (Map.Entry<String, Section> server : root.tables(SERVER, "[server.NAME]", "A profile is")) {
            names.add(server.getKey());
            reader.read(server.getKey(), server.getValue())
                    .ifPresent(profile -> profiles.put(server.getKey(), profile));
        }
        String defaultServer = root.text(DEFAULT_SERVER, "staging").orElse(null);
        if (defaultServer != null && !names.contains(defaultServer) && !defaultServer.equals(Profile.EMBEDDED)) {
            mistakes.error(
                    root.value(DEFAULT_SERVER),
                    "There is no profile `" + defaultServer + "` in this file.",
                    Spelling.didYouMean(defaultServer, names)
                            .orElse("a profile is a table `[server." + defaultServer + "]`"));
        }
        return new ConfigFile(
                path,
                defaultServer,
                Settings.read(root, mistakes),
                new VariableReader(directory, mistakes).read(root),
                profiles,
                new RuleReader(mistakes).read(root),
                mistakes.inOrder());
    }
}
