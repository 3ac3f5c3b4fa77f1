package dev.parley.cli;

import dev.parley.inventory.Maildrop;
import dev.parley.inventory.Message;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** How far the reading of maildrops has come. Safe for use by several threads. */
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
    private final Map<String, Part> underWay = new HashMap<>();

    /** Of a maildrop that is not read to its end. */
    private record Part(int read, int all) {}

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

    /** A maildrop is read so far. */
    synchronized void reading(String account, int read, int all) {
        underWay.put(account, new Part(read, all));
        show();
    }

    synchronized void read(Maildrop maildrop) {
        done++;
        underWay.remove(maildrop.account());
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
    synchronized void show() {
        long now = nanos.getAsLong();
        if (terminal && (done == accounts || now - shown >= EVERY.toNanos())) {
            shown = now;
            out.print("\r\033[K  " + done + " of " + accounts + " accounts, " + rate() + left());
            out.flush();
        }
    }

    /** Leaves the line for what comes next. */
    synchronized void clear() {
        if (terminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    synchronized int unread() {
        return unread;
    }

    synchronized String summary() {
        return counted(done, "account") + ", " + rate() + ", " + size() + ", "
                + String.format(Locale.ROOT, "%.2f s", seconds())
                + (unread == 0 ? "" : "; " + unread + " could not be read");
    }

    private String rate() {
        long all = messages + underWay.values().stream().mapToLong(Part::read).sum();
        return counted(all, "message") + ", " + String.format(Locale.ROOT, "%,.0f", all / Math.max(seconds(), 0.001))
                + " a second";
    }

    private String size() {
        return String.format(Locale.ROOT, "%.1f MB retrieved", octets / (1024.0 * 1024));
    }

    private String left() {
        double part = done
                + underWay.values().stream()
                        .mapToDouble(one -> (double) one.read() / Math.max(1, one.all()))
                        .sum();
        if (part == 0 || done == accounts) {
            return "";
        }
        long left = Math.round(seconds() / part * (accounts - part));
        return left < 120 ? ", about " + left + " s left" : ", about " + left / 60 + " min left";
    }

    private double seconds() {
        return (nanos.getAsLong() - begun) / 1e9;
    }

    private static String counted(long count, String what) {
        return String.format(Locale.ROOT, "%,d", count) + " " + what + (count == 1 ? "" : "s");
    }
}
