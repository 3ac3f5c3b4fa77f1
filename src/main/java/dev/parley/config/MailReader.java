package dev.parley.config;

import dev.parley.server.MailSettings;
import dev.parley.source.Diagnostic;
import dev.parley.source.Spelling;
import dev.parley.wire.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code [server.NAME.mail]}. */
final class MailReader {
    private static final int LMTP = 24;
    private static final int SMTP = 25;
    private static final int IMAP = 143;
    private static final String USER = "user";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final List<String> DELIVERING = List.of("lmtp", "smtp", "imap", "maildir", "command");
    private static final List<String> EMPTYING = List.of("imap", "maildir", "command");
    private static final String EMPTY = "empty";
    private static final String MAILBOX = "mailbox";
    private static final String VISIBLE = "visible-within";

    private final Path directory;
    private final Mistakes mistakes;

    /** @param directory what paths in the file are relative to */
    MailReader(Path directory, Mistakes mistakes) {
        this.directory = directory;
        this.mistakes = mistakes;
    }

    MailSettings read(Section mail) {
        mail.refuseUnknown(
                java.util.stream.Stream.concat(DELIVERING.stream(), java.util.stream.Stream.of(EMPTY, MAILBOX, VISIBLE))
                        .toList(),
                "for mail");
        return new MailSettings(
                route(mail, DELIVERING, "Mail is delivered"), emptying(mail), exclusive(mail), visible(mail));
    }

    private MailSettings.@Nullable Route route(Section section, List<String> ways, String done) {
        MailSettings.Route first = null;
        String firstKey = null;
        for (String key : section.keys()) {
            if (ways.contains(key)) {
                MailSettings.Route route = route(section, key);
                if (firstKey == null) {
                    firstKey = key;
                    first = route;
                } else {
                    mistakes.add(
                            Diagnostic.error(section.key(key), done + " in one way, and `" + key + "` is a second one.")
                                    .withNote("The first is `" + firstKey + "` at "
                                            + section.key(firstKey).place() + "."));
                }
            }
        }
        return first;
    }

    private MailSettings.@Nullable Route route(Section section, String key) {
        return switch (key) {
            case "lmtp" -> {
                Endpoint address = ProfileReader.endpoint(section, key, LMTP, mistakes);
                yield address == null ? null : new MailSettings.Route.Lmtp(address);
            }
            case "smtp" -> {
                Endpoint address = ProfileReader.endpoint(section, key, SMTP, mistakes);
                yield address == null ? null : new MailSettings.Route.Smtp(address);
            }
            case "imap" -> {
                Endpoint address = ProfileReader.endpoint(section, key, IMAP, mistakes);
                yield address == null ? null : new MailSettings.Route.Imap(address);
            }
            case "maildir" -> {
                String path = section.text(key, "/srv/mail/{user}/Maildir").orElse(null);
                placeholders(section, key, path == null ? List.of() : List.of(path));
                yield path == null
                        ? null
                        : new MailSettings.Route.Maildir(directory.resolve(path).toString());
            }
            default -> {
                List<String> words = section.command(key).orElse(null);
                placeholders(section, key, words == null ? List.of() : words);
                yield words == null ? null : new MailSettings.Route.Command(words);
            }
        };
    }

    /** Only what is nearly `{user}`: a command may have braces of its own. */
    private void placeholders(Section section, String key, List<String> texts) {
        for (String text : texts) {
            Matcher matcher = PLACEHOLDER.matcher(text);
            while (matcher.find()) {
                String name = matcher.group(1);
                if (!name.equals(USER)
                        && (key.equals("maildir")
                                || Spelling.nearest(name, List.of(USER)).isPresent())) {
                    mistakes.error(
                            section.value(key),
                            "There is no placeholder `{" + name + "}`; `{user}` stands for the login name.",
                            null);
                }
            }
        }
    }

    private MailSettings.@Nullable Route emptying(Section mail) {
        if (!mail.has(EMPTY)) {
            return null;
        }
        if (mail.get(EMPTY) instanceof String way) {
            if (!way.equals("pop3")) {
                mistakes.error(
                        mail.value(EMPTY),
                        "A maildrop is emptied through `pop3`, or by another way with its address.",
                        "write `empty = \"pop3\"`, or `empty = { imap = \"mail.example.org:143\" }`");
            }
            return null;
        }
        Section table =
                mail.table(EMPTY, "empty = { imap = \"mail.example.org:143\" }").orElse(null);
        if (table == null) {
            return null;
        }
        table.refuseUnknown(EMPTYING, "for emptying");
        if (table.keys().isEmpty()) {
            mistakes.error(
                    mail.value(EMPTY), "This names no way of emptying.", "there are `imap`, `maildir` and `command`");
        }
        return route(table, EMPTYING, "A maildrop is emptied");
    }

    private boolean exclusive(Section mail) {
        String word = mail.text(MAILBOX, "exclusive").orElse("shared");
        if (!word.equals("exclusive") && !word.equals("shared")) {
            mistakes.error(
                    mail.value(MAILBOX),
                    "A mailbox is `exclusive` or `shared`, not `" + word + "`.",
                    Spelling.didYouMean(word, List.of("exclusive", "shared"))
                            .orElse("only an exclusive one may be emptied by tests"));
        }
        return word.equals("exclusive");
    }

    private Duration visible(Section mail) {
        String text = mail.text(VISIBLE, "10s").orElse(null);
        if (text == null) {
            return MailSettings.NONE.visibleWithin();
        }
        try {
            return Measures.duration(text);
        } catch (IllegalArgumentException e) {
            mistakes.error(mail.value(VISIBLE), String.valueOf(e.getMessage()), null);
            return MailSettings.NONE.visibleWithin();
        }
    }
}
