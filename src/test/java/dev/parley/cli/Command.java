package dev.parley.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** One call of the command, in this process, with streams of its own. */
public record Command(int exitCode, String out, String err) {
    public static Command run(String... arguments) {
        return with(Map.of(), "", arguments);
    }

    public static Command with(Map<String, String> environment, String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Streams streams = new Streams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                false,
                environment);
        int code = Main.execute(streams, arguments);
        return new Command(code, out.toString(), err.toString());
    }

    /** What was printed, without what differs from run to run and place to place: times, attempts, ports, paths. */
    public String steady() {
        return (out + (err.isEmpty() ? "" : "--- standard error\n" + err))
                .replace(Path.of("").toAbsolutePath() + "/", "")
                .replaceAll("\\d+\\.\\d\\d s", "0.00 s")
                .replaceAll("\\b\\d+ ms", "0 ms")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z", "DATE")
                .replaceAll("Tried \\d+ times?", "Tried N times")
                .replaceAll("127\\.0\\.0\\.1:\\d{4,5}", "127.0.0.1:PORT")
                .replaceAll("(?m)^    \\d+\\.\\d{3}  ", "    0.000  ");
    }
}
