package dev.parley.interpreter;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What {@code each line ~ …} and {@code lines in any order { … }} do with a listing of 1,000 and of 50 lines. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MatcherBenchmark {
    private final Pattern pattern = Pattern.compile("^\\d+ \\d+$");
    private final List<String> lines =
            IntStream.range(1, 1001).mapToObj(i -> i + " " + i * 120).toList();

    @Benchmark
    public boolean eachLine() {
        return lines.stream().allMatch(line -> pattern.matcher(line).find());
    }

    @Benchmark
    public Object linesInAnyOrder() {
        return Pairing.of(50, 50, (left, right) -> lines.get(49 - left).equals(lines.get(right)));
    }
}
