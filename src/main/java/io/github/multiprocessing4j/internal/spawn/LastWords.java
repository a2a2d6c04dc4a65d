package io.github.multiprocessing4j.internal.spawn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads what a worker writes to a standard stream, from its first byte to its last, passes it on, and keeps the end of
 * it.
 *
 * <p>It is read whatever becomes of it, so that a worker never waits for somebody to read.
 */
final class LastWords {

    private static final int KEPT = 4096;
    private static final int BUFFER = 1 << 14;

    /** Takes what was read. */
    interface Sink {

        void take(byte[] bytes, int length) throws IOException;

        /** Nothing more will come. */
        default void end() throws IOException {}
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ending = lock.newCondition();

    /** A ring: the next byte goes to index {@code total % KEPT}. Guarded by the lock, as what follows. */
    private final byte[] ring = new byte[KEPT];

    private long total;
    private boolean ended;

    /** Starts to read, on a thread of its own. */
    void start(InputStream in, Sink sink, String threadName) {
        Thread reader = new Thread(null, () -> read(in, sink), threadName, 0, false);
        reader.setDaemon(true);
        reader.setContextClassLoader(null);
        reader.start();
    }

    private void read(InputStream in, Sink sink) {
        byte[] buffer = new byte[BUFFER];
        boolean open = true;
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                keep(buffer, count);
                open = open && pass(sink, buffer, count);
            }
            sink.end();
        } catch (IOException gone) {
            // the worker is
        } finally {
            lock.lock();
            try {
                ended = true;
                ending.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private static boolean pass(Sink sink, byte[] bytes, int count) {
        try {
            sink.take(bytes, count);
            return true;
        } catch (IOException | RuntimeException | Error refused) {
            return false; // it is read all the same
        }
    }

    private void keep(byte[] bytes, int count) {
        lock.lock();
        try {
            for (int i = Math.max(0, count - KEPT); i < count; i++) {
                ring[(int) ((total + i) % KEPT)] = bytes[i];
            }
            total += count;
        } finally {
            lock.unlock();
        }
    }

    /** What came last, after waiting for so many nanoseconds at most for the end. */
    String text(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!ended && left > 0) {
                left = ending.awaitNanos(left);
            }
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            for (long i = Math.max(0, total - KEPT); i < total; i++) {
                kept.write(ring[(int) (i % KEPT)]);
            }
            return kept.toString(Charset.defaultCharset()).strip();
        } finally {
            lock.unlock();
        }
    }

    /** How long one waits for the rest of the words of a worker that has ended. */
    static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);
}
