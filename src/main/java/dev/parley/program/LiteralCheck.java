package dev.parley.program;

import dev.parley.expression.EvaluationException;
import dev.parley.expression.Hex;
import dev.parley.source.Diagnostic;
import dev.parley.source.Span;
import dev.parley.syntax.Node;
import dev.parley.syntax.Pattern;
import dev.parley.syntax.Source;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Template;
import dev.parley.syntax.Value;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks at what is written out in one file: patterns and their groups, octets, paths of files. */
final class LiteralCheck {
    private final Path directory;
    private final Findings findings;

    /** @param directory what paths are relative to */
    LiteralCheck(Path directory, Findings findings) {
        this.directory = directory;
        this.findings = findings;
    }

    void check(Node node) {
        switch (node) {
            case Pattern pattern -> {
                Diagnostic problem = PatternCheck.problem(pattern);
                if (problem != null) {
                    findings.add(problem);
                }
            }
            case Statement.Capture capture -> groups(capture);
            case Value.Hex hex when hex.digits().isConstant() -> hex(hex.digits());
            case Value.FileContent file -> readable(file.path());
            case Source.Csv csv -> readable(csv.path());
            case Source.Json json -> readable(json.path());
            default -> {}
        }
    }

    private void groups(Statement.Capture capture) {
        PatternCheck.Groups groups = PatternCheck.groups(capture.pattern());
        if (groups == null) {
            return;
        }
        int names = capture.names().size();
        if (capture.by() != null) {
            if (groups.count() < 2) {
                findings.error(
                        capture.pattern().span(),
                        "A map wants two groups, the key and the value; here " + count(groups.count()) + ".",
                        "put what is to be captured into parentheses");
            }
        } else if (names > Math.max(1, groups.count())) {
            Span behind = capture.names()
                    .get(Math.max(1, groups.count()))
                    .span()
                    .to(capture.names().getLast().span());
            findings.error(
                    behind,
                    "There " + (names - groups.count() == 1 ? "is no group" : "are no groups")
                            + " in the expression for this; it has " + groups.count() + " and there are " + names
                            + " names.",
                    "put what is to be captured into parentheses");
        }
    }

    private static String count(int groups) {
        return groups == 0 ? "there are none" : "there is one";
    }

    private void hex(Template digits) {
        String text = digits.constant();
        try {
            Hex.octets(text);
        } catch (EvaluationException wrong) {
            Span span = digits.span();
            for (int i = 0; i < text.length(); i++) {
                if (Character.digit(text.charAt(i), 16) < 0 && " \t\r\n:".indexOf(text.charAt(i)) < 0) {
                    findings.error(
                            span.part(i + 1, i + 2),
                            "`" + text.charAt(i) + "` is no hexadecimal digit.",
                            "an octet is two of 0-9 and a-f, as in `hex \"0d 0a\"`");
                    return;
                }
            }
            findings.error(span, "The last octet has only one digit.", "an octet is two of 0-9 and a-f");
        }
    }

    private void readable(Template path) {
        String problem = path.isConstant() ? problem(path.constant()) : null;
        if (problem != null) {
            findings.error(path.span(), problem, null);
        }
    }

    private @Nullable String problem(String written) {
        try {
            Path path = directory.resolve(written);
            if (!Files.exists(path)) {
                return "There is no file \"" + written + "\".";
            }
            return Files.isRegularFile(path) && Files.isReadable(path)
                    ? null
                    : "The file \"" + written + "\" cannot be read.";
        } catch (InvalidPathException noPath) {
            return "\"" + written + "\" cannot be a path.";
        }
    }
}
