package io.github.multiprocessing4j.bench.floor;

import io.github.multiprocessing4j.bench.Side;
import java.util.concurrent.atomic.AtomicLong;

/** Bare mechanisms inside one JVM. */
public final class Floors {

    private static final int COPIES = 8;

    private Floors() {}

    /** Copies so many bytes in memory; a unit is a copy of all of them, or {@code units} of them. */
    public static Side copying(int bytes, double copiesPerUnit) {
        byte[] from = new byte[bytes];
        byte[] to = new byte[bytes];
        return new Side() {
            @Override
            public String name() {
                return "copying memory";
            }

            @Override
            public boolean warmsUpForLong() {
                return false; // it is compiled code of the JVM's
            }

            @Override
            public double sample() {
                long start = System.nanoTime();
                for (int i = 0; i < COPIES; i++) {
                    from[i % bytes]++;
                    System.arraycopy(from, 0, to, 0, bytes);
                }
                return (System.nanoTime() - start) * copiesPerUnit / COPIES;
            }
        };
    }

    /** Compare-and-set of a word, so many times a unit. */
    public static Side compareAndSet(int count, int timesPerUnit) {
        AtomicLong word = new AtomicLong();
        return Side.timed("compare-and-set", count, nothing -> {
            for (int i = 0; i < count * timesPerUnit; i++) {
                long before = word.get();
                word.compareAndSet(before, before + 1);
            }
        });
    }
}
