package io.github.multiprocessing4j.bench.growth;

import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.bench.Curve;
import io.github.multiprocessing4j.bench.Graph;
import io.github.multiprocessing4j.bench.Python;
import io.github.multiprocessing4j.bench.Scale;
import java.io.IOException;
import java.util.List;

/** What a byte costs that is sent to another process, over the size of the message. */
public final class MessageCurve {

    /** Many small messages make a sample: so many bytes, but not more than so many messages. */
    private static final long BYTES = 1L << 26;

    private static final int MOST_MESSAGES = 2_000;

    /** What is read may have half of a heap. */
    private static final long HEAP = 5L << 30;

    private MessageCurve() {}

    public static Curve curve(Scale scale) {
        return new Curve(
                "G4",
                "pipe, 1 byte to 1 GiB to a child, and a number back",
                "bytes in a message",
                "ns",
                "byte",
                scale.points(1, 1 << 5, 1 << 10, 1 << 15, 1 << 20, 1 << 25, 1 << 30),
                List.of(new Sent()),
                List.of(new Copied(), Graph.of(Python.doing("message_sizes", MOST_MESSAGES))),
                1.5);
    }

    private static long messages(long size) {
        return Math.max(1, Math.min(MOST_MESSAGES, BYTES / size));
    }

    /** What has to be done at least: the bytes get to memory of their own. */
    private static final class Copied implements Graph {

        /** Seen by everybody, so that no copy is left out. */
        private volatile byte[] copy;

        @Override
        public String name() {
            return "a copy in the heap";
        }

        @Override
        public double at(long size) {
            byte[] message = new byte[(int) size];
            long count = messages(size);
            long start = System.nanoTime();
            for (long i = 0; i < count; i++) {
                copy = message.clone();
            }
            double taken = System.nanoTime() - start;
            copy = null;
            return taken / (count * size);
        }
    }

    private static final class Sent implements Graph {

        private Pipe<Object> pipe;
        private Process child;

        @Override
        public String name() {
            return StartMethod.SPAWN.name();
        }

        @Override
        public void open() {
            Context mp = Multiprocessing.context(StartMethod.SPAWN);
            pipe = mp.pipe();
            Connection<Object> other = pipe.right();
            child = Process.create(o -> o.startMethod(StartMethod.SPAWN)
                    .target(Sent::measure, other)
                    .jvm(j -> j.maxHeap(HEAP)));
            child.start();
        }

        @Override
        public double at(long size) throws IOException, InterruptedException {
            byte[] message = new byte[(int) size];
            long count = messages(size);
            long start = System.nanoTime();
            for (long i = 0; i < count; i++) {
                pipe.left().send(message);
                pipe.left().recv();
            }
            return (double) (System.nanoTime() - start) / (count * size);
        }

        @Override
        public void close() throws IOException, InterruptedException {
            if (child != null) {
                pipe.left().send(null);
                child.join();
            }
        }

        private static void measure(Connection<Object> end) throws IOException, InterruptedException {
            for (Object message = end.recv(); message != null; message = end.recv()) {
                end.send(((byte[]) message).length);
            }
        }
    }
}
