package dev.parley.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryFileTest {
    private static final Maildrop ALICE = new Maildrop(
            "alice",
            List.of(
                    new Message(1, "a\u00e9\"", 12, new Message.Content(12, "d", "h", "b")),
                    new Message(2, null, 13, null)),
            null);
    private static final Maildrop BOB = Maildrop.unread("bob", "Locked.");

    @TempDir
    private Path directory;

    private Path written(Maildrop... maildrops) throws IOException {
        Path file = directory.resolve("deep/er/i.jsonl");
        try (InventoryFile.Writer writer =
                InventoryFile.Writer.create(file, new InventoryFile.Header("here", "2026-01-01T00:00:00Z"))) {
            for (Maildrop maildrop : maildrops) {
                writer.write(maildrop);
            }
        }
        return file;
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        InventoryFile file = InventoryFile.open(written(ALICE, BOB));
        assertThat(file.header().server()).isEqualTo("here");
        assertThat(file.accounts()).containsExactly("alice", "bob");
        assertThat(file.maildrop("alice")).isEqualTo(ALICE);
        assertThat(file.maildrop("bob")).isEqualTo(BOB);
        assertThat(file.maildrop("carol")).isNull();
    }

    @Test
    void onlyAMaildropThatWasReadIsHeld() throws IOException {
        InventoryFile file = InventoryFile.open(written(ALICE, BOB));
        assertThat(file.holds("alice")).isTrue();
        assertThat(file.holds("bob")).isFalse();
        assertThat(file.holds("carol")).isFalse();
    }

    @Test
    void aLineThatWasCutIsForgottenAndWrittenAnew() throws IOException {
        Path path = written(ALICE);
        Files.writeString(path, "{\"account\":\"bo", StandardOpenOption.APPEND);
        InventoryFile cut = InventoryFile.open(path);
        assertThat(cut.accounts()).containsExactly("alice");
        try (InventoryFile.Writer writer = InventoryFile.Writer.resume(cut)) {
            writer.write(new Maildrop("bob", List.of(), null));
        }
        InventoryFile whole = InventoryFile.open(path);
        assertThat(whole.accounts()).containsExactly("alice", "bob");
        assertThat(whole.holds("bob")).isTrue();
    }

    @Test
    void theLaterOfTwoLinesCounts() throws IOException {
        InventoryFile file = InventoryFile.open(written(BOB, ALICE, new Maildrop("bob", List.of(), null)));
        assertThat(file.holds("bob")).isTrue();
    }

    @Test
    void whatIsNoInventorySaysSo() throws IOException {
        Path other = Files.writeString(directory.resolve("other"), "{\"format\":\"x\"}\n");
        assertThat(InventoryFile.is(other)).isFalse();
        assertThat(InventoryFile.is(written())).isTrue();
        assertThatThrownBy(() -> InventoryFile.open(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no inventory of Parley's");
        assertThatThrownBy(() -> InventoryFile.open(directory.resolve("nowhere")))
                .hasMessageContaining("There is no file");
        Path newer = Files.writeString(
                directory.resolve("newer"),
                "{\"format\":\"parley-inventory\",\"version\":99,\"server\":\"x\",\"taken\":\"y\"}\n");
        assertThatThrownBy(() -> InventoryFile.open(newer)).hasMessageContaining("format version 99");
        Path torn = Files.writeString(written(ALICE), "nonsense\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> InventoryFile.open(torn)).hasMessageContaining("a line that is no maildrop");
    }
}
