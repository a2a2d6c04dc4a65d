package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Python;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import io.github.multiprocessing4j.bench.floor.Floors;
import io.github.multiprocessing4j.bench.floor.Ring;
import java.io.IOException;
import java.util.List;

/** S10: a message to a child, and back. */
public final class Pipes implements Measurement {

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    @Override
    public List<Line> lines(Scale scale) {
        int small = scale.count(5_000);
        int large = scale.count(100);
        int mebi = scale.bytes(MIB);
        return List.of(
                line("int", small, 0, 1.0 / 20).over(Ring.roundTrips(small)),
                line("1 KiB", small, KIB, 1.0 / 15).over(Ring.roundTrips(small)),
                line("1 MiB", large, mebi, 1.0 / 3).over(Floors.copying(mebi, 2)));
    }

    /** Messages of so many bytes; of none: numbers. */
    private static Line line(String what, int trips, int bytes, double goal) {
        Object message = bytes == 0 ? (Object) 1 : new byte[bytes];
        Side ours = Side.timed(Spawn.NAME, trips, Echo::new, echo -> echo.trips(message, trips));
        return Line.of("S10", "pipe, round trip: " + what, ours)
                .against(Goal.timeAtMost(goal), Python.doing("pipe", trips, bytes));
    }

    /** A child that sends back what it gets, until that is {@code null}. */
    private static final class Echo implements AutoCloseable {

        private final Pipe<Object> pipe = Spawn.MP.pipe();
        private final Process child = Spawn.MP.process(Echo::echo, pipe.right());

        Echo() {
            child.start();
        }

        void trips(Object message, int count) throws IOException, InterruptedException {
            for (int i = 0; i < count; i++) {
                pipe.left().send(message);
                pipe.left().recv();
            }
        }

        @Override
        public void close() throws IOException, InterruptedException {
            pipe.left().send(null);
            child.join();
        }

        private static void echo(Connection<Object> end) throws IOException, InterruptedException {
            for (Object message = end.recv(); message != null; message = end.recv()) {
                end.send(message);
            }
        }
    }
}
