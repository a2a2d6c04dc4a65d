package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Python;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import io.github.multiprocessing4j.bench.floor.Floors;
import java.util.Collections;
import java.util.List;

/** S8 and S15: large arguments, and a large object that a function captures. */
public final class BigData implements Measurement {

    private static final int ITEMS = 16;
    private static final int MIB = 1 << 20;

    @Override
    public List<Line> lines(Scale scale) {
        int bytes = scale.bytes(8 * MIB);
        List<byte[]> arrays = Collections.nCopies(ITEMS, new byte[bytes]);
        int units = Math.max(1, ITEMS * (bytes / MIB));
        Side arguments = Side.timed(Spawn.NAME, units, Spawn.pool(), pool -> pool.map(array -> array.length, arrays));

        int captured = scale.bytes(64 * MIB);
        double[] numbers = new double[captured / Double.BYTES];
        List<Integer> indices = Spawn.numbers(ITEMS);
        Side capture = Side.timed(
                Spawn.NAME, 1, Spawn.pool(), pool -> pool.map(i -> numbers[i], indices, o -> o.chunkSize(1)));
        return List.of(
                Line.of("S8", "map of 16 byte arrays of 8 MiB to their length, per MiB", arguments)
                        .against(Goal.rateAtLeast(3), Python.doing("map_bytes", ITEMS, bytes))
                        .over(Floors.copying(bytes, (double) ITEMS / units)),
                Line.of("S15", "map of 16 tiny tasks that capture a double[] of 64 MiB, chunk size 1", capture)
                        .against(Goal.timeAtMost(1.0 / 30), Python.doing("map_capture", ITEMS, numbers.length))
                        .over(Floors.copying(captured, Spawn.WORKERS)));
    }
}
