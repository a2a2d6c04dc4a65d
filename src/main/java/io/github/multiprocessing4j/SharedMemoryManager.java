package io.github.multiprocessing4j;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes blocks of shared memory, and removes all of them at its end: nobody has to see to their {@code unlink()}, and a
 * block that a worker makes by it outlives the worker.
 *
 * <p>On {@link StartMethod#SPAWN} the blocks belong to a JVM of their own, as the objects of a {@link Manager} do; on
 * {@link StartMethod#THREAD}, to this one. Whichever it is, they are gone when the manager is shut down, and when its
 * maker ends; then nobody can attach to them, and whoever has attached keeps the memory until he closes it.
 *
 * <p>What it gives are objects of one's own, to be closed. It may travel to other processes, and makes blocks for them,
 * too; but it is started and shut down where it was made. Safe for use by any number of threads.
 *
 * <pre>{@code
 * try (SharedMemoryManager manager = Multiprocessing.sharedMemoryManager(); Pool pool = new Pool(4)) {
 *     SharedMemory made = pool.apply(() -> {
 *         SharedMemory memory = manager.sharedMemory(1 << 20);
 *         memory.buf().putInt(0, 42);
 *         return memory;
 *     });
 *     System.out.println(made.buf().getInt(0)); // 42
 * }
 * }</pre>
 */
public final class SharedMemoryManager implements AutoCloseable, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Manager manager; // null in copies
    private transient volatile MemoryWords words; // null before the start

    SharedMemoryManager(ManagerOptions options, Supplier<StartMethod> byDefault) {
        this.manager = new Manager(options.register(MemoryWords.class, MemoryKeeper::new), byDefault);
    }

    private SharedMemoryManager(MemoryWords words) {
        this.manager = null;
        this.words = words;
    }

    /**
     * Makes a manager. It is of no use before {@link #start()}.
     *
     * @param options fills in the options, which are those of managers
     * @return the manager
     * @throws NullPointerException if {@code options} is {@code null}
     * @throws IllegalArgumentException if an option has a value that it cannot have
     * @throws IllegalStateException if an option is set twice
     */
    public static SharedMemoryManager create(Consumer<? super ManagerOptions> options) {
        return new SharedMemoryManager(Setting.configure(new ManagerOptions(), options), Processes.here()::startMethod);
    }

    /**
     * Starts the manager, and waits until it is there.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; the manager has ended then
     * @throws IllegalStateException if it was started or shut down before, or was made elsewhere
     * @throws EncodingException if a registered factory cannot travel to a process of its own
     * @throws UncheckedIOException if its process cannot be started
     */
    public void start() throws InterruptedException {
        Manager mine = mine();
        mine.start();
        boolean started = false;
        try {
            words = mine.create(MemoryWords.class);
            started = true;
        } finally {
            if (!started) {
                mine.close();
            }
        }
    }

    /**
     * Makes a block of zeros with a fresh name. (Python: {@code SharedMemory(size)}.)
     *
     * @param size how many bytes it has, at least 1
     * @return a way into it, for the caller to close
     * @throws IllegalArgumentException if {@code size} is less than 1
     * @throws IllegalStateException if the manager is not running
     * @throws IOException if there is no room for it
     * @throws SharedObjectLostException if the manager has ended elsewhere, or its process has died
     */
    public SharedMemory sharedMemory(long size) throws IOException {
        return SharedMemory.attach(running().make(size));
    }

    /**
     * Makes a list in a block with a fresh name. (Python: {@code ShareableList(sequence)}.)
     *
     * @param items the items at first, see {@link ShareableList}
     * @return the list, for the caller to close
     * @throws IllegalArgumentException if an item is of a class that lists have not, or all together need more than
     *     {@link Integer#MAX_VALUE} bytes
     * @throws IllegalStateException if the manager is not running
     * @throws IOException if there is no room for it
     * @throws NullPointerException if {@code items} is {@code null}
     * @throws SharedObjectLostException if the manager has ended elsewhere, or its process has died
     */
    public ShareableList shareableList(Object... items) throws IOException {
        return ShareableList.make(Arrays.asList(Objects.requireNonNull(items, "items")), this::sharedMemory);
    }

    private MemoryWords running() {
        if (manager != null) {
            manager.running();
        }
        MemoryWords found = words;
        if (found == null) {
            throw new IllegalStateException(this + " is being started");
        }
        return found;
    }

    private Manager mine() {
        if (manager == null) {
            throw new IllegalStateException(this + " was made by another process, which starts it and shuts it down");
        }
        return manager;
    }

    /**
     * Ends the manager: removes all blocks that were made by it, and waits until its process is gone. A further call
     * waits for the first one.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; the process is killed then
     * @throws IllegalStateException if the manager is being started, or was made elsewhere
     */
    public void shutdown() throws InterruptedException {
        Manager mine = mine();
        try {
            if (words != null) {
                words.end();
            }
        } catch (SharedObjectLostException ended) {
            // The blocks have gone with the process.
        }
        mine.shutdown();
    }

    /**
     * Shuts the manager down. An interrupt while it waits kills its process, and stays pending. In another process than
     * that which has made the manager it does nothing.
     *
     * @throws IllegalStateException if the manager is being started
     */
    @Override
    public void close() {
        if (manager == null) {
            return;
        }
        try {
            shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "SharedMemoryManager[" + (manager == null ? words : manager) + "]";
    }

    private Object writeReplace() {
        return new Written(words == null ? running() : words);
    }

    /** What is written of a manager. */
    private record Written(MemoryWords words) implements Serializable {

        private Object readResolve() {
            return new SharedMemoryManager(words);
        }
    }
}
