package dev.parley.parse;

import dev.parley.source.SourceFile;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A script of 50 lines, to a tree. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ParserBenchmark {
    private final SourceFile script =
            new SourceFile("benchmark.parley", """
                test "a message ${n}" for each n in 1..2 {
                    connect; expect +OK
                    login alice
                    send "LIST ${n}"
                    expect +OK /^\\d+ \\d+$/ { octets < 64KB; elapsed < 5s }
                    capture size from text / (\\d+)$/ as int
                    send "RETR ${n}"
                    expect +OK { octets == size; header "Subject" starts with "Dots"; not body contains "x" }
                    if capability "TOP" { send "TOP ${n} 0"; expect +OK } else { note "no TOP" }
                    quit
                }
                """.repeat(5).replace("a message", "message"));

    /** What is parsed has duplicate names, which the loader would refuse and the parser does not mind. */
    @Benchmark
    public Object parse() {
        return ScriptParser.parse(script);
    }
}
