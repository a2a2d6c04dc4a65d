package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.harness.Times;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a listener stands by, and for how long. */
@Timeout(60)
class StandByTest {

    private final StandBy standBy = new StandBy();
    private final AtomicBoolean attended = new AtomicBoolean();
    private final AtomicInteger ticks = new AtomicInteger();

    private boolean stand() {
        return standBy.stand(() -> ticks.incrementAndGet() > 0, attended::get);
    }

    private FutureTask<Boolean> standing() throws Exception {
        FutureTask<Boolean> standing = new FutureTask<>(this::stand);
        new Thread(standing, "listener-of-a-test").start();
        until(standBy::isOn);
        return standing;
    }

    private static void until(BooleanSupplier state) throws Exception {
        Times.until(state::getAsBoolean);
    }

    private static boolean outcome(FutureTask<Boolean> standing) throws Exception {
        return standing.get(Times.LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void nobodyStandsByWhoIsNotWanted() {
        assertThat(stand()).isFalse();
        assertThat(ticks).hasValue(0);
    }

    @Test
    void onlyWhoComesAndGoesAgainAndAgainIsStoodByFor() {
        for (int round = 0; round < 3; round++) {
            leaveTooSeldom();
            assertThat(standBy.left(false)).as("for longer").isFalse();
        }
        assertThat(stand()).isFalse();
        leaveTooSeldom();
        assertThat(standBy.left(true)).as("once more").isTrue();
        assertThat(stand()).isTrue();
        assertThat(stand()).as("once more").isFalse();
    }

    private void leaveTooSeldom() {
        for (int leave = 1; leave < StandBy.MANY_LEAVES; leave++) {
            assertThat(standBy.left(true)).isFalse();
        }
    }

    @Test
    void theListenerGoesOnWhenNobodyComes() {
        standBy.want();
        assertThat(stand()).isTrue();
        assertThat(standBy.isOn()).isFalse();
        assertThat(ticks).hasValue(2);
    }

    @Test
    void theListenerStandsByWhileThereIsSomebody() throws Exception {
        attended.set(true);
        standBy.want();
        FutureTask<Boolean> standing = standing();
        int before = ticks.get();
        until(() -> ticks.get() > before + 10);
        assertThat(standing.isDone()).isFalse();
        attended.set(false);
        assertThat(outcome(standing)).isTrue();
    }

    @Test
    void theListenerStandsByWhileSomebodyComesInEachTick() {
        int visits = 5;
        standBy.want();
        boolean stood = standBy.stand(
                () -> {
                    if (ticks.incrementAndGet() <= visits) {
                        standBy.come();
                    }
                    return true;
                },
                attended::get);
        assertThat(stood).isTrue();
        assertThat(ticks).as("and one more").hasValue(visits + 1);
    }

    @Test
    void whoeverSummonsTheListenerEndsIt() throws Exception {
        attended.set(true);
        standBy.want();
        FutureTask<Boolean> standing = standing();
        standBy.summon();
        assertThat(outcome(standing)).isTrue();
        standBy.want();
        assertThat(stand()).as("as long as it has not obeyed").isTrue();
        standBy.obey();
        standBy.want();
        FutureTask<Boolean> again = standing();
        int before = ticks.get();
        until(() -> ticks.get() > before + 3);
        assertThat(again.isDone()).isFalse();
        attended.set(false);
        assertThat(outcome(again)).isTrue();
    }

    @Test
    void itEndsWhenTheListenerHasSomethingElseToDo() throws Exception {
        attended.set(true);
        standBy.want();
        AtomicBoolean free = new AtomicBoolean(true);
        FutureTask<Boolean> standing = new FutureTask<>(() -> standBy.stand(free::get, attended::get));
        new Thread(standing, "listener-of-a-test").start();
        until(standBy::isOn);
        free.set(false);
        assertThat(outcome(standing)).isTrue();
    }
}
