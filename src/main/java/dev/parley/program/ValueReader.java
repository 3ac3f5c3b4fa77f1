package dev.parley.program;

import com.google.re2j.PatternSyntaxException;
import dev.parley.expression.Compiled;
import dev.parley.expression.EvaluationException;
import dev.parley.expression.Expressions;
import dev.parley.expression.Hex;
import dev.parley.expression.Scope;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import dev.parley.syntax.Each;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Name;
import dev.parley.syntax.Pattern;
import dev.parley.syntax.Source;
import dev.parley.syntax.Template;
import dev.parley.syntax.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Computes what is written in a script: values, templates, patterns.
 *
 * <p>Texts follow the convention of {@code WireText}. Safe for use by several threads. Every method throws an
 * {@link EvaluationException} with a sentence for the user where a value cannot be computed.
 */
public final class ValueReader {
    private final Map<Expression, Compiled> expressions;
    private final Map<SourceFile, Path> directories;
    /** By their flags, a slash and their text. */
    private final Map<String, com.google.re2j.Pattern> patterns = new ConcurrentHashMap<>();

    public ValueReader(Program program) {
        this(program.expressions(), program.directories());
    }

    ValueReader(Map<Expression, Compiled> expressions, Map<SourceFile, Path> directories) {
        this.expressions = expressions;
        this.directories = directories;
    }

    /** What an expression of the script was compiled to. */
    public Compiled of(Expression expression) {
        Compiled compiled = expressions.get(expression);
        if (compiled == null) {
            throw new IllegalArgumentException("not an expression of this script: " + expression.span());
        }
        return compiled;
    }

    public @Nullable Object read(Value value, Scope scope) {
        return switch (value) {
            case Value.Text text -> read(text.template(), scope);
            case Value.NumberLiteral number -> number.number();
            case Value.DurationLiteral duration -> duration.duration();
            case Value.SizeLiteral size -> size.octets();
            case Value.ListLiteral list -> {
                List<@Nullable Object> elements = new ArrayList<>();
                list.elements().forEach(element -> elements.add(read(element, scope)));
                yield elements;
            }
            case Value.Range range -> range(whole(range.first(), scope), whole(range.last(), scope));
            case Value.Hex hex -> scope.surroundings().decode().apply(Hex.octets(read(hex.digits(), scope)));
            case Value.FileContent file -> content(file, scope);
            // Which maildrop is meant, only the session can tell.
            case Value.Delivered _ -> throw new EvaluationException("`delivered` stands behind `message ==`.");
            case Value.Path path ->
                Expressions.read(scope, path.names().stream().map(Name::text).toList());
            case Value.Embedded embedded -> of(embedded.expression()).evaluate(scope);
        };
    }

    public String read(Template template, Scope scope) {
        if (template.parts().size() == 1 && template.parts().getFirst() instanceof Template.Characters(String text)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (Template.Part part : template.parts()) {
            switch (part) {
                case Template.Characters characters -> out.append(characters.text());
                case Template.Inserted inserted ->
                    out.append(of(inserted.expression()).evaluate(scope));
            }
        }
        return out.toString();
    }

    /** The pattern with inserted values quoted. */
    public com.google.re2j.Pattern read(Pattern pattern, Scope scope) {
        StringBuilder out = new StringBuilder();
        for (Template.Part part : pattern.parts()) {
            switch (part) {
                case Template.Characters characters -> out.append(characters.text());
                case Template.Inserted inserted ->
                    out.append(com.google.re2j.Pattern.quote(
                            String.valueOf(of(inserted.expression()).evaluate(scope))));
            }
        }
        if (!pattern.isConstant()) {
            return compile(out.toString(), pattern.flags());
        }
        return patterns.computeIfAbsent(pattern.flags() + "/" + out, _ -> compile(out.toString(), pattern.flags()));
    }

    /**
     * The rounds of a loop: the names and values of each.
     *
     * @throws EvaluationException also when it goes over nothing that has elements
     */
    public List<Map<String, @Nullable Object>> rows(Each each, Scope scope) {
        return switch (each.source()) {
            case Source.Of of -> Rounds.of(each.names(), read(of.value(), scope));
            case Source.Csv csv ->
                DataRows.csv(directory(csv.span(), scope), read(csv.path(), scope), scope.surroundings());
            case Source.Json json ->
                DataRows.json(directory(json.span(), scope), read(json.path(), scope), scope.surroundings());
        };
    }

    private static com.google.re2j.Pattern compile(String text, String flags) {
        try {
            return com.google.re2j.Pattern.compile(text, flags(flags));
        } catch (PatternSyntaxException wrong) {
            throw new EvaluationException("RE2 cannot read the expression /" + text + "/.", wrong);
        }
    }

    /** RE2's own flags for those of the language. */
    static int flags(String letters) {
        int flags = 0;
        for (char letter : letters.toCharArray()) {
            flags |= switch (letter) {
                case 'i' -> com.google.re2j.Pattern.CASE_INSENSITIVE;
                case 'm' -> com.google.re2j.Pattern.MULTILINE;
                case 's' -> com.google.re2j.Pattern.DOTALL;
                default -> 0;
            };
        }
        return flags;
    }

    private long whole(Value value, Scope scope) {
        Object number = read(value, scope);
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return ((Number) number).longValue();
        }
        throw new EvaluationException("A range goes from one whole number to another, not `" + number + "`.");
    }

    private static List<Long> range(long first, long last) {
        try {
            return last < first ? List.of() : new LongRange(first, last);
        } catch (ArithmeticException tooLong) {
            throw new EvaluationException("The range " + first + ".." + last + " is too long.", tooLong);
        }
    }

    private String content(Value.FileContent file, Scope scope) {
        Path directory = directory(file.span(), scope);
        return scope.surroundings().decode().apply(octetsOf(directory, read(file.path(), scope)));
    }

    private Path directory(Span span, Scope scope) {
        return directories.getOrDefault(span.file(), scope.surroundings().directory());
    }

    static byte[] octetsOf(Path directory, String path) {
        try {
            return Files.readAllBytes(directory.resolve(path));
        } catch (NoSuchFileException | InvalidPathException missing) {
            throw new EvaluationException("There is no file \"" + path + "\".", missing);
        } catch (IOException unreadable) {
            throw new EvaluationException("The file \"" + path + "\" cannot be read.", unreadable);
        }
    }
}
