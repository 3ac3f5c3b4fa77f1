package dev.parley.peer.full;

import static dev.parley.peer.full.FramingFault.*;
import static dev.parley.peer.full.MultiLineFault.*;

import dev.parley.peer.full.Say.Language;
import java.util.List;
import java.util.Locale;

/** Puts replies into octets: status line, byte-stuffing, line of the dot (RFC 1939 §3). */
final class ReplyWriter {
    /** Stands for the greeting among the commands. */
    static final String GREETING = "(GREETING)";

    private static final int BUFFER = 4096;

    private final Behaviour behaviour;

    ReplyWriter(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    /** @param keyword of the command, in capitals */
    String octets(String keyword, Reply reply, Language language) {
        StringBuilder octets = new StringBuilder();
        String text = text(reply, language);
        octets.append(status(keyword, reply, language, text));
        octets.append(keyword.equals("NOOP") && behaviour.has(LF_AFTER_STATUS) ? "\n" : "\r\n");
        if (keyword.equals(GREETING) && behaviour.has(GREETING_IN_TWO_LINES)) {
            octets.append("+OK and welcome\r\n");
        }
        List<String> lines = reply.lines();
        if (lines != null) {
            body(octets, keyword, lines, reply.terminated());
        } else if (reply.isErr() && keyword.equals("RETR") && behaviour.has(ERR_WITH_DOT_LINE)) {
            octets.append(".\r\n");
        }
        boolean twice = keyword.equals("RSET") && behaviour.has(RSET_ANSWERED_TWICE)
                || keyword.equals("DELE") && behaviour.has(DELE_ANSWERED_TWICE);
        return twice ? octets + octets.toString() : octets.toString();
    }

    private String text(Reply reply, Language language) {
        Say say = reply.say();
        String human = say == null || behaviour.has(Variant.BARE_TEXTS) ? "" : say.in(language);
        if (say != null && behaviour.has(Variant.CHATTY_TEXTS)) {
            human += ": 3 of 17 (20% ~ so far) by mx1.example.org; it's -ERR or +OK, as ever. " + "blah ".repeat(40);
        }
        String code = behaviour.has(Variant.NO_RESPONSE_CODES) ? "" : code(reply.code());
        boolean codeLast = behaviour.has(CodeFault.CODE_AT_THE_END);
        return List.of(codeLast ? "" : code, reply.data(), human, codeLast ? code : "").stream()
                .filter(part -> !part.isEmpty())
                .reduce((left, right) -> left + " " + right)
                .orElse("")
                .strip();
    }

    private String code(String code) {
        if (code.isEmpty()) {
            return "";
        }
        if (code.equals("AUTH") && behaviour.has(CodeFault.CODE_UNCLOSED)) {
            return "[" + code;
        }
        return code.equals("AUTH") && behaviour.has(CodeFault.CODE_WITH_EMPTY_LEVEL) ? "[AUTH/]" : "[" + code + "]";
    }

    private String status(String keyword, Reply reply, Language language, String text) {
        if (reply.status() == Reply.Status.CHALLENGE && text.isEmpty()) {
            return emptyChallenge();
        }
        String word = word(keyword, reply, language);
        String shown =
                keyword.equals("NOOP") && behaviour.has(CodeFault.BRACKETS_IN_TEXT) ? "[localhost] " + text : text;
        if (keyword.equals("NOOP") && behaviour.has(STATUS_WITHOUT_SPACE)) {
            return word + shown;
        }
        String colon = reply.say() == Say.NO_SUCH_MESSAGE && behaviour.has(COLON_AFTER_STATUS) ? ":" : "";
        return word + colon + (shown.isEmpty() ? "" : " " + shown);
    }

    private String emptyChallenge() {
        if (behaviour.has(SaslFault.CHALLENGE_WITH_TEXT)) {
            return "+ go ahead";
        }
        if (behaviour.has(SaslFault.CHALLENGE_IS_OK)) {
            return "+OK";
        }
        return behaviour.has(SaslFault.CHALLENGE_WITHOUT_SPACE) ? "+" : "+ ";
    }

    private String word(String keyword, Reply reply, Language language) {
        String word = reply.status().word();
        if (List.of("NOOP", "RSET").contains(keyword) && behaviour.has(LOWER_CASE_STATUS)) {
            return word.toLowerCase(Locale.ROOT);
        }
        if (keyword.equals(GREETING) && behaviour.has(GREETING_NEGATIVE)) {
            return "-ERR";
        }
        if (reply.say() == Say.UNKNOWN) {
            if (behaviour.has(MIXED_CASE_ERR)) {
                return "-Err";
            }
            if (behaviour.has(FOREIGN_STATUS)) {
                return "-BAD";
            }
            if (language == Language.GERMAN && behaviour.has(LanguageFault.LANG_TRANSLATES_STATUS)) {
                return "-FEHLER";
            }
        }
        return word;
    }

    private void body(StringBuilder octets, String keyword, List<String> lines, boolean terminated) {
        boolean message = keyword.equals("RETR") || keyword.equals("TOP");
        String lineEnd = lineEnd(keyword, message);
        int offset = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            octets.append(message ? stuffed(line, keyword, offset) : line);
            octets.append(!terminated && i == lines.size() - 1 ? "\r\n" : lineEnd);
            offset += line.length() + 2;
        }
        if (terminated) {
            octets.append(terminator(keyword));
        }
    }

    private String lineEnd(String keyword, boolean message) {
        if (message && behaviour.has(LF_IN_MESSAGES) || keyword.equals("LIST") && behaviour.has(LF_IN_LISTS)) {
            return "\n";
        }
        return keyword.equals("UIDL") && behaviour.has(CR_IN_LISTS) ? "\r" : "\r\n";
    }

    private String stuffed(String line, String keyword, int offset) {
        if (behaviour.has(EVERY_DOT_STUFFED)) {
            return line.replace(".", "..");
        }
        if (!line.startsWith(".")) {
            boolean blanks = line.stripLeading().startsWith(".") && behaviour.has(BLANKS_BEFORE_DOT_STUFFED);
            return blanks ? line.replaceFirst("\\.", "..") : line;
        }
        boolean left = keyword.equals("RETR") && behaviour.has(RETR_UNSTUFFED)
                || keyword.equals("TOP") && behaviour.has(TOP_UNSTUFFED)
                || !line.equals(".") && behaviour.has(ONLY_LONE_DOTS_STUFFED)
                || offset == BUFFER && behaviour.has(UNSTUFFED_AT_BUFFER_BORDER);
        return left ? line : behaviour.has(STUFFED_TWICE) ? ".." + line : "." + line;
    }

    private String terminator(String keyword) {
        return switch (keyword) {
            case "LIST" ->
                behaviour.has(TERMINATOR_WITH_LF) ? ".\n" : behaviour.has(TERMINATOR_TWICE) ? ".\r\n.\r\n" : ".\r\n";
            case "UIDL" -> behaviour.has(TERMINATOR_WITH_SPACE) ? ". \r\n" : ".\r\n";
            case "RETR" -> behaviour.has(LINE_AFTER_TERMINATOR) ? ".\r\n\r\n" : ".\r\n";
            default -> ".\r\n";
        };
    }
}
