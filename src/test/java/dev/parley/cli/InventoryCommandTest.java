package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.inventory.InventoryFile;
import dev.parley.peer.Fault;
import dev.parley.peer.FaultyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryCommandTest {
    @TempDir
    private Path directory;

    private Path accounts(String... rows) throws IOException {
        return Files.writeString(directory.resolve("accounts.csv"), String.join("\n", rows) + "\n");
    }

    private Command inventory(FaultyServer server, Path accounts, String... more) {
        String[] words = {
            "inventory",
            "--server",
            server.endpoint().toString(),
            "--accounts",
            accounts.toString(),
            "-o",
            output().toString()
        };
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Command.run(all);
    }

    private Path output() {
        return directory.resolve("i.jsonl");
    }

    @Test
    void everyAccountOfTheFileIsReadAndCounted() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of())) {
            Command command = inventory(server, accounts("name,password", "u1,one-secret", "\"u,2\",two-secret"));
            assertThat(command.exitCode()).as(command.err()).isZero();
            assertThat(command.out()).startsWith("2 accounts, 4 messages, ");
            assertThat(InventoryFile.open(output()).accounts()).containsExactlyInAnyOrder("u1", "u,2");
            assertThat(Files.readString(output())).doesNotContain("-secret");
        }
    }

    @Test
    void whatWasReadIsNotReadAgain() throws Exception {
        Path both = accounts("name,password", "u1,one-secret", "u2,two-secret");
        try (FaultyServer server = FaultyServer.plain(Map.of("PASS", new Fault.Says("-ERR [AUTH] no\r\n")))) {
            Command command = inventory(server, both);
            assertThat(command.exitCode()).isEqualTo(3);
            assertThat(command.out()).contains("2 could not be read");
            assertThat(command.err())
                    .contains("parley: u1: The server refused the login of the account `u1` with `-ERR [AUTH] no`.");
        }
        try (FaultyServer server = FaultyServer.plain(Map.of())) {
            assertThat(inventory(server, accounts("name,password", "u1,one-secret"), "--resume")
                            .exitCode())
                    .isZero();
            Command rest = inventory(server, accounts("name,password", "u1,one-secret", "u2,two-secret"), "--resume");
            assertThat(rest.exitCode()).isZero();
            assertThat(rest.out()).startsWith("1 account, 2 messages, ");
        }
        InventoryFile file = InventoryFile.open(output());
        assertThat(file.holds("u1") && file.holds("u2")).isTrue();
    }

    @Test
    void withoutRetrievalThereAreIdsAndSizesOnly() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("RETR", new Fault.Close()))) {
            Command command = inventory(server, accounts("name,password", "u1,one-secret"), "--no-retrieve");
            assertThat(command.exitCode()).isZero();
            assertThat(InventoryFile.open(output()).maildrop("u1").messages())
                    .hasSize(2)
                    .allMatch(message -> message.content() == null && message.uidl() != null);
        }
    }

    @Test
    void aWrongFileOfAccountsIsRefusedBeforeAnythingIsSent() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of())) {
            for (String[] wrong : new String[][] {
                {"user;password", "a;b", "names the columns: `name,password`"},
                {"name,password", "a,one-secret,x", "Row 1"},
                {"name,password", ",one-secret", "has no name"},
                {"name,password", "a,one-secret\na,one-secret", "a second time"}
            }) {
                Command command = inventory(server, accounts(wrong[0], wrong[1]));
                assertThat(command.exitCode()).isEqualTo(2);
                assertThat(command.err()).contains(wrong[2]).doesNotContain("one-secret");
            }
            assertThat(inventory(server, accounts("name,password")).err()).contains("names no account");
            assertThat(inventory(server, directory.resolve("nope.csv")).err()).contains("There is no file");
        }
        assertThat(Files.exists(output())).isFalse();
    }
}
