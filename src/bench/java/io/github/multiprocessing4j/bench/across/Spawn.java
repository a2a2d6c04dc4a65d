package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.StartMethod;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** What all measurements across processes begin with. */
final class Spawn {

    /** The words, for child JVMs. */
    static final Context MP = Multiprocessing.context(StartMethod.SPAWN);

    /** What our side is called. */
    static final String NAME = "SPAWN";

    static final int WORKERS = 2;

    private Spawn() {}

    /** A pool of as many workers as CPython's side has. */
    static Callable<Pool> pool() {
        return () -> MP.pool(WORKERS);
    }

    static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
