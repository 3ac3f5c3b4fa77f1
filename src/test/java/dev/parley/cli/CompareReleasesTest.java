package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.GreenMailRelease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two releases of one server, both running: what the upgrade changed is found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompareReleasesTest {
    private static final String[] MAIL = {
        "From: a@example.org\r\nSubject: plain\r\n\r\nHello\r\n",
        "From: a@example.org\r\nSubject: dots\r\n\r\none\r\n.two\r\n..three\r\n.\r\nfour\r\n"
    };

    @TempDir
    private static Path directory;

    private GreenMailRelease older;
    private GreenMailRelease current;
    private Path script;

    @BeforeAll
    void start() throws Exception {
        older = GreenMailRelease.older();
        current = GreenMailRelease.current();
        older.deliver(MAIL);
        current.deliver(MAIL);
        script = Files.writeString(directory.resolve("top.parley"), """
            test "the beginning of a message" {
                connect
                expect +OK
                login alice using USER
                send "TOP 1 1"
                expect +OK
                send "TOP 2 5"
                expect +OK single or multi line within 2s
                quit
            }
            """);
    }

    @AfterAll
    void stop() throws Exception {
        older.close();
        current.close();
    }

    private Command compare(GreenMailRelease base, GreenMailRelease target, String... more) throws Exception {
        String[] words = {
            "compare",
            script.toString(),
            "--base",
            base.address(),
            "--target",
            target.address(),
            "--inventory",
            "--user",
            "alice",
            "--password-env",
            "ALICE"
        };
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Command.with(Map.of("ALICE", "alice-secret"), "", all);
    }

    @Test
    void whatTheUpgradeChangedIsFound() throws Exception {
        Command command = compare(older, current);
        assertThat(command.exitCode()).as(command.out()).isEqualTo(1);
        // The older one does not stuff dots in TOP, so the second message ends at its dot, and what follows is no
        // reply.
        assertThat(Differences.kinds(command, "BREAKING")).as(command.out()).containsExactly("message");
        assertThat(Differences.kinds(command, "NOTABLE"))
                .as(command.out())
                .containsExactly("mechanism-new", "steps", "test-mended");
        assertThat(command.out())
                .contains("step 5, TOP 2 5", "FAIL: The line that came is no reply")
                .contains("A way to log in is new.  [mechanism-new]\n    + SASL XOAUTH2");
    }

    @Test
    void eachIsTheSameAsItself() throws Exception {
        for (GreenMailRelease release : new GreenMailRelease[] {older, current}) {
            Command command = compare(release, release, "--fail-on", "notable");
            assertThat(command.exitCode()).as(command.out()).isZero();
        }
    }
}
