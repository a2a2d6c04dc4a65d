package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.SharedMemory;
import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Python;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import io.github.multiprocessing4j.bench.floor.Floors;
import java.io.IOException;
import java.util.List;

/** S17: bytes that go to a child by a block of shared memory: two copies of them, by the JVM or by the C library. */
public final class Blocks implements Measurement {

    private static final int MIB = 1 << 20;
    private static final int COPIES = 2;

    @Override
    public List<Line> lines(Scale scale) {
        int bytes = scale.bytes(64 * MIB);
        int units = Math.max(1, bytes / MIB);
        Side ours = Side.timed(Spawn.NAME, units, () -> new Reader(bytes), Reader::handOver);
        return List.of(Line.of("S17", "shared memory, 64 MiB written here and read in a child, per MiB", ours)
                .against(Goal.none(), Python.doing("shared_memory", bytes))
                .over(Floors.copying(bytes, (double) COPIES / units)));
    }

    /** A child that copies a block whenever it is told to, and says when it has. */
    private static final class Reader implements AutoCloseable {

        private final byte[] bytes;
        private final SharedMemory memory;
        private final Pipe<Boolean> pipe = Spawn.MP.pipe();
        private final Process child;

        Reader(int size) throws IOException {
            bytes = new byte[size];
            memory = SharedMemory.create(size);
            child = Spawn.MP.process(Reader::copy, memory, pipe.right());
            child.start();
        }

        void handOver() throws IOException, InterruptedException {
            memory.buf().put(bytes);
            pipe.left().send(true);
            pipe.left().recv();
        }

        @Override
        public void close() throws IOException, InterruptedException {
            pipe.left().send(false);
            child.join();
            memory.close();
            memory.unlink();
        }

        private static void copy(SharedMemory memory, Connection<Boolean> end)
                throws IOException, InterruptedException {
            byte[] into = new byte[(int) memory.size()];
            while (end.recv()) {
                memory.buf().get(into);
                end.send(true);
            }
        }
    }
}
