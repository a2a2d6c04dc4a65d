package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.memory.Block;
import io.github.multiprocessing4j.internal.memory.Blocks;
import io.github.multiprocessing4j.internal.memory.Segment;
import io.github.multiprocessing4j.internal.shared.Realm;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A block of memory that processes share: what one writes into its buffer, all others read in theirs, with nothing in
 * between. It has a name, by which any program of the same user on this machine can attach to it.
 *
 * <p>This object is one way in. {@link #close} ends this one, and leaves the block and the objects of others alone;
 * {@link #unlink} removes the block: nobody can attach to it any more, and its memory goes back to the system when
 * nobody has it mapped. Whoever makes a block should see to both; whoever attaches, to {@code close()} alone.
 *
 * <p>A block goes with the process that has made it, whether that ends by itself or is asked to by a signal. If it is
 * killed, or halted, then the block is removed by the parent that has started it, or else by the next program of the
 * user that makes a block or starts child JVMs. Processes that have only attached to it leave it alone. (In Python a
 * block that a child has made lives until its program ends. Here a child should not end before others have attached to
 * what it has made, or make it by a {@link SharedMemoryManager}: memory to which somebody is attached stays.)
 *
 * <p>It may travel anywhere, as an argument, as a result, through a queue, or in any other stream of objects: what is
 * written is its name, and who reads it attaches to the block, with an object of his own to close. (On
 * {@link StartMethod#THREAD} arguments are not written: there it is the same object that all close.)
 *
 * <p><b>Order.</b> The buffer is plain memory, and nothing is done in one step but what the machine does so by itself:
 * to change what others change, hold a {@link Lock} of theirs. What one process wrote before it released a lock, set an
 * {@link Event}, put or sent something, or ended, is seen by another after it has acquired that lock, found the event
 * set, got what was sent, or joined it. A thread that just looks at the memory may see writes of others late, in
 * another order, and numbers of more than a byte in halves.
 *
 * <p><b>After close</b> {@link #buf} fails, and buffers that were got before do no harm: they stay mapped for as long
 * as they are reachable. So the memory of a block that is closed and unlinked is free only when the garbage collector
 * has found the buffers. It is made to look for them if there is no room for a new block; but who makes many large
 * blocks had better use one of them again.
 *
 * <p><b>Where it lies.</b> On Linux a block is the file of its name in {@code /dev/shm}, readable for its user alone:
 * what {@code multiprocessing.shared_memory.SharedMemory(name)} of CPython opens, and so the two can share blocks.
 * (CPython before 3.13 removes blocks that it has attached to when it ends; from 3.13 on, say {@code track=False}.)
 * Where there is no {@code /dev/shm}, it is a file in the directory for temporary files, which has to be the same for
 * those who share it. On Windows a file that somebody has mapped cannot be removed: {@code unlink()} fails then, and
 * the block goes when a program makes one after all have ended.
 *
 * <p>Safe for use by any number of threads; position and limit of a buffer belong to whoever got it.
 *
 * <pre>{@code
 * try (SharedMemory memory = SharedMemory.create(1 << 20)) {
 *     Process child = Multiprocessing.process(m -> m.buf().putInt(0, 42), memory);
 *     child.start();
 *     child.join();
 *     System.out.println(memory.buf().getInt(0)); // 42
 *     memory.unlink();
 * }
 * }</pre>
 *
 * @see Context#sharedMemory(long)
 */
public final class SharedMemory implements AutoCloseable, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient String name;
    private final transient String identity;
    private final transient long size;
    private transient volatile Segment segment; // null when closed, so that the memory can be given up

    /**
     * Makes a block, or attaches to one: Python's form of {@link #create(String, long)}, {@link #create(long)} and
     * {@link #attach}.
     *
     * @param name of the block; {@code null} for a fresh one, if it is made
     * @param create whether it is made
     * @param size how many bytes it has, if it is made; else it does not matter, but is not negative
     * @throws IllegalArgumentException if the name is not as {@link #create(String, long)} takes it, if it is missing
     *     and the block is not made, or the size is negative, or 0 and the block is made
     * @throws IllegalStateException if the block is to be made, and this JVM is ending
     * @throws IOException as those say that it is short for
     */
    public SharedMemory(String name, boolean create, long size) throws IOException {
        this(create ? made(name, size) : attached(name, size));
    }

    private SharedMemory(Block block) {
        this.name = block.name();
        this.identity = block.identity();
        this.size = block.segment().size();
        this.segment = block.segment();
    }

    private static Blocks blocks() {
        return Realm.here().resident(Blocks.class, Blocks::new);
    }

    private static Block made(String name, long size) throws IOException {
        if (size <= 0) {
            throw new IllegalArgumentException("size: " + size);
        }
        return name == null ? blocks().create(size) : blocks().create(name, size);
    }

    private static Block attached(String name, long size) throws IOException {
        if (name == null || size < 0) {
            throw new IllegalArgumentException(name == null ? "attach to a block without a name" : "size: " + size);
        }
        return blocks().attach(name);
    }

    /**
     * Makes a block of zeros with a fresh name, which nobody can guess.
     *
     * @param size how many bytes it has, at least 1
     * @return the way into it
     * @throws IllegalArgumentException if {@code size} is less than 1
     * @throws IllegalStateException if this JVM is ending
     * @throws IOException if there is no room for it
     */
    public static SharedMemory create(long size) throws IOException {
        return new SharedMemory(made(null, size));
    }

    /**
     * Makes a block of zeros. Of several who want the same name at once, one gets it.
     *
     * @param name its name: 1 to 200 bytes in UTF-8, none of them a slash, a backslash or zero, and not {@code .} or
     *     {@code ..}; nor what the system has against names of files
     * @param size how many bytes it has, at least 1
     * @return the way into it
     * @throws IllegalArgumentException if the name is no such name, or {@code size} is less than 1
     * @throws IllegalStateException if this JVM is ending
     * @throws java.nio.file.FileAlreadyExistsException if there is a block of that name, which is left as it is
     * @throws IOException if there is no room for it; then nothing is left of it
     * @throws NullPointerException if {@code name} is {@code null}
     */
    public static SharedMemory create(String name, long size) throws IOException {
        return new SharedMemory(made(Objects.requireNonNull(name, "name"), size));
    }

    /**
     * Attaches to a block that is there.
     *
     * @param name its name
     * @return a way into it
     * @throws IllegalArgumentException if the name is not as {@link #create(String, long)} takes it
     * @throws java.nio.file.NoSuchFileException if there is no block of that name
     * @throws IOException if what has that name is no block, or of another user, or if others may read or write it
     * @throws NullPointerException if {@code name} is {@code null}
     */
    public static SharedMemory attach(String name) throws IOException {
        return new SharedMemory(attached(Objects.requireNonNull(name, "name"), 0));
    }

    /**
     * The name of the block. It can be asked for after close, too.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * How many bytes the block has. It can be asked for after close, too.
     *
     * @return at least 1
     */
    public long size() {
        return size;
    }

    /**
     * The memory of the block.
     *
     * @return a new buffer over all of it, at position 0, big-endian as every new buffer; others, such as NumPy, mostly
     *     expect {@code order(ByteOrder.nativeOrder())}
     * @throws IllegalStateException if this object is closed
     * @throws UnsupportedOperationException if it has more than {@link Integer#MAX_VALUE} bytes, which no buffer can
     *     have: see {@link #buf(long, int)}
     */
    public ByteBuffer buf() {
        Segment open = open();
        if (!open.isOnePiece()) {
            throw new UnsupportedOperationException(this + ": buf(offset, length) gives parts of it");
        }
        return open.buffer(0, (int) open.size());
    }

    /**
     * A part of the memory of the block.
     *
     * @param offset where in the block it begins
     * @param length how many bytes it has; at most 2<sup>30</sup>, if the block has more than {@link Integer#MAX_VALUE}
     * @return a new buffer over that part, at position 0, big-endian
     * @throws IllegalArgumentException if {@code length} is more than can be had at once
     * @throws IllegalStateException if this object is closed
     * @throws IndexOutOfBoundsException if the part is not wholly inside the block
     */
    public ByteBuffer buf(long offset, int length) {
        return open().buffer(offset, length);
    }

    void requireOpen() {
        open();
    }

    private Segment open() {
        Segment open = segment;
        if (open == null) {
            throw new IllegalStateException(this + " is closed");
        }
        return open;
    }

    /** Ends this object. The block stays, and so do other objects for it. Closing it again does nothing. */
    @Override
    public void close() {
        if (segment != null) {
            segment = null;
            blocks().release(name);
        }
    }

    /**
     * Removes the block: from now on nobody can attach to it, and its name is free. Whoever has attached to it keeps
     * the memory. This object may be closed, and need not be.
     *
     * @throws java.nio.file.NoSuchFileException if it was removed before, by whomever
     * @throws IOException if it cannot be removed
     */
    public void unlink() throws IOException {
        blocks().unlink(name, identity);
    }

    @Override
    public String toString() {
        return "SharedMemory[" + name + ", " + size + " bytes]";
    }

    private Object writeReplace() {
        return new Written(name);
    }

    /** What is written of a block. */
    private static final class Written implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String name;
        private transient SharedMemory read;

        Written(String name) {
            this.name = name;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            read = attach(name);
        }

        private Object readResolve() {
            return read;
        }
    }
}
