package dev.parley.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way in which a maildrop is not what it was. */
public sealed interface Change {
    /** Whose maildrop it is. */
    String account();

    /** The account is in the earlier inventory only. */
    record AccountGone(String account) implements Change {}

    /** The account is in the later inventory only. */
    record AccountNew(String account) implements Change {}

    /**
     * One of the two could not be read, so nothing is known.
     *
     * @param earlier whether it is the earlier one
     */
    record Unread(String account, boolean earlier, String problem) implements Change {}

    /** The message is there under another unique id: clients that keep mail on the server fetch it again. */
    record IdChanged(String account, int number, String before, String after) implements Change {}

    /** The message is there and has no unique id any more. */
    record IdLost(String account, int number, String before) implements Change {}

    /** Several messages now have one id: clients fetch only one of them. */
    record IdDuplicated(String account, String id, List<Integer> numbers) implements Change {
        public IdDuplicated {
            numbers = List.copyOf(numbers);
        }
    }

    /** @param moved how many messages must move to bring back the earlier order, at least */
    record Reordered(String account, int moved) implements Change {}

    record Missing(String account, int number, @Nullable String id, long size) implements Change {}

    /** The message of this id has other octets. */
    record Altered(String account, int number, @Nullable String id, boolean headers, boolean body) implements Change {}

    /** LIST says another size of what is otherwise the same message. */
    record SizeChanged(String account, int number, long before, long after) implements Change {}

    record Added(String account, int number, @Nullable String id, long size) implements Change {}
}
