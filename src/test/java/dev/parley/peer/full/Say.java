package dev.parley.peer.full;

/** The texts for humans, in the two languages of RFC 6856's LANG. */
enum Say {
    READY("ready", "bereit"),
    DONE("done", "erledigt"),
    PASSWORD_NEXT("now the password", "nun das Passwort"),
    LOGGED_IN("the maildrop is yours", "das Postfach ist offen"),
    LISTING("the list follows", "die Liste folgt"),
    MESSAGE("the message follows", "die Nachricht folgt"),
    MARKED("marked", "markiert"),
    TLS_NEXT("begin TLS", "TLS kann beginnen"),
    BYE("good bye", "auf Wiedersehen"),
    UNKNOWN("unknown command", "unbekannter Befehl"),
    WRONG_STATE("not in this state", "nicht in diesem Zustand"),
    SYNTAX("the arguments do not fit", "die Argumente passen nicht"),
    NO_SUCH_MESSAGE("no such message", "keine solche Nachricht"),
    NO_SUCH_LANGUAGE("no such language", "keine solche Sprache"),
    UTF8_NEEDED("the message needs UTF8", "die Nachricht braucht UTF8"),
    REFUSED("name and credentials do not match", "Name und Nachweis passen nicht"),
    LOCKED("the maildrop is in use", "das Postfach ist in Gebrauch"),
    CANCELLED("cancelled", "abgebrochen"),
    NO_MECHANISM("no such mechanism", "kein solches Verfahren"),
    TLS_NEEDED("begin TLS first", "erst TLS beginnen"),
    TOO_LONG("the line is too long", "die Zeile ist zu lang");

    private final String english;
    private final String german;

    Say(String english, String german) {
        this.english = english;
        this.german = german;
    }

    String in(Language language) {
        return switch (language) {
            case ENGLISH -> english;
            case GERMAN -> german;
        };
    }

    enum Language {
        ENGLISH("en", "English"),
        GERMAN("de", "Deutsch");

        private final String tag;
        private final String label;

        Language(String tag, String label) {
            this.tag = tag;
            this.label = label;
        }

        String tag() {
            return tag;
        }

        String label() {
            return label;
        }
    }
}
