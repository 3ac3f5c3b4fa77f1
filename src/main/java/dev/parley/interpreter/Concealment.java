package dev.parley.interpreter;

import dev.parley.secret.Secret;
import dev.parley.secret.Secrets;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import dev.parley.wire.Event;
import dev.parley.wire.Finding;
import dev.parley.wire.Octets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the secrets out of all that leaves a test, the script's own lines included, so that nobody behind it has any to
 * leak: no report, no exception, no platform.
 */
final class Concealment {
    private final Secrets secrets;
    private final Map<SourceFile, Masked> files = new HashMap<>();

    Concealment(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * A script with masks in it.
     *
     * @param ranges what was masked, by offsets of the original
     */
    private record Masked(SourceFile file, List<Secrets.Range> ranges) {
        static Masked of(SourceFile file, Secrets secrets) {
            List<Secrets.Range> ranges = secrets.ranges(file.text());
            StringBuilder text = new StringBuilder();
            int at = 0;
            for (Secrets.Range range : ranges) {
                text.append(file.text(), at, range.from()).append(Secret.MASK);
                at = range.to();
            }
            text.append(file.text(), at, file.text().length());
            return new Masked(ranges.isEmpty() ? file : new SourceFile(file.name(), text.toString()), ranges);
        }

        Span span(Span span) {
            return ranges.isEmpty() ? span : new Span(file, offset(span.start(), false), offset(span.end(), true));
        }

        /** Where an offset of the original is now; inside a mask its beginning or its end. */
        private int offset(int original, boolean end) {
            int shift = 0;
            for (Secrets.Range range : ranges) {
                if (original <= range.from()) {
                    break;
                }
                if (original < range.to()) {
                    return range.from() + shift + (end ? Secret.MASK.length() : 0);
                }
                shift += Secret.MASK.length() - (range.to() - range.from());
            }
            return original + shift;
        }
    }

    TestResult conceal(TestResult result) {
        return new TestResult(
                result.outcome(),
                result.problems().stream().map(this::problem).toList(),
                result.remarks().stream().map(this::remark).toList(),
                optional(result.reason()),
                result.sessions().stream().map(this::session).toList(),
                result.duration(),
                result.broken(),
                result.recorded().stream()
                        .map(recorded -> recorded.masked(secrets))
                        .toList(),
                result.complete());
    }

    private Problem problem(Problem problem) {
        return new Problem(
                problem.kind(),
                span(problem.span()),
                secrets.mask(problem.message()),
                optional(problem.label()),
                optional(problem.expected()),
                optional(problem.actual()),
                problem.notes().stream().map(secrets::mask).toList(),
                optional(problem.hint()),
                problem.calls().stream().map(this::span).toList());
    }

    private Remark remark(Remark remark) {
        return new Remark(
                remark.kind(),
                span(remark.span()),
                secrets.mask(remark.text()),
                remark.requirement(),
                remark.seen().stream().map(this::session).toList());
    }

    private SessionLog session(SessionLog session) {
        return new SessionLog(
                session.name(),
                session.address(),
                session.security(),
                session.events().stream().map(this::event).toList(),
                session.findings().stream().map(this::finding).toList(),
                session.exchanges().stream()
                        .map(exchange -> exchange.masked(secrets))
                        .toList());
    }

    private Event event(Event event) {
        String masked = secrets.mask(event.text());
        return masked.equals(event.text()) ? event : new Event(event.at(), event.kind(), masked, event.tls());
    }

    private Finding finding(Finding finding) {
        // What is seen may have been cut anywhere.
        String seen = secrets.mask(finding.seen().text() + "…");
        return new Finding(
                finding.kind(),
                secrets.mask(finding.message()),
                finding.requirement(),
                Octets.of(seen.substring(0, seen.length() - 1)),
                finding.at());
    }

    private Span span(Span span) {
        return files.computeIfAbsent(span.file(), file -> Masked.of(file, secrets))
                .span(span);
    }

    private @Nullable String optional(@Nullable String text) {
        return text == null ? null : secrets.mask(text);
    }
}
