package io.github.multiprocessing4j.bench.floor;

import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * M1: what the system takes for memory that a process has not had before. Objects of many bytes are made in such memory
 * while a heap grows, on either side; so it says why the rows of large objects have ranges as wide as they are.
 */
public final class FreshMemory implements Measurement {

    private static final int MIB = 1 << 20;

    @Override
    public List<Line> lines(Scale scale) {
        int bytes = scale.bytes(64 * MIB);
        int units = Math.max(1, bytes / MIB);
        byte[] had = new byte[bytes];
        Side again = Side.timed("memory that it has", units, nothing -> Arrays.fill(had, (byte) 0));
        return List.of(Line.of("M1", "64 MiB of zeros in memory that is new to the process, per MiB", new Fresh(bytes))
                .against(Goal.none(), again));
    }

    /** Outside the heap, where it is given back. */
    private record Fresh(int bytes) implements Side {

        @Override
        public String name() {
            return "fresh memory";
        }

        @Override
        public boolean warmsUpForLong() {
            return false;
        }

        @Override
        public double sample() {
            long start = System.nanoTime();
            ByteBuffer.allocateDirect(bytes); // which writes zeros there
            double taken = System.nanoTime() - start;
            System.gc(); // gives it back
            return taken / Math.max(1, bytes / MIB);
        }
    }
}
