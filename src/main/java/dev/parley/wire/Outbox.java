package dev.parley.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends in order without letting the sender wait for the peer. What surely fits into the system's buffer is written at
 * once; only when more is outstanding does a thread of its own write, so that a peer which first wants its replies read
 * cannot block the script.
 */
final class Outbox {
    /** So much may be unanswered and is still written at once: less than any system's send buffer. */
    private static final int SURELY_FITS = 16 * 1024;

    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private @Nullable Thread writer;
    private int outstanding;
    private boolean stopped;

    Outbox(OutputStream out) {
        this.out = out;
    }

    /** @throws IOException when the peer has ended the connection */
    void write(byte[] octets) throws IOException {
        lock.lock();
        try {
            if (stopped) {
                return;
            }
            if (writer == null && outstanding + octets.length <= SURELY_FITS) {
                outstanding += octets.length;
                out.write(octets);
                return;
            }
            waiting.add(octets);
            if (writer == null) {
                writer = Thread.ofVirtual().name("parley-outbox").start(this::drain);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing that was sent is unanswered, so the system's buffer is empty. */
    void settled() {
        lock.lock();
        try {
            outstanding = 0;
        } finally {
            lock.unlock();
        }
    }

    boolean isBusy() {
        lock.lock();
        try {
            return writer != null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until what is waiting was written or the connection has ended. */
    void finish() {
        lock.lock();
        try {
            while (writer != null && !stopped) {
                drained.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes nothing more. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            waiting.clear();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void drain() {
        while (true) {
            byte[] next;
            lock.lock();
            try {
                next = waiting.poll();
                if (next == null) {
                    writer = null;
                    drained.signalAll();
                    return;
                }
                outstanding += next.length;
            } finally {
                lock.unlock();
            }
            try {
                out.write(next);
            } catch (IOException e) {
                stop();
            }
        }
    }
}
