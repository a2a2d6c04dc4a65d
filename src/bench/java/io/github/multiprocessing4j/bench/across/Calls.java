package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Python;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import io.github.multiprocessing4j.bench.floor.Ring;
import java.util.ArrayList;
import java.util.List;

/** S5 and S6: single calls, of a lambda that captures a number. */
public final class Calls implements Measurement {

    @Override
    public List<Line> lines(Scale scale) {
        int one = scale.count(2_000);
        int many = scale.count(20_000);
        Side waiting = Side.timed(Spawn.NAME, one, Spawn.pool(), pool -> oneAtATime(pool, one));
        Side ahead = Side.timed(Spawn.NAME, many, Spawn.pool(), pool -> allAtOnce(pool, many));
        return List.of(
                Line.of("S5", "apply, one at a time", waiting)
                        .against(Goal.timeAtMost(1.0 / 50), Python.doing("apply", one))
                        .against(Goal.rateAtLeast(20), Pp4j.oneAtATime(one))
                        .over(Ring.roundTrips(one)),
                Line.of("S6", "applyAsync x 20 000, then get all", ahead)
                        .against(Goal.rateAtLeast(15), Python.doing("apply_async", many))
                        .against(Goal.rateAtLeast(20), Pp4j.submit(one))
                        .over(Ring.stream(many)));
    }

    private static void oneAtATime(Pool pool, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            int n = i;
            pool.apply(() -> n + 1);
        }
    }

    private static void allAtOnce(Pool pool, int count) throws InterruptedException {
        List<AsyncResult<Integer>> results = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int n = i;
            results.add(pool.applyAsync(() -> n + 1));
        }
        for (AsyncResult<Integer> result : results) {
            result.get();
        }
    }
}
