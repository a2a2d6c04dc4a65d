package io.github.multiprocessing4j.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final class Numbered extends Job {

        private final int by;
        private final int number;

        Numbered(int by, int number) {
            super(null);
            this.by = by;
            this.number = number;
        }

        @Override
        public Work work() {
            return null;
        }

        @Override
        protected void over(Outcome outcome) {
            // It has nothing to drop.
        }
    }

    private final Backlog backlog = new Backlog();

    private static List<Numbered> jobs(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> new Numbered(0, i)).toList();
    }

    private List<Integer> drained() {
        List<Integer> numbers = new ArrayList<>();
        for (Job job = backlog.poll(); job != null; job = backlog.poll()) {
            numbers.add(((Numbered) job).number);
        }
        return numbers;
    }

    @Test
    void givesJobsInTheOrderInWhichTheyWereAdded() {
        jobs(0, 3).forEach(backlog::add);
        backlog.addAll(jobs(3, 7));
        backlog.addAll(List.of());
        backlog.addAll(jobs(7, 8));
        jobs(8, 10).forEach(backlog::add);

        assertThat(drained()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(backlog.isEmpty()).isTrue();

        jobs(0, 2).forEach(backlog::add);

        assertThat(drained()).containsExactly(0, 1);
    }

    @Test
    void givesJobsThatAreTriedAgainBeforeAllOthers() {
        jobs(1, 3).forEach(backlog::add);
        Job failed = new Numbered(0, 0);
        backlog.addAgain(failed);

        assertThat(backlog.peek()).isSameAs(failed);
        assertThat(drained()).containsExactly(0, 1, 2);
    }

    @Test
    void leavesWhereItIsWhatItShows() {
        assertThat(backlog.peek()).isNull();

        backlog.addAll(jobs(0, 2));

        assertThat(((Numbered) backlog.peek()).number).isZero();
        assertThat(backlog.isEmpty()).isFalse();
        assertThat(drained()).containsExactly(0, 1);
    }

    @Test
    void clearsAwayJobsThatAreOverWhileNobodyTakesAny() {
        for (int i = 0; i < 1_000; i++) {
            Job job = new Numbered(0, i);
            backlog.add(job);
            job.conclude(Outcome.Stopped.unstarted(Outcome.Reason.CANCELLED));
        }

        // What is left is what was added since the last clearing, and the head.
        assertThat(drained()).hasSizeLessThan(100);
    }

    @Test
    void losesNothingAndChangesNoOrderWhenManyAddAndTake() throws Exception {
        int adders = 2;
        int each = 50_000;
        List<FutureTask<List<Numbered>>> takers = new ArrayList<>();
        List<FutureTask<Void>> others = new ArrayList<>();
        for (int i = 0; i < adders; i++) {
            int by = i;
            others.add(started(() -> {
                for (int n = 0; n < each; n++) {
                    backlog.add(new Numbered(by, n));
                }
                return null;
            }));
            takers.add(started(() -> {
                List<Numbered> taken = new ArrayList<>();
                for (Numbered job = null; job == null || job.by >= 0; job = (Numbered) backlog.poll()) {
                    if (job == null) {
                        Thread.onSpinWait();
                    } else {
                        taken.add(job);
                    }
                }
                return taken;
            }));
        }
        for (FutureTask<Void> other : others) {
            other.get();
        }
        takers.forEach(taker -> backlog.add(new Numbered(-1, 0)));

        int sum = 0;
        for (FutureTask<List<Numbered>> taker : takers) {
            List<Numbered> taken = taker.get();
            sum += taken.size();
            for (int by = 0; by < adders; by++) {
                int of = by;
                assertThat(taken.stream()
                                .filter(job -> job.by == of)
                                .map(job -> job.number)
                                .toList())
                        .isSorted()
                        .doesNotHaveDuplicates();
            }
        }
        assertThat(sum).isEqualTo(adders * each);
    }

    private static <T> FutureTask<T> started(Callable<T> part) {
        FutureTask<T> task = new FutureTask<>(part);
        Thread thread = new Thread(task, "mp-backlog-test");
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
