package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Mutex;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import io.github.multiprocessing4j.bench.floor.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** R: how long it takes until a fault is over for everybody else; in milliseconds. */
public final class Faults implements Measurement {

    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Override
    public List<Line> lines(Scale scale) {
        int queued = scale.count(100_000);
        int flood = scale.bytes(50 << 20);
        return List.of(
                line(
                        "R1",
                        "from SIGKILL of the only worker to the result of a task on its successor",
                        300,
                        Faults::replace),
                line(
                        "R6",
                        "from the end of the time of a task that ignores all to the end of its process",
                        4000,
                        Faults::kill),
                line("R8", "from SIGKILL of the holder of a lock to the next one's having it", 1000, Faults::abandon),
                line("R13", "from SIGKILL of a program to the end of its 4 workers", 100, Faults::orphan),
                line("R18", "terminate with " + queued + " tasks that wait", 5000, () -> terminate(queued)),
                line("R20", "a task that writes " + flood + " bytes to standard output", 20_000, () -> flood(flood)));
    }

    private interface Sample {
        double millis() throws Exception;
    }

    private static Line line(String id, String what, double goal, Sample sample) {
        Side side = new Side() {
            @Override
            public String name() {
                return Spawn.NAME;
            }

            @Override
            public double sample() throws Exception {
                return sample.millis();
            }
        };
        return Line.of(id, what, side).against(Goal.millisAtMost(goal));
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static ProcessHandle worker(Pool pool) throws InterruptedException {
        return ProcessHandle.of(pool.<Long>apply(() -> ProcessHandle.current().pid()))
                .orElseThrow();
    }

    private static double replace() throws InterruptedException {
        try (Pool pool = Spawn.MP.pool(1)) {
            ProcessHandle worker = worker(pool);
            long start = System.nanoTime();
            worker.destroyForcibly();
            while (worker(pool).pid() == worker.pid()) {
                Thread.onSpinWait();
            }
            return since(start);
        }
    }

    private static double kill() throws Exception {
        try (Pool pool = Spawn.MP.pool(1)) {
            ProcessHandle worker = worker(pool);
            long start = System.nanoTime() + LIMIT.toNanos();
            AsyncResult<Void> result = pool.applyAsync(Faults::ignoreEverything, o -> o.timeout(LIMIT));
            worker.onExit().get();
            double millis = since(start);
            result.await();
            return millis;
        }
    }

    private static Void ignoreEverything() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static double abandon() throws Exception {
        Mutex lock = Spawn.MP.lock();
        Event held = Spawn.MP.event();
        var holder = Spawn.MP.process(() -> {
            lock.acquire();
            held.set();
            Thread.sleep(MINUTE.toMillis());
        });
        holder.start();
        held.await();
        long start = System.nanoTime();
        holder.kill();
        lock.acquire();
        double millis = since(start);
        lock.release();
        holder.join();
        return millis;
    }

    private static double orphan() throws Exception {
        Process parent = Jvm.start(Parent.class);
        List<ProcessHandle> workers = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && workers.size() < 4; line = lines.readLine()) {
                Optional<ProcessHandle> worker = ProcessHandle.of(Long.parseLong(line));
                worker.ifPresent(workers::add);
                if (workers.size() == 4) {
                    break;
                }
            }
        }
        long start = System.nanoTime();
        parent.destroyForcibly();
        for (ProcessHandle worker : workers) {
            while (lives(worker)) {
                Thread.onSpinWait();
            }
        }
        return since(start);
    }

    /** What has ended and was not reaped by whoever inherits it is over, though the system still knows its number. */
    private static boolean lives(ProcessHandle process) {
        Path state = Path.of("/proc", String.valueOf(process.pid()), "stat");
        try {
            return Files.exists(state) ? !Files.readString(state).contains(") Z ") : process.isAlive();
        } catch (IOException gone) {
            return false;
        }
    }

    /** A program with four workers, each of which has something to do. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws InterruptedException {
            Queue<Long> pids = Spawn.MP.queue();
            Pool pool = Spawn.MP.pool(4);
            for (int i = 0; i < 4; i++) {
                pool.applyAsync(Parent::work, pids);
            }
            for (int i = 0; i < 4; i++) {
                System.out.println(pids.get());
            }
            Thread.sleep(MINUTE.toMillis());
        }

        private static Void work(Queue<Long> pids) throws InterruptedException {
            pids.put(ProcessHandle.current().pid());
            Thread.sleep(MINUTE.toMillis());
            return null;
        }
    }

    private static double terminate(int queued) throws InterruptedException {
        Pool pool = Spawn.MP.pool(2);
        for (int i = 0; i < queued; i++) {
            pool.applyAsync(() -> 0);
        }
        long start = System.nanoTime();
        pool.terminate();
        pool.join();
        return since(start);
    }

    private static double flood(int bytes) throws Exception {
        Path file = Files.createTempFile("flood", ".txt");
        try (Pool pool = Spawn.MP.pool(o -> o.workers(1).jvm(j -> j.outputTo(file)))) {
            pool.apply(() -> 0);
            long start = System.nanoTime();
            pool.apply(() -> write(bytes));
            return since(start);
        } finally {
            Files.delete(file);
        }
    }

    private static int write(int bytes) {
        byte[] line =
                "0123456789012345678901234567890123456789012345678901234567890\n".getBytes(StandardCharsets.US_ASCII);
        for (int written = 0; written < bytes; written += line.length) {
            System.out.write(line, 0, line.length);
        }
        return bytes;
    }
}
