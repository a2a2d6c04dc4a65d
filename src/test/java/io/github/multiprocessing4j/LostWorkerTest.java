package io.github.multiprocessing4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.internal.engine.Crew;
import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.WorkerExit;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a pool makes of workers that die: by the contract of engines, whatever engine it is. */
class LostWorkerTest {

    private static final WorkerId WORKER = new WorkerId("frail-worker-1", 4711);
    private static final WorkerExit KILLED = new WorkerExit(-9, "out of memory");

    /** Runs jobs at once, on the caller's thread; the worker dies on some of them. */
    private static final class FrailCrew implements Crew, Seat {

        private final AtomicInteger jobs = new AtomicInteger();
        private final int deaths;

        FrailCrew(int deaths) {
            this.deaths = deaths;
        }

        @Override
        public void prepare(Job job) {}

        @Override
        public void submit(Job job) {
            job.claim();
            job.conclude(outcome(job));
        }

        @Override
        public void submitAgain(Job job) {
            submit(job);
        }

        private Outcome outcome(Job job) {
            if (jobs.incrementAndGet() <= deaths) {
                return new Outcome.Lost(WORKER, KILLED, Duration.ofMillis(70));
            }
            try {
                return new Outcome.Value(job.work().run(this), WORKER);
            } catch (Throwable error) {
                return new Outcome.Raised(error, WORKER);
            }
        }

        @Override
        public WorkerId id() {
            return WORKER;
        }

        @Override
        public boolean isStopped() {
            return false;
        }

        @Override
        public void stop(Job job, Outcome.Reason reason) {
            job.conclude(Outcome.Stopped.unstarted(reason));
        }

        @Override
        public boolean isWorkerHere() {
            return false;
        }

        @Override
        public boolean runHere(Job job) {
            return false;
        }

        @Override
        public void shutdown() {}

        @Override
        public void terminate() {}

        @Override
        public boolean awaitEnd(long nanos) {
            return true;
        }
    }

    private final AtomicInteger runs = new AtomicInteger();

    private PoolLife poolThatLoses(int jobs) {
        return new PoolLife("frail", new FrailCrew(jobs), 1);
    }

    private AsyncResult<List<Integer>> map(PoolLife life, MapOptions options) {
        life.enter();
        Fn<Integer, Integer> countedSquare = x -> {
            runs.incrementAndGet();
            return x * x;
        };
        return Gather.start(
                life,
                countedSquare,
                Items.of(List.of(1, 2, 3, 4), life.size(), options),
                options,
                Completion.Callbacks.none());
    }

    @Test
    void aTaskWhoseWorkerDiesFailsWithAllThatIsKnownOfTheDeath() {
        AsyncResult<List<Integer>> result = map(poolThatLoses(1), new MapOptions().chunkSize(1));
        assertThatThrownBy(result::get)
                .isInstanceOfSatisfying(WorkerLostException.class, lost -> {
                    assertThat(lost.worker()).isEqualTo("frail-worker-1");
                    assertThat(lost.pid()).isEqualTo(4711);
                    assertThat(lost.exitCode()).isEqualTo(-9);
                    assertThat(lost.lastWords()).isEqualTo("out of memory");
                })
                .hasMessageContainingAll("frail", "task 0", "4711", "-9", "70 ms", "out of memory");
    }

    @Test
    void aDeathCostsOnlyTheTasksOfItsChunkAndNothingIsRunTwice() {
        AsyncResult<List<Integer>> result = map(poolThatLoses(1), new MapOptions().chunkSize(2));
        assertThatThrownBy(result::get).isInstanceOf(WorkerLostException.class);
        assertThat(runs).hasValue(2);
    }

    @Test
    void retriesMakeUpForDeaths() throws InterruptedException {
        MapOptions options = new MapOptions().chunkSize(2).retries(2);
        assertThat(map(poolThatLoses(2), options).get()).containsExactly(1, 4, 9, 16);
        assertThat(runs).hasValue(4);
    }

    @Test
    void retriesAreNotEndless() {
        AsyncResult<List<Integer>> result =
                map(poolThatLoses(3), new MapOptions().chunkSize(4).retries(2));
        assertThatThrownBy(result::get).isInstanceOf(WorkerLostException.class);
        assertThat(runs).hasValue(0);
    }
}
