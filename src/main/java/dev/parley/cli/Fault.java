package dev.parley.cli;

import dev.parley.secret.Secrets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A fault of ours with a short report as its message: what, and where in the code, without secrets. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int FRAMES = 8;
    private static final int CAUSES = 5;

    Fault(Throwable fault, Secrets secrets) {
        this(fault, secrets, false);
    }

    /** @param whole whether all frames are told */
    Fault(Throwable fault, Secrets secrets, boolean whole) {
        super(report(fault, secrets, whole ? Integer.MAX_VALUE : FRAMES), null, false, false);
    }

    private static String report(Throwable fault, Secrets secrets, int frames) {
        StringBuilder report = new StringBuilder();
        int depth = 0;
        for (Throwable cause = fault; cause != null && depth < CAUSES; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? "" : ": " + secrets.mask(cause.getMessage());
            String trace = Arrays.stream(cause.getStackTrace())
                    .limit(frames)
                    .map(frame -> "\n    at " + frame)
                    .collect(Collectors.joining());
            report.append(depth == 0 ? "" : "\n  because of ")
                    .append(cause.getClass().getName())
                    .append(message)
                    .append(trace);
            depth++;
        }
        return report.toString();
    }
}
