package dev.parley.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where a secret comes from: {@code { env = … }}, {@code { file = … }}, or the secret itself. */
final class SecretReader {
    private final Path directory;
    private final Mistakes mistakes;

    SecretReader(Path directory, Mistakes mistakes) {
        this.directory = directory;
        this.mistakes = mistakes;
    }

    /** @param variable a likely name for the hint */
    @Nullable
    SecretSource read(Section section, String key, String variable) {
        if (section.get(key) instanceof String literal) {
            return new SecretSource.Literal(section.value(key), literal);
        }
        String example = key + " = { env = \"" + variable + "\" }";
        Section table = section.table(key, example).orElse(null);
        if (table == null) {
            return null;
        }
        table.refuseUnknown(List.of("env", "file"), "for a secret");
        String name = table.text("env", variable).orElse(null);
        String file = table.text("file", key + ".txt").orElse(null);
        if (table.has("env") && table.has("file")) {
            mistakes.error(table.key("file"), "A secret comes from a variable or from a file, not from both.", null);
        } else if (table.keys().isEmpty()) {
            mistakes.error(
                    section.value(key), "This says nothing of where the secret comes from.", "write `" + example + "`");
        }
        if (name != null) {
            return new SecretSource.Variable(table.value("env"), name);
        }
        return file == null
                ? null
                : new SecretSource.FirstLine(
                        table.value("file"), directory.resolve(file).normalize());
    }
}
