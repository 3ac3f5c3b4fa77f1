package dev.parley.config;

import dev.parley.source.SourceFile;
import dev.parley.source.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tomlj.TomlParseResult;

/**
 * A file of waivers: a table {@code [waiver."ROW-ID"]} each, with {@code reason}, {@code until} and, if it is of one
 * server only, {@code server}.
 */
public final class WaiverFile {
    private static final String TABLE = "waiver";
    private static final String EXAMPLE = "[waiver.\"ROW-ID\"]";
    private static final String UNTIL = "until";

    private WaiverFile() {}

    /**
     * Reads a file.
     *
     * @param rows the ids there are
     * @throws ConfigException with everything that is wrong
     */
    public static List<Waiver> read(Path path, Collection<String> rows) {
        Mistakes mistakes = new Mistakes();
        String content;
        try {
            content = Files.readString(path);
        } catch (IOException e) {
            throw new ConfigException("The waivers `" + path + "` cannot be read.");
        }
        TomlText text = new TomlText(new SourceFile(path.toString(), content));
        TomlParseResult parsed = text.parse(content, mistakes);
        Section root = new Section(text, parsed, text.key(null), mistakes);
        List<Waiver> waivers = new ArrayList<>();
        root.refuseUnknown(Set.of(TABLE), "in a file of waivers");
        for (Map.Entry<String, Section> entry : root.tables(TABLE, EXAMPLE, "A waiver is")) {
            read(entry.getKey(), entry.getValue(), rows, mistakes).ifPresent(waivers::add);
        }
        if (mistakes.hasErrors()) {
            throw new ConfigException(mistakes.inOrder());
        }
        return waivers;
    }

    private static Optional<Waiver> read(String row, Section section, Collection<String> rows, Mistakes mistakes) {
        section.refuseUnknown(Set.of("reason", UNTIL, "server"), "in a waiver");
        if (!rows.contains(row)) {
            mistakes.error(
                    section.header(),
                    "There is no row `" + row + "` in the catalogue.",
                    Spelling.didYouMean(row, rows)
                            .orElse("the id stands in quotation marks, as `[waiver.\"rfc1939.noop.ok\"]`"));
        }
        Optional<String> reason = section.text("reason", "ticket 4711");
        if (reason.isEmpty() && !section.has("reason")) {
            mistakes.error(section.header(), "A waiver says why, with `reason`.", null);
        }
        Optional<LocalDate> until = until(section, mistakes);
        String server = section.text("server", "staging").orElse(null);
        return reason.flatMap(why -> until.map(day -> new Waiver(section.header(), row, server, why, day)));
    }

    private static Optional<LocalDate> until(Section section, Mistakes mistakes) {
        Object value = section.get(UNTIL);
        if (value instanceof LocalDate day) {
            return Optional.of(day);
        }
        mistakes.error(
                value == null ? section.header() : section.value(UNTIL),
                value == null ? "A waiver ends on a day, with `until`." : "This should be a day.",
                "write it as `until = 2027-01-31`");
        return Optional.empty();
    }
}
