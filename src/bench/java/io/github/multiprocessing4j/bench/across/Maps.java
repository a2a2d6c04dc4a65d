package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Python;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import io.github.multiprocessing4j.bench.floor.Ring;
import java.util.List;

/** S3, S4 and S7: the same little function over many numbers. */
public final class Maps implements Measurement {

    @Override
    public List<Line> lines(Scale scale) {
        int many = scale.count(1_000_000);
        int some = scale.count(20_000);
        int few = scale.count(2_000);
        List<Integer> million = Spawn.numbers(many);
        List<Integer> thousands = Spawn.numbers(some);
        Side chunks = Side.timed(Spawn.NAME, many, Spawn.pool(), pool -> pool.map(x -> x * x, million));
        Side single = Side.timed(
                Spawn.NAME, some, Spawn.pool(), pool -> pool.map(x -> x * x, thousands, o -> o.chunkSize(1)));
        Side lazy = Side.timed(Spawn.NAME, some, Spawn.pool(), pool -> {
            try (ResultIterator<Integer> results = pool.imap(x -> x * x, thousands)) {
                results.forEachRemaining(result -> {});
            }
        });
        return List.of(
                Line.of("S3", "map, 1 000 000 ints, default chunks", chunks)
                        .against(Goal.rateAtLeast(5), Python.doing("map", many, 0)),
                Line.of("S4", "map, 20 000 ints, chunk size 1", single)
                        .against(Goal.rateAtLeast(25), Python.doing("map", some, 1))
                        .against(Goal.rateAtLeast(20), Pp4j.invokeAll(few))
                        .over(Ring.stream(some)),
                Line.of("S7", "imap, 20 000 ints, chunk size 1", lazy)
                        .against(Goal.rateAtLeast(20), Python.doing("imap", some))
                        .over(Ring.stream(some)));
    }
}
