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
        super(report(fault, secrets), null, false, false);
    }

    private static String report(Throwable fault, Secrets secrets) {
        StringBuilder report = new StringBuilder();
        int depth = 0;
        for (Throwable cause = fault; cause != null && depth < CAUSES; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? "" : ": " + secrets.mask(cause.getMessage());
            String frames = Arrays.stream(cause.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> "\n    at " + frame)
                    .collect(Collectors.joining());
            report.append(depth == 0 ? "" : "\n  because of ")
                    .append(cause.getClass().getName())
                    .append(message)
                    .append(frames);
            depth++;
        }
        return report.toString();
    }
}
