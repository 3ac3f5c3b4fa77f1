package dev.parley.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each planted change is found, named, and nothing else with it. */
class MaildropComparisonTest {
    private static final List<Message> FIVE = IntStream.rangeClosed(1, 5)
            .mapToObj(MaildropComparisonTest::message)
            .toList();

    private static Message message(int number) {
        return new Message(number, "id" + number, 100L + number, content(number, "h", "b"));
    }

    private static Message.Content content(int number, String headers, String body) {
        return new Message.Content(100L + number, number + headers + body, number + headers, number + body);
    }

    private static Maildrop drop(List<Message> messages) {
        return new Maildrop("alice", messages, null);
    }

    private static List<Change> changed(UnaryOperator<List<Message>> change) {
        return MaildropComparison.between(drop(FIVE), drop(change.apply(new ArrayList<>(FIVE))));
    }

    private static List<Message> with(List<Message> messages, int number, Message message) {
        messages.set(number - 1, message);
        return messages;
    }

    private static List<Message> renumbered(List<Message> messages) {
        return IntStream.range(0, messages.size())
                .mapToObj(i -> {
                    Message message = messages.get(i);
                    return new Message(i + 1, message.uidl(), message.size(), message.content());
                })
                .toList();
    }

    @Test
    void theSameIsNoChange() {
        assertThat(changed(messages -> messages)).isEmpty();
    }

    @Test
    void aNewIdIsFoundByTheOctets() {
        assertThat(changed(messages -> with(messages, 2, new Message(2, "new", 102, content(2, "h", "b")))))
                .containsExactly(new Change.IdChanged("alice", 2, "id2", "new"));
    }

    @Test
    void anIdThatIsGoneIsLost() {
        assertThat(changed(messages -> with(messages, 2, new Message(2, null, 102, content(2, "h", "b")))))
                .containsExactly(new Change.IdLost("alice", 2, "id2"));
    }

    @Test
    void twoMessagesWithOneIdAreADuplicate() {
        assertThat(changed(messages -> with(messages, 2, new Message(2, "id1", 102, content(2, "h", "b")))))
                .containsExactlyInAnyOrder(
                        new Change.IdChanged("alice", 2, "id2", "id1"),
                        new Change.IdDuplicated("alice", "id1", List.of(1, 2)));
    }

    @Test
    void swappedIdsAreTwoNewIds() {
        assertThat(changed(messages -> {
                    with(messages, 1, new Message(1, "id2", 101, content(1, "h", "b")));
                    return with(messages, 2, new Message(2, "id1", 102, content(2, "h", "b")));
                }))
                .containsExactly(
                        new Change.IdChanged("alice", 1, "id1", "id2"), new Change.IdChanged("alice", 2, "id2", "id1"));
    }

    @Test
    void otherOctetsUnderTheSameIdAreAnAlteredMessage() {
        assertThat(changed(messages -> with(messages, 3, new Message(3, "id3", 103, content(3, "h", "x")))))
                .containsExactly(new Change.Altered("alice", 3, "id3", false, true));
        assertThat(changed(messages -> with(messages, 3, new Message(3, "id3", 103, content(3, "x", "b")))))
                .containsExactly(new Change.Altered("alice", 3, "id3", true, false));
    }

    @Test
    void aNewIdAndNewHeadersAreFoundByTheBody() {
        assertThat(changed(messages -> with(messages, 3, new Message(3, "new", 103, content(3, "x", "b")))))
                .containsExactly(
                        new Change.IdChanged("alice", 3, "id3", "new"),
                        new Change.Altered("alice", 3, "new", true, false));
    }

    @Test
    void anotherSizeOfTheSameOctetsIsSaid() {
        assertThat(changed(messages -> with(messages, 4, new Message(4, "id4", 90, content(4, "h", "b")))))
                .containsExactly(new Change.SizeChanged("alice", 4, 104, 90));
    }

    @Test
    void missingAndAddedMessagesAreTold() {
        assertThat(changed(messages -> {
                    messages.remove(1);
                    messages.add(message(6));
                    return renumbered(messages);
                }))
                .containsExactly(new Change.Missing("alice", 2, "id2", 102), new Change.Added("alice", 5, "id6", 106));
    }

    @Test
    void anotherOrderSaysHowManyMoved() {
        assertThat(changed(messages -> {
                    messages.add(messages.removeFirst());
                    return renumbered(messages);
                }))
                .containsExactly(new Change.Reordered("alice", 1));
        assertThat(changed(messages -> {
                    Collections.reverse(messages);
                    return renumbered(messages);
                }))
                .containsExactly(new Change.Reordered("alice", 4));
    }

    @Test
    void copiesOfOneMessageAreNotMixedUp() {
        Message.Content same = content(9, "h", "b");
        Maildrop copies = drop(Stream.of(1, 2, 3)
                .map(number -> new Message(number, "id" + number, 10, same))
                .toList());
        assertThat(MaildropComparison.between(copies, copies)).isEmpty();
        Maildrop fewer = drop(List.of(new Message(1, "id1", 10, same), new Message(2, "id3", 10, same)));
        assertThat(MaildropComparison.between(copies, fewer))
                .containsExactly(new Change.Missing("alice", 2, "id2", 10));
    }

    @Test
    void withoutOctetsIdsAndThenNumbersAndSizesDecide() {
        Maildrop before = drop(List.of(new Message(1, "a", 10, null), new Message(2, "b", 20, null)));
        Maildrop after = drop(List.of(new Message(1, "x", 10, null), new Message(2, "b", 21, null)));
        assertThat(MaildropComparison.between(before, after))
                .containsExactly(
                        new Change.IdChanged("alice", 1, "a", "x"), new Change.SizeChanged("alice", 2, 20, 21));
    }

    @Test
    void ofAMaildropThatWasNotReadNothingIsClaimed() {
        assertThat(MaildropComparison.between(drop(FIVE), Maildrop.unread("alice", "Locked.")))
                .containsExactly(new Change.Unread("alice", false, "Locked."));
    }
}
