package dev.parley.peer.full;

import static dev.parley.peer.full.LanguageFault.*;

import dev.parley.peer.full.Say.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** LANG (RFC 6856 §3). */
record LanguageChoice(Behaviour behaviour, Language now, Consumer<Language> use) {
    Reply reply(Command command) {
        if (command.argument() == null) {
            List<String> lines = behaviour.has(LANG_LISTED_IN_ONE_LINE)
                    ? List.of("en,de")
                    : Arrays.stream(Language.values())
                            .map(language -> language.tag() + " " + language.label())
                            .toList();
            return Reply.lines(Say.LISTING, lines);
        }
        if (command.words().size() != 1) {
            return Reply.err(Say.SYNTAX);
        }
        String range = command.words().getFirst();
        Optional<Language> wanted = range.equals("*")
                ? Optional.of(Language.ENGLISH)
                : Arrays.stream(Language.values())
                        .filter(language -> language.tag().equalsIgnoreCase(range))
                        .findFirst();
        return wanted.map(language -> chosen(language, range)).orElseGet(() -> unknown(range));
    }

    private Reply chosen(Language language, String range) {
        use.accept(language);
        String tag = range.equals("*") && behaviour.has(LANG_STAR_AS_TAG)
                        || !range.equals("*") && behaviour.has(LANG_ECHOES_CASE)
                ? range
                : language.tag();
        return Reply.ok(behaviour.has(LANG_WITHOUT_TAG) ? language.label() : tag + " " + language.label());
    }

    private Reply unknown(String range) {
        if (behaviour.has(LANG_UNKNOWN_TAKEN)) {
            return Reply.ok(range + " whatever that is");
        }
        if (behaviour.has(LANG_FAILURE_CHANGES)) {
            use.accept(now == Language.ENGLISH ? Language.GERMAN : Language.ENGLISH);
        }
        return Reply.err(Say.NO_SUCH_LANGUAGE);
    }
}
