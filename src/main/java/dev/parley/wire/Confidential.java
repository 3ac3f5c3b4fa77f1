package dev.parley.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which parts of what is sent must not be shown: the argument of PASS (RFC 1939 §7), the digest of APOP, the
 * initial response of AUTH and every line that answers a challenge (RFC 5034 §4).
 */
final class Confidential {
    /** Blanks before and tabs behind the keyword are wrong, and sent by tests. */
    private static final Pattern COMMAND =
            Pattern.compile("(?i)^(\\s*(?:PASS(?:\\s|$)|APOP\\s+\\S+(?:\\s|$)|AUTH\\s+\\S+(?:\\s|$)))(.*)$");

    private static final List<String> KEYWORDS = List.of("PASS", "APOP", "AUTH");
    private static final Pattern CRAM = Pattern.compile("(?s)^.+ ([0-9a-fA-F]{32,128})$");
    private static final Pattern TOKEN = Pattern.compile("(?i)auth=\\w+ ([^\\x01]+)");
    private static final Pattern PROOF = Pattern.compile(",p=(.+)$");

    private Confidential() {}

    static boolean isIn(String sent) {
        return mayBeIn(sent)
                && sent.lines().anyMatch(line -> COMMAND.matcher(line).matches());
    }

    /** Whether a keyword is there at all; most commands are looked at no further. */
    private static boolean mayBeIn(String sent) {
        for (int i = 0; i < sent.length(); i++) {
            char c = sent.charAt(i);
            if (c == 'P' || c == 'p' || c == 'A' || c == 'a') {
                for (String keyword : KEYWORDS) {
                    if (sent.regionMatches(true, i, keyword, 0, keyword.length())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** A command as it may be shown, without the line end behind it. */
    static String shown(String sent, boolean response) {
        if (response) {
            // RFC 5034 §4: an empty line says nothing, and `*` cancels.
            String line = sent.stripTrailing();
            return line.isEmpty() || line.equals("*") ? line : Command.MASK;
        }
        StringBuilder shown = new StringBuilder();
        String text = sent.stripTrailing();
        // Several lines stand in one command where LF stands alone.
        for (String line : text.split("(?<=[\r\n])")) {
            Matcher command = COMMAND.matcher(line.stripTrailing());
            if (command.matches() && !command.group(2).isEmpty()) {
                shown.append(command.group(1))
                        .append(Command.MASK)
                        .append(line, line.stripTrailing().length(), line.length());
            } else {
                shown.append(line);
            }
        }
        return shown.toString();
    }

    /** The secrets in a command: what is masked, and what base64 hides in it. */
    static List<String> secrets(String sent, boolean response) {
        List<String> secrets = new ArrayList<>();
        for (String line : sent.lines().toList()) {
            Matcher command = COMMAND.matcher(line);
            if (response) {
                sasl(line, secrets);
            } else if (command.matches()) {
                String argument = command.group(2);
                secrets.add(argument);
                secrets.add(argument.strip());
                if (command.group(1).strip().regionMatches(true, 0, "AUTH", 0, 4)) {
                    sasl(argument, secrets);
                }
            }
        }
        secrets.removeIf(secret -> secret.isBlank() || secret.equals("*") || secret.equals("="));
        return secrets;
    }

    /** A response of a mechanism: PLAIN (RFC 4616), CRAM-MD5 (RFC 2195), SCRAM (RFC 5802), OAUTHBEARER (RFC 7628). */
    private static void sasl(String line, List<String> secrets) {
        secrets.add(line);
        secrets.add(line.strip());
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(line.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return;
        }
        Matcher cram = CRAM.matcher(decoded);
        Matcher token = TOKEN.matcher(decoded);
        Matcher proof = PROOF.matcher(decoded);
        if (decoded.indexOf('\0') >= 0) {
            secrets.add(decoded.substring(decoded.lastIndexOf('\0') + 1));
        } else if (token.find()) {
            secrets.add(token.group(1));
        } else if (cram.matches()) {
            secrets.add(cram.group(1));
        } else if (proof.find()) {
            secrets.add(proof.group(1));
        } else {
            // The password of LOGIN; its name comes here too, and cannot be told from it.
            secrets.add(decoded);
        }
    }
}
