package dev.parley.peer.full;

import static dev.parley.peer.full.ListingFault.*;
import static dev.parley.peer.full.UidlFault.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * LIST and UIDL (RFC 1939 §5, §7).
 *
 * @param session differs from session to session
 * @param identified the message whose id is told
 */
record Listing(
        Behaviour behaviour,
        View view,
        Numbers numbers,
        Sizes sizes,
        long session,
        IntFunction<StoredMessage> identified) {
    Reply all(String keyword) {
        boolean list = keyword.equals("LIST");
        boolean deletedToo = behaviour.has(list ? LIST_SHOWS_DELETED : UIDL_SHOWS_DELETED);
        List<Integer> shown = deletedToo ? view.all() : view.shown();
        if (shown.isEmpty() && behaviour.has(list ? LIST_EMPTY_REFUSED : UIDL_EMPTY_REFUSED)) {
            return Reply.err(Say.NO_SUCH_MESSAGE);
        }
        List<String> lines = new ArrayList<>();
        shown.forEach(number -> lines.add(list ? scan(number) : numbers.shown(number) + " " + id(number)));
        if (list && !lines.isEmpty()) {
            distort(lines);
        }
        Reply reply = Reply.lines(
                Say.LISTING, behaviour.has(Variant.DESCENDING_LISTS) ? List.copyOf(lines.reversed()) : lines);
        Fault unended =
                list ? MultiLineFault.EMPTY_LIST_WITHOUT_TERMINATOR : MultiLineFault.EMPTY_UIDL_WITHOUT_TERMINATOR;
        return shown.isEmpty() && behaviour.has(unended) ? reply.unterminated() : reply;
    }

    private void distort(List<String> lines) {
        if (behaviour.has(LIST_REPEATS)) {
            lines.add(lines.getLast());
        }
        if (behaviour.has(LIST_LOSES_LAST)) {
            lines.removeLast();
        }
    }

    private String scan(int number) {
        String told = numbers.shown(number);
        if (behaviour.has(LIST_WITHOUT_SIZES)) {
            return told;
        }
        String extra = behaviour.has(Variant.EXTRA_TEXT) ? " octets" : "";
        return told
                + (behaviour.has(LIST_WITH_TABS) ? "\t" : " ")
                + sizes.shown(sizes.of(view.message(number)))
                + extra;
    }

    /** LIST or UIDL of one message. */
    Reply one(String keyword, int number) {
        boolean list = keyword.equals("LIST");
        if (list && number == 0 && behaviour.has(LIST_ZERO_IS_ALL)) {
            return all(keyword);
        }
        boolean beyond = number > view.count() && behaviour.has(list ? LIST_BEYOND_TAKEN : UIDL_BEYOND_TAKEN);
        if (beyond) {
            return Reply.ok(numbers.shown(number) + (list ? " 0" : " none"));
        }
        boolean deletedToo = behaviour.has(list ? LIST_ONE_SHOWS_DELETED : UIDL_ONE_SHOWS_DELETED);
        if (number < 1 || number > view.count() || view.isMarked(number) && !deletedToo) {
            return Reply.err(Say.NO_SUCH_MESSAGE);
        }
        String line = list ? oneScan(number) : oneId(number);
        boolean inLines = behaviour.has(list ? LIST_ONE_IN_LINES : UIDL_ONE_IN_LINES);
        return inLines ? Reply.lines(Say.LISTING, List.of(line)) : Reply.ok(line);
    }

    private String oneScan(int number) {
        int more = behaviour.has(SizeFault.LIST_ONE_DIFFERS) ? 1 : 0;
        String size = sizes.shown(sizes.of(view.message(number)) + more);
        return behaviour.has(LIST_ONE_WITHOUT_NUMBER)
                ? size
                : numbers.shown(number) + " " + size + (behaviour.has(Variant.EXTRA_TEXT) ? " octets" : "");
    }

    private String oneId(int number) {
        String id = id(number) + (behaviour.has(UIDL_ONE_DIFFERS) ? "x" : "");
        return behaviour.has(UIDL_ONE_WITHOUT_NUMBER) ? id : numbers.shown(number) + " " + id;
    }

    private String id(int number) {
        StoredMessage message = identified.apply(number);
        if (behaviour.has(IDS_WITH_SPACES)) {
            return message.id().replace(".", " ");
        }
        if (behaviour.has(IDS_TOO_LONG)) {
            return message.id() + "x".repeat(71 - message.id().length());
        }
        if (behaviour.has(IDS_EMPTY)) {
            return "";
        }
        if (behaviour.has(IDS_WITH_TEXT)) {
            return message.id() + " " + message.size();
        }
        if (behaviour.has(IDS_REPEATED)) {
            return view.message(number - (number - 1) % 2).id();
        }
        if (behaviour.has(IDS_CHANGE)) {
            return message.id() + "." + session;
        }
        if (behaviour.has(IDS_CHANGE_AFTER_ABORT)) {
            return message.id() + "." + view.maildrop().aborts();
        }
        return behaviour.has(IDS_ARE_POSITIONS) ? "message." + number : message.id();
    }
}
