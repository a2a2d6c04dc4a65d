package io.github.multiprocessing4j.bench.floor;

import io.github.multiprocessing4j.bench.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What shared memory gives with no library around it: two JVMs and a mapped file with 64-byte slots, of which each has
 * a word for the way there and one for the way back.
 *
 * <p>A slot's question is written by the parent, with release; the child reads it, with acquire, and writes the same
 * number as the answer. Numbers rise by one each time a slot is used. Zero means that nothing was asked yet, and -1
 * that the child may end.
 */
public final class Ring implements Side {

    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final int SLOT = 64;
    private static final int ANSWER = 8;
    private static final int SLOTS = 64;
    private static final int SPINS = 200;

    private final int calls;
    private final int inFlight;

    private Path file;
    private ByteBuffer memory;
    private Process child;
    private long round;

    private Ring(int calls, int inFlight) {
        this.calls = calls;
        this.inFlight = inFlight;
    }

    /** One call after the other, each with its answer. */
    public static Side roundTrips(int calls) {
        return new Ring(calls, 1);
    }

    /** Calls of which many are under way. */
    public static Side stream(int calls) {
        return new Ring(calls, SLOTS);
    }

    @Override
    public String name() {
        return "a bare ring";
    }

    @Override
    public void open() throws IOException {
        Path fast = Path.of("/dev/shm");
        file = Files.isWritable(fast) ? Files.createTempFile(fast, "ring", "") : Files.createTempFile("ring", "");
        Files.write(file, new byte[SLOT * SLOTS]);
        memory = map(file);
        round = 0;
        child = Jvm.start(Echo.class, file.toString(), String.valueOf(inFlight));
    }

    @Override
    public double sample() {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i += inFlight) {
            round++;
            for (int slot = 0; slot < inFlight; slot++) {
                WORD.setRelease(memory, slot * SLOT, round);
            }
            for (int slot = 0; slot < inFlight; slot++) {
                await(memory, slot * SLOT + ANSWER, round);
            }
        }
        return (double) (System.nanoTime() - start) / calls;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (child != null) {
            WORD.setRelease(memory, 0, -1L);
            child.waitFor();
        }
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    /** Waits until a word has a number, or is negative; gives what it has. */
    private static long await(ByteBuffer memory, int at, long wanted) {
        int spins = 0;
        while (true) {
            long found = (long) WORD.getAcquire(memory, at);
            if (found == wanted || found < 0) {
                return found;
            }
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, SLOT * SLOTS).order(ByteOrder.nativeOrder());
        }
    }

    /** The child: answers what it is asked. */
    static final class Echo {

        private Echo() {}

        public static void main(String[] arguments) {
            int inFlight = Integer.parseInt(arguments[1]);
            ByteBuffer memory;
            try {
                memory = map(Path.of(arguments[0]));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (long round = 1; ; round++) {
                for (int slot = 0; slot < inFlight; slot++) {
                    if (await(memory, slot * SLOT, round) < 0) {
                        return;
                    }
                    WORD.setRelease(memory, slot * SLOT + ANSWER, round);
                }
            }
        }
    }
}
