package dev.parley.syntax;

import dev.parley.source.Span;

/** What of a reply an assertion looks at. */
public sealed interface Subject extends Node {
    /** The text of the status line, without status and response code. */
    record Text(Span span) implements Subject {}

    /** The response code without brackets; empty when there is none. */
    record Code(Span span) implements Subject {}

    /** The decoded text of a SASL challenge. */
    record Challenge(Span span) implements Subject {}

    /** From sending the command to the last octet of the reply. */
    record Elapsed(Span span) implements Subject {}

    /** {@code lines}: all lines of the body. */
    record Lines(Span span) implements Subject {}

    /** {@code lines count}. */
    record LineCount(Span span) implements Subject {}

    /** {@code line 1}, counted from one. */
    record Line(Span span, Value number) implements Subject {}

    /** {@code each line}: holds for all of them. */
    record EachLine(Span span) implements Subject {}

    /** {@code has line}: holds for at least one. */
    record HasLine(Span span) implements Subject {}

    /** {@code lacks line}: holds for none. */
    record LacksLine(Span span) implements Subject {}

    /** The body as a message, unstuffed, the octets before the terminating dot line. */
    record Message(Span span) implements Subject {}

    /** {@code header "Subject"}: the unfolded value of the first field of that name. */
    record Header(Span span, Template name) implements Subject {}

    /** {@code body}: the octets of the message after the first blank line. */
    record MessageBody(Span span) implements Subject {}

    /** {@code octets}: the unstuffed size of the body, each CRLF counted, without the terminating dot line. */
    record Octets(Span span) implements Subject {}

    /** {@code raw}: the octets of the whole reply as they came. */
    record Raw(Span span) implements Subject {}

    /** {@code raw status}: the status line as it came, line end included. */
    record RawStatus(Span span) implements Subject {}

    /** {@code raw body}: what came behind the status line, the dot line included. */
    record RawBody(Span span) implements Subject {}

    /** {@code count}: how many replies came; only with {@code expect replies}. */
    record ReplyCount(Span span) implements Subject {}

    /** {@code each reply}: holds for the status line of all of them; only with {@code expect replies}. */
    record EachReply(Span span) implements Subject {}
}
