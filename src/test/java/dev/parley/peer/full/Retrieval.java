package dev.parley.peer.full;

import static dev.parley.peer.full.MultiLineFault.*;
import static dev.parley.peer.full.TopFault.*;

import java.util.ArrayList;
import java.util.List;

/**
 * RETR and TOP (RFC 1939 §5, §7).
 *
 * @param utf8 whether the client asked for UTF-8 (RFC 6856 §2)
 */
record Retrieval(Behaviour behaviour, boolean utf8) {
    private static final int LONG = 998;
    private static final int CUT = 4095;
    private static final int LARGE = 256 * 1024;

    Reply retr(StoredMessage message) {
        if (!message.hasBody() && behaviour.has(HEADER_ONLY_REFUSED)) {
            return Reply.err(Say.NO_SUCH_MESSAGE);
        }
        if (isWithheld(message)) {
            return Reply.err("UTF8", Say.UTF8_NEEDED);
        }
        List<String> lines = new ArrayList<>(source(message));
        wrongContent(lines);
        wrongLines(lines);
        wrongEnd(lines, message);
        if (!message.hasFinalLineEnd() && behaviour.has(NO_FINAL_NEWLINE_RUNS_ON) && !lines.isEmpty()) {
            lines.set(lines.size() - 1, lines.getLast() + ".");
            return Reply.lines(Say.MESSAGE, lines).unterminated();
        }
        return Reply.lines(Say.MESSAGE, lines);
    }

    private boolean isWithheld(StoredMessage message) {
        if (!message.needsUtf8()) {
            return false;
        }
        return utf8
                ? behaviour.has(LanguageFault.UTF8_REFUSED_IN_MODE)
                : !behaviour.has(LanguageFault.UTF8_SENT_WITHOUT_MODE);
    }

    private List<String> source(StoredMessage message) {
        if (behaviour.has(LF_DOT_LF_SENT)) {
            return message.linesAsStored().stream()
                    .map(line -> line.replace('\0', '?'))
                    .toList();
        }
        return behaviour.has(NUL_SENT) && message.raw().contains("\0") ? message.linesAsStored() : message.lines();
    }

    private void wrongContent(List<String> lines) {
        if (behaviour.has(MESSAGE_ENDS_AT_DOT) && lines.contains(".")) {
            lines.subList(lines.indexOf("."), lines.size()).clear();
        }
        if (behaviour.has(LAST_LINE_LOST) && !lines.isEmpty()) {
            lines.removeLast();
        }
        if (behaviour.has(HEADER_FIELD_LOST)) {
            lines.removeIf(line -> line.startsWith("Subject:"));
        }
        if (utf8 && behaviour.has(LanguageFault.UTF8_ALTERS_ASCII)) {
            lines.addFirst("X-Charset: utf-8");
        }
        if (behaviour.has(MBOX_LINE_SENT)) {
            lines.addFirst("From sender@example.org Thu Jan  1 12:00:00 2026");
        }
        if (behaviour.has(LARGE_MESSAGE_CUT)) {
            int octets = 0;
            for (int i = 0; i < lines.size(); i++) {
                octets += lines.get(i).length() + 2;
                if (octets > LARGE) {
                    lines.subList(i, lines.size()).clear();
                }
            }
        }
    }

    private void wrongLines(List<String> lines) {
        if (behaviour.has(TRAILING_BLANKS_STRIPPED)) {
            lines.replaceAll(String::stripTrailing);
        }
        if (behaviour.has(MBOX_ESCAPES_SENT)) {
            lines.replaceAll(line -> line.startsWith("From ") ? ">" + line : line);
        }
        if (behaviour.has(LONG_LINES_CUT)) {
            lines.replaceAll(line -> line.length() > CUT ? line.substring(0, CUT) : line);
        }
        if (behaviour.has(LONG_LINES_BROKEN)) {
            List<String> broken = new ArrayList<>();
            for (String line : lines) {
                for (int start = 0; start == 0 || start < line.length(); start += LONG) {
                    broken.add(line.substring(start, Math.min(line.length(), start + LONG)));
                }
            }
            lines.clear();
            lines.addAll(broken);
        }
    }

    private void wrongEnd(List<String> lines, StoredMessage message) {
        if (!message.hasFinalLineEnd() && behaviour.has(NO_FINAL_NEWLINE_LOSES_LINE) && !lines.isEmpty()) {
            lines.removeLast();
        }
        while (behaviour.has(TRAILING_EMPTY_LINES_DROPPED)
                && !lines.isEmpty()
                && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        if (behaviour.has(BLANK_LINE_ADDED)) {
            lines.add("");
        }
    }

    Reply top(StoredMessage message, int count) {
        if (isWithheld(message)) {
            return Reply.err("UTF8", Say.UTF8_NEEDED);
        }
        List<String> lines = new ArrayList<>(message.lines());
        int header = message.headerLines();
        int body = Math.max(0, lines.size() - header - 1);
        if (!message.hasBody() && behaviour.has(TOP_HEADER_ONLY_REFUSED)
                || count > body && behaviour.has(TOP_MORE_REFUSED)
                || count == 0 && behaviour.has(TOP_ZERO_REFUSED)) {
            return Reply.err(Say.NO_SUCH_MESSAGE);
        }
        int keep = kept(count, body, header);
        for (int missing = Math.min(count, 1000) - body; missing > 0 && behaviour.has(TOP_MORE_PADS); missing--) {
            lines.add("");
            keep++;
        }
        lines.subList(Math.min(keep, lines.size()), lines.size()).clear();
        if (behaviour.has(TOP_WITHOUT_BLANK_LINE) && header < lines.size()) {
            lines.remove(header);
        }
        return Reply.lines(Say.MESSAGE, lines);
    }

    /** How many lines of the message are sent. */
    private int kept(int count, int body, int header) {
        if (behaviour.has(TOP_COUNTS_HEADER) && count > 0) {
            return count;
        }
        if (count == 0) {
            return behaviour.has(TOP_ZERO_IS_ALL) ? header + 1 + body : header + 1;
        }
        int sent = Math.min(count, body);
        if (sent == body && count == body && behaviour.has(TOP_EXACT_LOSES_LINE) || behaviour.has(TOP_ONE_LINE_LESS)) {
            sent--;
        }
        return header + 1 + sent + (behaviour.has(TOP_ONE_LINE_MORE) ? 1 : 0);
    }
}
