package dev.parley.cli;

import dev.parley.inventory.Maildrop;
import dev.parley.inventory.Message;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** How far the reading of maildrops has come. Told by one thread at a time. */
final class InventoryProgress {
    private static final Duration EVERY = Duration.ofMillis(200);

    private final PrintWriter out;
    private final boolean terminal;
    private final int accounts;
    private final LongSupplier nanos;
    private final long begun;
    private long shown;
    private int done;
    private int unread;
    private long messages;
    private long octets;

    /**
     * @param accounts how many are to be read
     * @param nanos a clock
     */
    InventoryProgress(PrintWriter out, boolean terminal, int accounts, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.accounts = accounts;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.shown = begun - EVERY.toNanos();
    }

    void read(Maildrop maildrop) {
        done++;
        if (maildrop.problem() != null) {
            unread++;
            return;
        }
        messages += maildrop.messages().size();
        for (Message message : maildrop.messages()) {
            Message.Content content = message.content();
            octets += content == null ? 0 : content.octets();
        }
    }

    /** On a terminal, the state in place of the last one. */
    void show() {
        long now = nanos.getAsLong();
        if (terminal && (done == accounts || now - shown >= EVERY.toNanos())) {
            shown = now;
            out.print("\r\033[K  " + done + " of " + accounts + " accounts, " + rate() + left());
            out.flush();
        }
    }

    /** Leaves the line for what comes next. */
    void clear() {
        if (terminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    int unread() {
        return unread;
    }

    String summary() {
        return counted(done, "account") + ", " + rate() + ", " + size() + ", "
                + String.format(Locale.ROOT, "%.2f s", seconds())
                + (unread == 0 ? "" : "; " + unread + " could not be read");
    }

    private String rate() {
        return counted(messages, "message") + ", "
                + String.format(Locale.ROOT, "%,.0f", messages / Math.max(seconds(), 0.001)) + " a second";
    }

    private String size() {
        return String.format(Locale.ROOT, "%.1f MB retrieved", octets / (1024.0 * 1024));
    }

    private String left() {
        if (done == 0 || done == accounts) {
            return "";
        }
        long left = Math.round(seconds() / done * (accounts - done));
        return left < 120 ? ", about " + left + " s left" : ", about " + left / 60 + " min left";
    }

    private double seconds() {
        return (nanos.getAsLong() - begun) / 1e9;
    }

    private static String counted(long count, String what) {
        return String.format(Locale.ROOT, "%,d", count) + " " + what + (count == 1 ? "" : "s");
    }
}
