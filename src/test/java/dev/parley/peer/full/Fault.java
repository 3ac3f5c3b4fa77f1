package dev.parley.peer.full;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One thing a {@link FullPop3Server} does wrong. Each area is an enum. */
public sealed interface Fault
        permits CapabilityFault,
                CodeFault,
                DeletionFault,
                FramingFault,
                InputFault,
                LanguageFault,
                ListingFault,
                LockFault,
                LoginFault,
                MultiLineFault,
                OauthFault,
                PolicyFault,
                SaslFault,
                ScramFault,
                SizeFault,
                StlsFault,
                TlsFault,
                TopFault,
                UidlFault {
    /** Every fault there is, area by area. */
    static List<Fault> all() {
        return Stream.of(
                        FramingFault.values(),
                        MultiLineFault.values(),
                        SizeFault.values(),
                        ListingFault.values(),
                        TopFault.values(),
                        UidlFault.values(),
                        DeletionFault.values(),
                        LockFault.values(),
                        LoginFault.values(),
                        CapabilityFault.values(),
                        CodeFault.values(),
                        StlsFault.values(),
                        TlsFault.values(),
                        SaslFault.values(),
                        ScramFault.values(),
                        OauthFault.values(),
                        PolicyFault.values(),
                        LanguageFault.values(),
                        InputFault.values())
                .<Fault>flatMap(Stream::of)
                .toList();
    }

    /** Such as {@code LOWER_CASE_STATUS}; unique over all areas. */
    String name();

    Break breaks();

    /** The habits without which it cannot show; a server with the fault has them. */
    default Set<Variant> implied() {
        return this instanceof PolicyFault ? Set.of(Variant.PLAINTEXT_REFUSED) : Set.of();
    }

    /** What it is about, such as {@code Framing}. */
    default String area() {
        String type = getClass().getSimpleName();
        return type.substring(0, type.length() - "Fault".length());
    }

    /** How much it weighs, by the catalogue's words on verdicts. */
    enum Weight {
        /** A MUST is broken. */
        VIOLATION,
        /** A SHOULD is not followed, or it is the lenient branch of a contested row. */
        DEVIATION
    }

    /**
     * What is broken.
     *
     * @param weight the least verdict that does it justice
     * @param sentence what the server does
     * @param rows of the catalogue; the first is the one meant, but naming another of them is as right
     */
    record Break(Weight weight, String sentence, List<String> rows) {
        public Break {
            rows = List.copyOf(rows);
        }

        static Break violation(String sentence, String... rows) {
            return new Break(Weight.VIOLATION, sentence, List.of(rows));
        }

        static Break deviation(String sentence, String... rows) {
            return new Break(Weight.DEVIATION, sentence, List.of(rows));
        }

        public String row() {
            return rows.getFirst();
        }
    }
}
