package dev.parley.program;

import dev.parley.syntax.Clause;
import dev.parley.syntax.Expectation;
import dev.parley.syntax.MessageEntry;
import dev.parley.syntax.Node;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Subject;
import dev.parley.syntax.Value;
import org.jspecify.annotations.Nullable;

/** Finds literals of the wrong kind where a duration or a whole number is wanted. */
final class MeasureCheck {
    private final Findings findings;

    MeasureCheck(Findings findings) {
        this.findings = findings;
    }

    void check(Node node) {
        switch (node) {
            case Clause.Timeout timeout -> timeout(timeout.time());
            case Statement.ExpectOneOf oneOf -> duration(oneOf.within());
            case Statement.Eventually eventually -> {
                duration(eventually.within());
                duration(eventually.every());
            }
            case Statement.Wait wait -> duration(wait.time());
            case Statement.Login login -> duration(login.within());
            case Statement.Pieces pieces -> {
                whole(pieces.size(), 1);
                duration(pieces.pause());
            }
            case Statement.Repeat repeat -> whole(repeat.times(), 0);
            case Statement.Deliver deliver -> duration(deliver.within());
            case Statement.Action action -> duration(action.within());
            case Value.Delivered delivered -> whole(delivered.number(), 1);
            case MessageEntry.Generated generated -> {
                whole(generated.count(), 0);
                whole(generated.size(), 1);
            }
            case Statement.Option option -> option(option);
            case Subject.Line line -> whole(line.number(), 1);
            case Expectation.Nothing nothing -> duration(nothing.time());
            case Expectation.Replies replies -> duration(replies.time());
            case Expectation.Octets octets -> {
                duration(octets.within());
                extent(octets.extent());
            }
            case Expectation expectation -> duration(expectation.within());
            default -> {}
        }
    }

    private void extent(Expectation.Extent extent) {
        switch (extent) {
            case Expectation.Extent.UntilEnd _ -> {}
            case Expectation.Extent.For time -> duration(time.time());
            case Expectation.Extent.Count count -> whole(count.octets(), 0);
        }
    }

    private void option(Statement.Option option) {
        switch (option.kind()) {
            case TIMEOUT -> duration(option.value());
            case VERIFY -> {
                boolean known = option.value() instanceof Value.Path path
                        && path.names().size() == 1
                        && (path.names().getFirst().text().equals("on")
                                || path.names().getFirst().text().equals("off"));
                if (!known) {
                    findings.error(option.value().span(), "`verify` is `on` or `off`.", null);
                }
            }
            case CA, SERVERNAME, VERSIONS, CIPHERS, CERTIFICATE -> {}
        }
    }

    private void timeout(Value time) {
        duration(time);
        if (!(time instanceof Value.DurationLiteral duration)) {
            if (time instanceof Value.Path || time instanceof Value.Embedded) {
                findings.error(time.span(), "The time-out of a test is written out.", "such as `timeout 20s`");
            }
        } else if (duration.duration().isZero()) {
            findings.error(time.span(), "A time-out is longer than nothing.", null);
        }
    }

    private void duration(@Nullable Value value) {
        if (value == null) {
            return;
        }
        switch (value) {
            case Value.NumberLiteral number ->
                findings.error(
                        value.span(),
                        "A duration has a unit.",
                        "write `" + number.span().text() + "s` or `"
                                + number.span().text() + "ms`");
            case Value.Text _,
                    Value.SizeLiteral _,
                    Value.ListLiteral _,
                    Value.Range _,
                    Value.Hex _,
                    Value.Delivered _,
                    Value.FileContent _ ->
                findings.error(value.span(), "A duration is wanted here.", "such as `250ms`, `2s` or `5m`");
            case Value.DurationLiteral _, Value.Path _, Value.Embedded _ -> {}
        }
    }

    private void whole(Value value, long least) {
        switch (value) {
            case Value.NumberLiteral number when number.number() instanceof Long whole && whole >= least -> {}
            case Value.NumberLiteral number
            when number.number() instanceof Long ->
                findings.error(value.span(), "The least here is " + least + ".", null);
            case Value.NumberLiteral _,
                    Value.Text _,
                    Value.DurationLiteral _,
                    Value.ListLiteral _,
                    Value.Range _,
                    Value.Hex _,
                    Value.Delivered _,
                    Value.FileContent _ -> findings.error(value.span(), "A whole number is wanted here.", null);
            case Value.SizeLiteral _, Value.Path _, Value.Embedded _ -> {}
        }
    }
}
