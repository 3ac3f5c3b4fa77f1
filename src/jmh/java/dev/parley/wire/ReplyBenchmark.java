package dev.parley.wire;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Status lines, and a message of 1 MB that is measured. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReplyBenchmark {
    private final Octets plain = Octets.of("+OK 10 690\r\n");
    private final Octets coded = Octets.of("-ERR [SYS/TEMP] try again\r\n");
    private final byte[] message =
            (("x".repeat(70) + "\r\n").repeat((1 << 20) / 72) + ".\r\n").getBytes(StandardCharsets.US_ASCII);

    @Benchmark
    public Object statusLine() {
        return ReplyReader.parse(plain);
    }

    @Benchmark
    public Object statusLineWithCode() {
        return ReplyReader.parse(coded);
    }

    @Benchmark
    public Object measuredMessage() {
        BodyMeter meter = new BodyMeter(false);
        meter.take(message, 0, message.length);
        return meter.body();
    }
}
