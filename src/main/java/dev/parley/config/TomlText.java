package dev.parley.config;

import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/** The text of a file as TOML 1.0, and places in it. */
final class TomlText {
    private static final String EXPECTED = ", expected ";

    private final SourceFile file;

    /** @param file the text as it may be shown */
    TomlText(SourceFile file) {
        this.file = file;
    }

    /** The tables; every mistake in the form is told at its place. */
    TomlParseResult parse(String content, Mistakes mistakes) {
        TomlParseResult result = Quiet.parse(content);
        for (TomlParseError error : result.errors()) {
            int at = offset(error.position());
            Span span = new Span(file, at, Math.min(at + 1, file.text().length()));
            boolean hidden = span.text().equals("*") && content.charAt(at) != '*';
            mistakes.error(
                    span,
                    hidden ? "This value cannot be read." : sentence(String.valueOf(error.getMessage())),
                    hint(error));
        }
        return result;
    }

    /** Of a key, or of a table's whole header. */
    Span key(@Nullable TomlPosition position) {
        if (position == null) {
            return new Span(file, 0, 0);
        }
        int start = offset(position);
        String line = file.line(file.lineOf(start));
        int from = start - file.startOfLine(file.lineOf(start));
        int to = line.startsWith("[", from) ? line.lastIndexOf(']') + 1 : line.indexOf('=', from);
        String key = line.substring(from, to <= from ? line.length() : to);
        return new Span(file, start, start + key.stripTrailing().length());
    }

    /** Of the value behind a key; of the header for a table. */
    Span value(@Nullable TomlPosition position) {
        Span key = key(position);
        String line = file.line(key.line());
        int from = file.text().indexOf('=', key.end()) + 1 - file.startOfLine(key.line());
        if (key.text().startsWith("[") || from <= 0 || from >= line.length()) {
            return key;
        }
        while (from < line.length() - 1 && Character.isWhitespace(line.charAt(from))) {
            from++;
        }
        return new Span(
                file, file.startOfLine(key.line()) + from, file.startOfLine(key.line()) + endOfValue(line, from));
    }

    /** Of an element of a list. */
    Span element(TomlPosition position) {
        int start = offset(position);
        String line = file.line(file.lineOf(start));
        int from = start - file.startOfLine(file.lineOf(start));
        return new Span(file, start, start + Math.max(0, endOfValue(line, from) - from));
    }

    /** Strings to their end, brackets to their partner on the same line, everything else to the next comma. */
    private static int endOfValue(String line, int from) {
        int depth = 0;
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' || c == '\'') {
                i = endOfString(line, i);
            } else if (c == '[' || c == '{') {
                depth++;
            } else if ((c == ']' || c == '}') && --depth < 0 || depth == 0 && (c == ',' || c == '#')) {
                return line.substring(0, i).stripTrailing().length();
            }
        }
        return line.stripTrailing().length();
    }

    private static int endOfString(String line, int from) {
        char quote = line.charAt(from);
        int i = from + 1;
        while (i < line.length() && line.charAt(i) != quote) {
            i += quote == '"' && line.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, line.length() - 1);
    }

    private int offset(TomlPosition position) {
        int line = Math.min(position.line(), file.lineCount());
        int start = file.startOfLine(line);
        String text = file.line(line);
        int column = Math.min(position.column() - 1, text.codePointCount(0, text.length()));
        return start + text.offsetByCodePoints(0, column);
    }

    /** The library's words in our form: a capital, a full stop, marks around what stands in the text. */
    private static String sentence(String message) {
        String text = message.replaceFirst("^Unexpected '(.*)', expected .*", "This `$1` does not fit here.")
                .replaceFirst("^Unexpected (.*?), expected .*", "Here stands $1 too early.")
                .replaceFirst("^Invalid escape sequence '(.*)'", "There is no escape `$1`.")
                .replaceFirst(
                        "^(.*) previously defined at line (\\d+), column \\d+$", "`$1` stands already on line $2.")
                .replaceFirst(
                        "^(.*) is not a table \\(previously defined at line (\\d+), column \\d+\\)$",
                        "`$1` has a value of its own on line $2, so it is no table.");
        if (text.equals(message)) {
            String words = message.replaceAll("\\.$", "") + ".";
            return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        }
        return text.replace("Here stands end of line", "The line ends")
                .replace("Here stands end-of-input", "The file ends")
                .replace("end of line", "the end of the line");
    }

    private static @Nullable String hint(TomlParseError error) {
        String message = String.valueOf(error.getMessage());
        int at = message.indexOf(EXPECTED);
        String expected = at < 0 ? "" : message.substring(at + EXPECTED.length());
        if (expected.contains("a boolean")) {
            return "a value is a text in quotation marks, a number, `true`, `false`, a list or a table";
        }
        return switch (expected) {
            case "" -> null;
            case "]" -> "close the bracket with `]`";
            case "\" or a character", "' or a character" -> "close the text with a quotation mark";
            default -> "TOML has here " + expected.replace("end-of-input", "the end of the file");
        };
    }

    /**
     * The library's parser was made by an older ANTLR than the one that runs it, which is harmless, but is told on
     * standard error when its classes are loaded. Those two sentences are kept back, and nothing else.
     */
    private static final class Quiet {
        static {
            PrintStream before = System.err;
            try (PrintStream quiet = new PrintStream(before, true) {
                @Override
                public PrintStream printf(String format, @Nullable Object... arguments) {
                    return format.startsWith("ANTLR ") ? this : super.printf(format, arguments);
                }

                @Override
                public void close() {
                    flush();
                }
            }) {
                System.setErr(quiet);
                Toml.parse("");
            } finally {
                System.setErr(before);
            }
        }

        static TomlParseResult parse(String text) {
            return Toml.parse(text);
        }
    }
}
