package dev.parley.peer.full;

import static dev.parley.peer.full.DeletionFault.*;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The TRANSACTION state (RFC 1939 §5). */
final class Transaction {
    private final Session session;
    private final FullPop3Server server;
    private final Behaviour behaviour;
    private final View view;
    private final Numbers numbers;
    private final Sizes sizes;
    private final Listing listing;
    private boolean first = true;

    Transaction(Session session, FullPop3Server server, View view) {
        this.session = session;
        this.server = server;
        this.behaviour = server.behaviour();
        this.view = view;
        this.numbers = new Numbers(behaviour);
        this.sizes = new Sizes(behaviour);
        this.listing = new Listing(behaviour, view, numbers, sizes, server.nextNumber(), this::ofMaildropShown);
    }

    /** Null for a command that is none of this state's. */
    @Nullable
    Reply perform(Command command) throws InterruptedException {
        boolean refused = first && behaviour.has(LoginFault.FIRST_COMMAND_REFUSED);
        first = false;
        if (refused) {
            return Reply.err(Say.WRONG_STATE);
        }
        return switch (command.keyword()) {
            case "STAT" -> bare(command) ? stat() : Reply.err(Say.SYNTAX);
            case "NOOP" -> bare(command) ? noop() : Reply.err(Say.SYNTAX);
            case "RSET" ->
                behaviour.has(LoginFault.RSET_UNKNOWN) ? null : bare(command) ? rset() : Reply.err(Say.SYNTAX);
            case "LIST" -> onOneOrAll(command);
            case "UIDL" -> hidden(Variant.NO_UIDL, CapabilityFault.UIDL_LISTED_UNKNOWN) ? null : onOneOrAll(command);
            case "RETR" -> onOne(command, ListingFault.RETR_DEFAULTS_TO_FIRST);
            case "DELE" -> onOne(command, DELE_DEFAULTS_TO_FIRST);
            case "TOP" -> hidden(Variant.NO_TOP, CapabilityFault.TOP_LISTED_UNKNOWN) ? null : top(command);
            case "LAST", "RPOP" -> behaviour.has(Variant.OBSOLETE_COMMANDS) ? Reply.ok("0") : null;
            case "USER", "PASS", "APOP", "AUTH", "UTF8" -> late(command);
            default -> null;
        };
    }

    private boolean hidden(Variant variant, Fault fault) {
        return behaviour.has(variant) || behaviour.has(fault);
    }

    private boolean bare(Command command) {
        return command.argument() == null
                || behaviour.has(Variant.SURPLUS_ARGUMENTS)
                || behaviour.has(Variant.LENIENT_SPACES) && command.words().isEmpty();
    }

    /** A command of the AUTHORIZATION state after login. */
    private @Nullable Reply late(Command command) throws InterruptedException {
        Authorization authorization = session.authorization();
        return switch (command.keyword()) {
            case "USER", "PASS" ->
                behaviour.has(LoginFault.USER_SWITCHES_MAILDROP)
                        ? authorization.again(command)
                        : Reply.err(Say.WRONG_STATE);
            case "AUTH" ->
                behaviour.has(SaslFault.AUTH_AFTER_LOGIN) ? authorization.auth(command) : Reply.err(Say.WRONG_STATE);
            case "UTF8" ->
                behaviour.has(LanguageFault.UTF8_AFTER_LOGIN)
                        ? authorization.utf8(command)
                        : Reply.err(Say.WRONG_STATE);
            default -> Reply.err(Say.WRONG_STATE);
        };
    }

    private Reply stat() {
        boolean german = session.language() == Say.Language.GERMAN;
        return german && behaviour.has(LanguageFault.LANG_TRANSLATES_STAT)
                ? Reply.ok("Das Postfach hat " + view.shown().size() + " Nachrichten")
                : sizes.stat(view);
    }

    private Reply noop() {
        if (behaviour.has(NOOP_UNMARKS)) {
            view.unmark();
        }
        return behaviour.has(NOOP_REFUSED) ? Reply.err(Say.UNKNOWN) : Reply.ok(Say.DONE);
    }

    private Reply rset() {
        if (behaviour.has(RSET_REFUSED_WITHOUT_MARKS) && view.marked().isEmpty()) {
            return Reply.err(Say.NO_SUCH_MESSAGE);
        }
        if (behaviour.has(RSET_UNMARKS_ONE)) {
            view.unmarkFirst();
        } else if (!behaviour.has(RSET_WITHOUT_EFFECT)) {
            view.unmark();
        }
        if (behaviour.has(RSET_REREADS)) {
            view.reread();
        }
        if (behaviour.has(RSET_LOGS_OUT)) {
            session.leave();
        }
        return Reply.ok(Say.DONE);
    }

    private Reply onOneOrAll(Command command) {
        List<String> words = command.words();
        if (words.isEmpty()) {
            return command.argument() == null || behaviour.has(Variant.LENIENT_SPACES)
                    ? listing.all(command.keyword())
                    : Reply.err(Say.SYNTAX);
        }
        return onOne(command, null);
    }

    private Reply onOne(Command command, @Nullable Fault defaultsToFirst) {
        List<String> words = command.words();
        boolean none = words.isEmpty() || words.equals(List.of(""));
        if (none && defaultsToFirst != null && behaviour.has(defaultsToFirst) && view.count() > 0) {
            return onMessage(command.keyword(), 1);
        }
        boolean extra = behaviour.has(ListingFault.EXTRA_NUMBER_TAKEN)
                && command.keyword().equals("DELE");
        if (none || words.size() > 1 && !extra && !behaviour.has(Variant.SURPLUS_ARGUMENTS)) {
            return Reply.err(Say.SYNTAX);
        }
        OptionalInt number = numbers.read(extra ? words.getLast() : words.getFirst());
        if (number.isEmpty()) {
            if (behaviour.has(InputFault.INTERNALS_SHOWN)) {
                return Reply.err(Say.SYNTAX)
                        .withData("java.lang.NumberFormatException at org.example.pop3.Listing.java:42 in"
                                + " /srv/pop3/lib;");
            }
            return Reply.err(Say.SYNTAX);
        }
        return onMessage(command.keyword(), number.getAsInt());
    }

    private Reply onMessage(String keyword, int number) {
        return switch (keyword) {
            case "LIST", "UIDL" -> listing.one(keyword, number);
            case "RETR" -> retr(number);
            default -> dele(number);
        };
    }

    private boolean exists(int number) {
        return number >= 1 && number <= view.count();
    }

    private Reply noSuchMessage() {
        String code = behaviour.has(CodeFault.AUTH_FOR_MESSAGES)
                ? "AUTH"
                : behaviour.has(CodeFault.CODE_UNREGISTERED)
                        ? "NOPE"
                        : behaviour.has(CodeFault.UTF8_CODE_ELSEWHERE) ? "UTF8" : "";
        return Reply.err(code, Say.NO_SUCH_MESSAGE);
    }

    private Reply retr(int given) {
        int number = given > view.count() && behaviour.has(ListingFault.RETR_BEYOND_IS_LAST)
                ? view.count()
                : given == 0 && behaviour.has(ListingFault.RETR_ZERO_IS_FIRST) ? 1 : given;
        if (!exists(number) || view.isMarked(number) && !behaviour.has(ListingFault.RETR_SENDS_DELETED)) {
            return noSuchMessage();
        }
        if (view.isRetrieved(number) && behaviour.has(MultiLineFault.SECOND_RETR_REFUSED)) {
            return Reply.err(Say.NO_SUCH_MESSAGE);
        }
        Reply reply = new Retrieval(behaviour, session.utf8()).retr(shown(number));
        if (!reply.isErr()) {
            view.noteRetrieved(number);
        }
        return reply;
    }

    private StoredMessage shown(int number) {
        if (behaviour.has(LoginFault.OTHER_MAILDROP_SHOWN)) {
            return ofMaildropShown(number);
        }
        boolean neighbour = behaviour.has(MultiLineFault.WRONG_MESSAGE) && number == 2 && view.count() > 2;
        return view.message(neighbour ? 3 : number);
    }

    private StoredMessage ofMaildropShown(int number) {
        List<StoredMessage> others = behaviour.has(LoginFault.OTHER_MAILDROP_SHOWN)
                ? server.maildrop(server.lastLogin()).messages()
                : List.of();
        return number <= others.size() ? others.get(number - 1) : view.message(number);
    }

    private Reply dele(int given) {
        int number = given > view.count() && behaviour.has(DELE_BEYOND_IS_LAST) ? view.count() : given;
        if (!exists(number)) {
            return behaviour.has(DELE_BEYOND_TAKEN) && number > 0 ? Reply.ok(Say.MARKED) : noSuchMessage();
        }
        if (view.isMarked(number)) {
            return behaviour.has(DELE_TWICE_TAKEN) ? Reply.ok(Say.MARKED) : noSuchMessage();
        }
        if (!behaviour.has(DELE_WITHOUT_EFFECT)) {
            view.mark(number);
        }
        if (behaviour.has(DELE_MARKS_NEXT_TOO) && exists(number + 1)) {
            view.mark(number + 1);
        }
        return Reply.ok(Say.MARKED);
    }

    private Reply top(Command command) {
        List<String> words = command.words();
        boolean defaults = words.size() == 1 && behaviour.has(TopFault.TOP_DEFAULTS_TO_ZERO);
        boolean surplus = words.size() > 2 && !behaviour.has(Variant.SURPLUS_ARGUMENTS);
        if (words.size() < 2 && !defaults || surplus) {
            return Reply.err(Say.SYNTAX);
        }
        OptionalInt number = numbers.read(words.get(0));
        int count = defaults ? 0 : numbers.count(words.get(1));
        if (number.isEmpty() || count < 0) {
            return Reply.err(Say.SYNTAX);
        }
        int n = number.getAsInt();
        if (!exists(n) || view.isMarked(n) && !behaviour.has(TopFault.TOP_SENDS_DELETED)) {
            return noSuchMessage();
        }
        StoredMessage message = view.message(n);
        if (behaviour.has(TopFault.TOP_MARKS)) {
            view.mark(n);
        }
        return new Retrieval(behaviour, session.utf8()).top(message, count);
    }
}
