package io.github.multiprocessing4j.internal.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a ring lies in memory that two processes have mapped: bytes that one of them writes, and the other reads, in
 * order.
 *
 * <pre>
 *     0  long   how many bytes were written, ever      set by the writer
 *     8  int    whether more is about to be written    set by the writer
 *   128  long   how many bytes were read, ever         set by the reader
 *   256  int    whether the reader sleeps              set by the reader; taken back by it, or by who wakes it
 *   384  int    whether the writer waits for room      set by the writer; taken back by it, or by who wakes it
 *   512  bytes  the place of byte n is n modulo the capacity, which is a power of two
 * </pre>
 *
 * <p>What is set by different sides lies in different lines of the processors' caches, two of them apart, because they
 * are fetched in pairs.
 */
/*
 * Memory ordering. The bytes are plain. Whoever sets a count does so by a volatile write, after it has written (or
 * read) the bytes that it counts; whoever reads the count by a volatile read may then read (or write over) these bytes.
 *
 * That one sleeps and the other does not know it is kept from happening by the order of volatile accesses, which is
 * total: the sleeper sets its word and then looks at the count once more; the other sets the count and then looks at
 * the word. One of them sees what the other has set. The words are taken back by compare-and-set, so that each sleep is
 * ended by one call and no more.
 *
 * Nothing that the other side sets is relied upon: a count out of the possible range is a broken ring. A side keeps its
 * own count to itself, and only publishes it.
 */
final class Ring {

    static final int HEADER = 512;

    private static final int WRITTEN = 0;
    private static final int MORE = 8;
    private static final int READ = 128;
    private static final int ASLEEP = 256;
    private static final int WAITING = 384;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final ByteBuffer memory;
    private final int capacity;

    /**
     * A ring in memory that is all zeros, or in use by the other side already.
     *
     * @param memory direct; a power of two of bytes and a header
     */
    Ring(ByteBuffer memory) {
        this.memory = memory;
        this.capacity = memory.capacity() - HEADER;
        if (!memory.isDirect() || capacity <= 0 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("no ring fits " + memory);
        }
    }

    int capacity() {
        return capacity;
    }

    // Counts

    long written() {
        return (long) LONG.getVolatile(memory, WRITTEN);
    }

    void publishWritten(long count) {
        LONG.setVolatile(memory, WRITTEN, count);
    }

    boolean isMore() {
        return (int) INT.getVolatile(memory, MORE) != 0;
    }

    void setMore(boolean more) {
        INT.setVolatile(memory, MORE, more ? 1 : 0);
    }

    long read() {
        return (long) LONG.getVolatile(memory, READ);
    }

    void publishRead(long count) {
        LONG.setVolatile(memory, READ, count);
    }

    // Those who wait

    void setAsleep(boolean asleep) {
        INT.setVolatile(memory, ASLEEP, asleep ? 1 : 0);
    }

    /** Whether the caller is to wake the reader. */
    boolean takeAsleep() {
        return take(ASLEEP);
    }

    void setWaiting(boolean waiting) {
        INT.setVolatile(memory, WAITING, waiting ? 1 : 0);
    }

    /** Whether the caller is to wake the writer. */
    boolean takeWaiting() {
        return take(WAITING);
    }

    private boolean take(int word) {
        return (int) INT.getVolatile(memory, word) == 1 && INT.compareAndSet(memory, word, 1, 0);
    }

    // Bytes

    void put(long at, byte[] from, int offset, int length) {
        int start = place(at);
        int first = Math.min(length, capacity - start);
        memory.put(HEADER + start, from, offset, first);
        memory.put(HEADER, from, offset + first, length - first);
    }

    void get(long at, byte[] into, int offset, int length) {
        int start = place(at);
        int first = Math.min(length, capacity - start);
        memory.get(HEADER + start, into, offset, first);
        memory.get(HEADER, into, offset + first, length - first);
    }

    private int place(long at) {
        return (int) (at & capacity - 1);
    }
}
