package io.github.multiprocessing4j.bench.floor;

import io.github.multiprocessing4j.bench.Side;
import java.io.IOException;
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
 * number as the answer. Numbers rise by one each time a slot is used. Zero means that nothing was asked yet.
 *
 * <p>Between the samples the child sleeps, so that the others have the processors to themselves: it is sent to sleep by
 * -1 as the first slot's question, and woken by a byte of its standard input, at whose end it ends.
 */
public final class Ring implements Side {

    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final int SLOT = 64;
    private static final int ANSWER = 8;
    private static final int SLOTS = 64;
    private static final int SPINS = 200;
    private static final long SLEEP = -1;

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
        WORD.setRelease(memory, 0, SLEEP);
        child = Jvm.start(Echo.class, file.toString(), String.valueOf(inFlight));
    }

    @Override
    public double sample() throws IOException {
        WORD.setRelease(memory, ANSWER, 0);
        WORD.setRelease(memory, 0, round);
        child.getOutputStream().write(0);
        child.getOutputStream().flush();
        call(); // so the child is awake
        long start = System.nanoTime();
        for (int i = 0; i < calls; i += inFlight) {
            call();
        }
        double cost = (double) (System.nanoTime() - start) / calls;
        WORD.setRelease(memory, 0, SLEEP);
        await(memory, ANSWER, SLEEP); // or else it could miss that, and leave what wakes it unread
        return cost;
    }

    private void call() {
        round++;
        for (int slot = 0; slot < inFlight; slot++) {
            WORD.setRelease(memory, slot * SLOT, round);
        }
        for (int slot = 0; slot < inFlight; slot++) {
            await(memory, slot * SLOT + ANSWER, round);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (child != null) {
            child.getOutputStream().close();
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

        public static void main(String[] arguments) throws IOException {
            int inFlight = Integer.parseInt(arguments[1]);
            ByteBuffer memory = map(Path.of(arguments[0]));
            long round = 1;
            while (System.in.read() >= 0) {
                while (await(memory, 0, round) == round) {
                    answer(memory, 0, round);
                    for (int slot = 1; slot < inFlight; slot++) {
                        await(memory, slot * SLOT, round);
                        answer(memory, slot, round);
                    }
                    round++;
                }
                answer(memory, 0, SLEEP);
            }
        }

        private static void answer(ByteBuffer memory, int slot, long round) {
            WORD.setRelease(memory, slot * SLOT + ANSWER, round);
        }
    }
}
