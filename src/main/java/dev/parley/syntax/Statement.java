package dev.parley.syntax;

import dev.parley.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a test does, one step each. The span is the whole statement, its block included. */
public sealed interface Statement extends Node {
    /** Which kind of connection. */
    enum ConnectMode {
        /** As the chosen server's own mode says. */
        BY_SERVER,
        PLAIN,
        TLS,
        /** The TLS port, the handshake still to be done. */
        TLS_LATER
    }

    /**
     * {@code connect tls "host:port" as name fails { verify off }}.
     *
     * @param address null for the chosen server's
     * @param session null for the unnamed session
     */
    record Connect(
            Span span,
            ConnectMode mode,
            @Nullable Template address,
            @Nullable Name session,
            boolean fails,
            List<Option> options,
            @Nullable Outcome otherwise)
            implements Statement {
        public Connect {
            options = List.copyOf(options);
        }
    }

    /** The closed list of what {@code connect}, {@code starttls} and {@code handshake} can be told. */
    enum OptionKind {
        VERIFY,
        CA,
        SERVERNAME,
        VERSIONS,
        CIPHERS,
        CERTIFICATE,
        TIMEOUT
    }

    /** {@code verify off}; {@code off} and {@code on} are {@link Value.Path}s of that name. */
    record Option(Span span, OptionKind kind, Value value) implements Node {}

    /** {@code starttls}: STLS, +OK, handshake. */
    record StartTls(
            Span span,
            boolean fails,
            List<Option> options,
            @Nullable Outcome otherwise) implements Statement {
        public StartTls {
            options = List.copyOf(options);
        }
    }

    /** {@code handshake}. */
    record Handshake(
            Span span,
            boolean fails,
            List<Option> options,
            @Nullable Outcome otherwise) implements Statement {
        public Handshake {
            options = List.copyOf(options);
        }
    }

    /** {@code send value}: CRLF is added. {@code in pieces of 1 every 20ms} splits it over segments. */
    record Send(Span span, Value value, @Nullable Pieces pieces) implements Statement {}

    /** {@code send raw value} and {@code send hex "…"}: exactly these octets. */
    record SendRaw(Span span, Value value, @Nullable Pieces pieces) implements Statement {}

    /** {@code send lines "STAT", "NOOP"}: each with CRLF, in one write. */
    record SendLines(Span span, List<Value> lines, @Nullable Pieces pieces) implements Statement {
        public SendLines {
            lines = List.copyOf(lines);
        }
    }

    /** {@code in pieces of SIZE every PAUSE}; the pause is null when not given. */
    record Pieces(Span span, Value size, @Nullable Value pause) implements Node {}

    /** {@code expect …}. */
    record Expect(
            Span span, Expectation expectation, @Nullable Outcome otherwise) implements Statement {}

    /** <code>expect one of { … }</code>. */
    record ExpectOneOf(
            Span span,
            List<Alternative> alternatives,
            @Nullable Value within) implements Statement {
        public ExpectOneOf {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** {@code -ERR [IN-USE] then pass "locked"}. */
    record Alternative(
            Span span, Expectation expectation, @Nullable Outcome then) implements Node {}

    /** Where a capture looks. */
    enum CaptureFrom {
        TEXT,
        LINES,
        GREETING,
        CODE,
        CHALLENGE,
        RAW,
        BODY,
        MESSAGE,
        /** A value of the script, given beside it. */
        VALUE
    }

    /** What becomes of a captured text. */
    enum CaptureType {
        TEXT,
        /** {@code as int}. */
        INT
    }

    /**
     * {@code capture number, id from lines /^(\d+) (\S+)$/ as int}.
     *
     * @param by the name in {@code capture sizes by number from …}: the map's key; else null
     * @param value what {@code from ${…}} says when {@code from} is VALUE; else null
     */
    record Capture(
            Span span,
            List<Name> names,
            @Nullable Name by,
            CaptureFrom from,
            @Nullable Value value,
            Pattern pattern,
            CaptureType type,
            @Nullable Outcome otherwise)
            implements Statement {
        public Capture {
            names = List.copyOf(names);
        }
    }

    /** {@code capture list}: the whole reply. */
    record CaptureReply(Span span, Name name) implements Statement {}

    /** {@code collect stamps from greeting /(<.+>)/}: appends to a list. */
    record Collect(
            Span span,
            Name name,
            CaptureFrom from,
            @Nullable Value value,
            Pattern pattern,
            CaptureType type,
            @Nullable Outcome otherwise)
            implements Statement {}

    /** {@code record list}: the value goes into the baseline of a comparison. */
    record Record(Span span, Value.Path value) implements Statement {}

    /** {@code let name = Groovy}. */
    record Let(Span span, Name name, Expression expression) implements Statement {}

    /** {@code check Groovy}. */
    record Check(Span span, Expression expression, @Nullable Outcome otherwise) implements Statement {}

    /** {@code deviation "…"} and the other verdict words. */
    record Judge(Verdict verdict) implements Statement {
        @Override
        public Span span() {
            return verdict.span();
        }
    }

    /** {@code if … { } else { }}; an {@code else if} is a block of one statement. */
    record If(
            Span span,
            Condition condition,
            Block then,
            @Nullable Block otherwise) implements Statement {}

    /** {@code for each …}. */
    record ForEach(Each each, Block body, Span span) implements Statement {}

    /** {@code repeat 20 { … }}. */
    record Repeat(Span span, Value times, Block body) implements Statement {}

    /** {@code eventually within 10s every 500ms { … }}. */
    record Eventually(
            Span span, @Nullable Value within, @Nullable Value every, Block body) implements Statement {}

    /** {@code given { … }}. */
    record Given(Span span, Block body) implements Statement {}

    /** {@code defer { … }}. */
    record Defer(Span span, Block body) implements Statement {}

    /** {@code on second { … }}. */
    record On(Span span, Name session, Block body) implements Statement {}

    /** {@code parallel { { … } { … } }}. */
    record Parallel(Span span, List<Block> branches) implements Statement {
        public Parallel {
            branches = List.copyOf(branches);
        }
    }

    /** {@code barrier "both in"}. */
    record Barrier(Span span, Template name) implements Statement {}

    /** {@code log "…"}. */
    record Log(Span span, Value message) implements Statement {}

    /** {@code wait 2s}. */
    record Wait(Span span, Value time) implements Statement {}

    /** {@code close}: FIN. */
    record Close(Span span) implements Statement {}

    /** {@code close sending}: half close. */
    record CloseSending(Span span) implements Statement {}

    /** {@code abort}: RST. */
    record Abort(Span span) implements Statement {}

    /**
     * {@code login alice password "wrong" expecting -ERR [AUTH]}.
     *
     * @param mechanism null for the strongest that the server offers
     * @param password null for the account's own
     * @param expecting one alternative for a plain {@code expecting …}; empty when nothing is said: +OK
     */
    record Login(
            Span span,
            AccountRef account,
            @Nullable Mechanism mechanism,
            @Nullable Value password,
            List<Alternative> expecting,
            @Nullable Value within,
            @Nullable Outcome otherwise)
            implements Statement {
        public Login {
            expecting = List.copyOf(expecting);
        }
    }

    /** Whether the first message of a mechanism goes into the line of AUTH (RFC 5034 §4). */
    enum InitialResponse {
        /** Where the mechanism has one and the line stays within 255 octets. */
        WHERE_IT_FITS,
        /** {@code with initial response}. */
        WITH,
        /** {@code without initial response}. */
        WITHOUT
    }

    /** {@code PLAIN without initial response}. */
    record Mechanism(Span span, Template name, InitialResponse initialResponse) implements Node {}

    /** {@code quit}: QUIT, +OK, end; nothing on a session that is over. */
    record Quit(Span span) implements Statement {}

    /** {@code deliver file "mail/new.eml" to alice}. @param within null for the customary time */
    record Deliver(
            Span span,
            MessageContent content,
            AccountRef account,
            @Nullable Value within) implements Statement {}

    /** {@code reset mailbox alice}: back to what it held when the test started. */
    record ResetMailbox(Span span, AccountRef account) implements Statement {}

    /** {@code action "restart"}: a command of the server's profile. @param within null for the customary time */
    record Action(Span span, Template name, @Nullable Value within) implements Statement {}

    /** {@code stat(1)}. */
    record Call(Span span, Name procedure, List<Expression> arguments) implements Statement {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }
}
