package dev.parley.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.interpreter.Exchange;
import dev.parley.interpreter.Recorded;
import dev.parley.inventory.Maildrop;
import dev.parley.inventory.Message;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineFileTest {
    @TempDir
    private Path directory;

    @Test
    void whatWasWrittenIsRead() throws IOException {
        Exchange exchange = new Exchange(
                "LIST",
                "+OK",
                "X/Y",
                "\u0000\ud83d\ude00",
                new Exchange.Content(1, List.of("1 2"), "d", "s"),
                Duration.ofNanos(1_234_567));
        Baseline baseline = new Baseline(
                "here",
                "dovecot 2.4",
                "2026-01-01T00:00:00Z",
                new Portrait(
                        Map.of("plaintext", new Portrait.Channel(List.of("TOP"), null)),
                        Map.of("STLS", List.of("TLSv1.3")),
                        new Portrait.Certificate("CN=a", "CN=b", "2027-01-01T00:00:00Z"),
                        true),
                List.of(new Baseline.TestTrace(
                        "a.parley",
                        "x",
                        1,
                        "PASS",
                        null,
                        List.of(new Baseline.SessionTrace("main", List.of(exchange))),
                        List.of("deviation (rfc1939.x): it does"),
                        List.of(new Recorded("sizes", 2, List.of("1: 120", "2: 7"), "d")))),
                List.of(new Maildrop("alice", List.of(new Message(1, "u", 3, null)), null)));
        Path file = directory.resolve("b.json");
        try (Writer out = Files.newBufferedWriter(file)) {
            BaselineFile.write(baseline, out);
        }
        assertThat(BaselineFile.is(file)).isTrue();
        assertThat(BaselineFile.read(file)).isEqualTo(baseline);
    }

    @Test
    void whatIsNoBaselineSaysSo() throws IOException {
        Path other = Files.writeString(directory.resolve("x.json"), "{\"format\":\"x\",\"version\":1}");
        assertThat(BaselineFile.is(other)).isFalse();
        assertThat(BaselineFile.is(directory.resolve("nowhere"))).isFalse();
        assertThatThrownBy(() -> BaselineFile.read(other)).hasMessageContaining("no baseline of Parley's");
        Path broken = Files.writeString(directory.resolve("y.json"), "{\"format\":\"parley-baseline\"");
        assertThat(BaselineFile.is(broken)).isTrue();
        assertThatThrownBy(() -> BaselineFile.read(broken)).hasMessageContaining("no baseline of Parley's");
        Path newer = Files.writeString(
                directory.resolve("z.json"),
                "{\"format\":\"parley-baseline\",\"version\":9,\"baseline\":[\"in a form of its own\"]}");
        assertThatThrownBy(() -> BaselineFile.read(newer))
                .hasMessageContaining("format version 9, from a newer Parley; this one reads up to 1.");
    }
}
