package dev.parley.peer.full;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line taken apart.
 *
 * @param keyword in capitals
 * @param argument all that stands behind the first space; null when there is no space
 * @param words the arguments, cut at single spaces: an empty one stands for a surplus space
 */
record Command(String keyword, @Nullable String argument, List<String> words) {
    private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x1f\\x7f]");
    private static final List<String> ALL = List.of(
            "USER", "PASS", "APOP", "AUTH", "QUIT", "STAT", "LIST", "RETR", "DELE", "NOOP", "RSET", "TOP", "UIDL",
            "CAPA", "STLS", "UTF8", "LANG");

    static boolean hasControls(String line) {
        return CONTROLS.matcher(line).find();
    }

    static Command of(String line, Behaviour behaviour) {
        String read = behaviour.has(InputFault.TAB_SEPARATES) ? line.replace('\t', ' ') : line;
        if (behaviour.has(InputFault.HIGH_BIT_STRIPPED)) {
            StringBuilder stripped = new StringBuilder();
            read.chars().forEach(c -> stripped.append((char) (c & 0x7f)));
            read = stripped.toString();
        }
        int space = read.indexOf(' ');
        String keyword = keyword(space < 0 ? read : read.substring(0, space), behaviour);
        if (space < 0) {
            return new Command(keyword, null, List.of());
        }
        String argument = read.substring(space + 1);
        List<String> words = new ArrayList<>(Arrays.asList(argument.split(" ", -1)));
        if (keyword.equals("LIST")
                && behaviour.has(ListingFault.TWO_SPACES_LIST_ALL)
                && words.getFirst().isEmpty()) {
            return new Command(keyword, null, List.of());
        }
        if (behaviour.has(Variant.LENIENT_SPACES)) {
            words.removeIf(String::isEmpty);
        }
        return new Command(keyword, argument, List.copyOf(words));
    }

    private static String keyword(String word, Behaviour behaviour) {
        StringBuilder capitals = new StringBuilder();
        word.chars().forEach(c -> capitals.append((char) (c >= 'a' && c <= 'z' ? c - 32 : c)));
        String keyword = capitals.toString();
        if (behaviour.has(FramingFault.KEYWORDS_IN_CAPITALS) && !keyword.equals(word)) {
            return word;
        }
        if (behaviour.has(FramingFault.FOUR_LETTERS) && keyword.length() > 4) {
            return keyword.substring(0, 4);
        }
        if (behaviour.has(FramingFault.ABBREVIATIONS) && keyword.length() >= 3) {
            return ALL.stream()
                    .filter(known -> known.startsWith(keyword))
                    .findFirst()
                    .orElse(keyword);
        }
        return keyword;
    }
}
