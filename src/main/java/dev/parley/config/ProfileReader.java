package dev.parley.config;

import dev.parley.server.Accounts;
import dev.parley.server.MailSettings;
import dev.parley.server.RemoteServer;
import dev.parley.server.ServerFacts;
import dev.parley.source.Diagnostic;
import dev.parley.source.Span;
import dev.parley.source.Spelling;
import dev.parley.wire.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code [server.NAME]}. */
final class ProfileReader {
    private static final int POP3 = 110;
    private static final int POP3S = 995;
    private static final List<String> MODES = List.of("off", "implicit", "starttls");

    private final Path directory;
    private final Mistakes mistakes;

    /** @param directory what paths in the file are relative to */
    ProfileReader(Path directory, Mistakes mistakes) {
        this.directory = directory;
        this.mistakes = mistakes;
    }

    Optional<Profile> read(String name, Section section) {
        Set<String> known = new TreeSet<>(Settings.names());
        known.addAll(List.of("address", "tls-address", "tls", "ca", "software", "user", "mail", "action"));
        known.addAll(VariableReader.TABLES);
        section.refuseUnknown(known, "in a profile");
        refuseName(name, section);
        Endpoint plain = endpoint(section, "address", POP3);
        Endpoint tls = endpoint(section, "tls-address", POP3S);
        ServerFacts.Mode mode = mode(section);
        if (!section.has("address") && !section.has("tls-address")) {
            mistakes.error(
                    section.header(),
                    "The profile `" + name + "` has no address.",
                    "give it `address = \"HOST:PORT\"`, or `tls-address` where TLS starts at once");
        } else if (!section.has("address") && mode != null && mode != ServerFacts.Mode.IMPLICIT) {
            mistakes.error(
                    section.value("tls"),
                    "A session that starts in plaintext needs an `address`, and this profile has a `tls-address` only.",
                    null);
        }
        if (mode == ServerFacts.Mode.IMPLICIT && tls == null && !section.has("tls-address")) {
            tls = plain;
            plain = null;
        }
        Profile profile = new Profile(
                section.header(),
                name,
                section.text("software", "dovecot 2.4").orElse(null),
                mode != null ? mode : plain == null ? ServerFacts.Mode.IMPLICIT : ServerFacts.Mode.OFF,
                plain,
                tls,
                ca(section),
                users(section),
                section.table("mail", "[server." + name + ".mail]")
                        .map(mail -> new MailReader(directory, mistakes).read(mail))
                        .orElse(MailSettings.NONE),
                actions(name, section),
                Settings.read(section, mistakes),
                new VariableReader(directory, mistakes).read(section),
                places(section));
        return plain == null && tls == null ? Optional.empty() : Optional.of(profile);
    }

    private static Map<String, Span> places(Section section) {
        Map<String, Span> places = new LinkedHashMap<>();
        section.keys().forEach(key -> places.put(key, section.value(key)));
        for (String table : List.of("mail", "action")) {
            section.inner(table)
                    .ifPresent(inner -> inner.keys().forEach(key -> places.put(table + "." + key, inner.value(key))));
        }
        return places;
    }

    private void refuseName(String name, Section section) {
        if (name.equals(Profile.EMBEDDED)) {
            mistakes.error(section.header(), "The name `" + name + "` is that of the embedded server.", null);
        } else if (name.isBlank() || name.contains(":")) {
            mistakes.error(
                    section.header(),
                    "The profile's name `" + name + "` cannot be told from an address.",
                    "leave out the `:`, which makes an address of what follows `--server`");
        }
    }

    private @Nullable Endpoint endpoint(Section section, String key, int port) {
        return endpoint(section, key, port, mistakes);
    }

    static @Nullable Endpoint endpoint(Section section, String key, int port, Mistakes mistakes) {
        String text = section.text(key, "mail.example.org:" + port).orElse(null);
        if (text == null) {
            return null;
        }
        try {
            return Endpoint.parse(text, port);
        } catch (IllegalArgumentException e) {
            mistakes.error(section.value(key), String.valueOf(e.getMessage()), null);
            return null;
        }
    }

    private ServerFacts.@Nullable Mode mode(Section section) {
        String text = section.text("tls", "starttls").orElse(null);
        if (text == null) {
            return null;
        }
        try {
            return RemoteServer.mode(text);
        } catch (IllegalArgumentException e) {
            mistakes.error(
                    section.value("tls"),
                    String.valueOf(e.getMessage()),
                    Spelling.didYouMean(text, MODES).orElse(null));
            return null;
        }
    }

    private @Nullable Path ca(Section section) {
        Path ca = section.text("ca", "tls/ca.pem")
                .map(directory::resolve)
                .map(Path::normalize)
                .orElse(null);
        if (ca != null && !Files.isReadable(ca)) {
            mistakes.add(Diagnostic.error(section.value("ca"), "There is no file with certificates here.")
                    .withNote("Looked for " + ca + "."));
        }
        return ca;
    }

    private Map<String, Profile.User> users(Section section) {
        Map<String, Profile.User> users = new LinkedHashMap<>();
        for (Map.Entry<String, Section> entry : section.tables("user", "[server.NAME.user.alice]", "A user is")) {
            String label = entry.getKey();
            Section user = entry.getValue();
            if (!Accounts.isLabel(label)) {
                mistakes.error(
                        user.header(),
                        label.equals("account")
                                ? "Scripts call `account` whichever account a test is given, so none has that name."
                                : "An account is called by a word of letters, digits, `_` and `-`, not `" + label
                                        + "`.",
                        "call it as scripts shall, and give it `name = \"" + label + "\"`");
            }
            user.refuseUnknown(List.of("name", "password"), "for a user");
            String name = user.text("name", "alice@example.org").orElse(label);
            SecretSource password = password(label, user);
            if (password != null) {
                users.put(label, new Profile.User(user.header(), label, name, password));
            }
        }
        return users;
    }

    private @Nullable SecretSource password(String label, Section user) {
        String variable = label.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_") + "_PASSWORD";
        if (!user.has("password")) {
            mistakes.error(
                    user.header(),
                    "The account `" + label + "` has no password.",
                    "give it `password = { env = \"" + variable + "\" }`");
            return null;
        }
        return new SecretReader(directory, mistakes).read(user, "password", variable);
    }

    private Map<String, List<String>> actions(String name, Section section) {
        Map<String, List<String>> actions = new LinkedHashMap<>();
        section.table("action", "[server." + name + ".action]")
                .ifPresent(table -> table.keys()
                        .forEach(action -> table.command(action).ifPresent(words -> actions.put(action, words))));
        return actions;
    }
}
