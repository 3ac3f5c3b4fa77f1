package dev.parley.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a library's exception says, and what lies behind it. */
final class Causes {
    private Causes() {}

    /** The messages from the outermost to the innermost, without those that only repeat another one. */
    static String said(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable cause = failure; cause != null && messages.size() < 5; cause = cause.getCause()) {
            String message = Objects.requireNonNullElse(cause.getMessage(), "").strip();
            boolean isNew = messages.stream().noneMatch(known -> known.contains(message));
            if (isNew) {
                messages.removeIf(message::contains);
                messages.add(message);
            }
        }
        return String.join(": ", messages);
    }
}
