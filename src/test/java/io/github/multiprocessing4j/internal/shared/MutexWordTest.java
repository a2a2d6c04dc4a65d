package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MutexWordTest {

    private final ByteBuffer memory = ByteBuffer.allocateDirect(128).order(ByteOrder.nativeOrder());
    private final MutexWord home = new MutexWord(memory, false, 0);
    private final MutexWord one = new MutexWord(memory, false, 1);
    private final MutexWord other = new MutexWord(memory, false, 2);
    private final MutexWord reentrantOne = new MutexWord(memory, true, 1);
    private final MutexWord reentrantOther = new MutexWord(memory, true, 2);

    @BeforeEach
    void mark() {
        home.mark();
    }

    @Test
    void memoryOfZerosIsAtHome() {
        assertThat(one.isAtHome()).isTrue();
        assertThat(one.tryTake(7)).isEqualTo(Attempt.AT_HOME);
        assertThat(one.takeSoon(7)).isFalse();
        assertThat(one.tryRelease(7)).isFalse();
        assertThat(one.holds()).isEqualTo(-1);
    }

    @Test
    void oneHoldsItAndAnybodyReleasesIt() {
        home.lend(MutexWord.free());
        assertThat(one.holds()).isZero();
        assertThat(one.tryRelease(7)).as("the home says why not").isFalse();
        assertThat(one.tryTake(7)).isEqualTo(Attempt.DONE);
        assertThat(one.tryTake(7)).isEqualTo(Attempt.HELD);
        assertThat(other.tryTake(7)).isEqualTo(Attempt.HELD);
        assertThat(other.takeSoon(7)).isFalse();
        assertThat(other.holds()).isEqualTo(1);
        assertThat(other.tryRelease(7)).isTrue();
        assertThat(other.takeSoon(7)).isTrue();
    }

    @Test
    void aReentrantOneCountsAndKnowsThreadsApart() {
        home.lend(MutexWord.free());
        for (int i = 1; i <= MutexWord.MOST_HOLDS; i++) {
            assertThat(reentrantOne.tryTake(7)).isEqualTo(Attempt.DONE);
            assertThat(reentrantOne.holds()).isEqualTo(i);
        }
        assertThat(reentrantOne.tryTake(7)).as("more than fit").isEqualTo(Attempt.AT_HOME);
        assertThat(reentrantOne.tryTake(8)).isEqualTo(Attempt.HELD);
        assertThat(reentrantOther.tryTake(7)).isEqualTo(Attempt.HELD);
        assertThat(reentrantOne.tryRelease(8)).isFalse();
        assertThat(reentrantOther.tryRelease(7)).isFalse();
        for (long left = MutexWord.MOST_HOLDS - 1; left >= 0; left--) {
            assertThat(reentrantOne.tryRelease(7)).isTrue();
            assertThat(reentrantOne.holds()).isEqualTo(left);
        }
        assertThat(reentrantOther.tryTake(7)).isEqualTo(Attempt.DONE);
    }

    @Test
    void theHomeTakesItBackWithItsOwner() {
        long thread = MutexWord.LAST_THREAD;
        MutexWord last = new MutexWord(memory, true, MutexWord.LAST_SEAT);
        home.lend(MutexWord.free());
        last.tryTake(thread);
        last.tryTake(thread);
        long word = home.recall();
        assertThat(last.tryRelease(thread)).isFalse();
        assertThat(last.tryTake(thread)).isEqualTo(Attempt.AT_HOME);
        assertThat(MutexWord.isHeld(word)).isTrue();
        assertThat(MutexWord.seat(word)).isEqualTo(MutexWord.LAST_SEAT);
        assertThat(MutexWord.thread(word)).isEqualTo(thread);
        assertThat(MutexWord.holds(word)).isEqualTo(2);
        home.lend(MutexWord.held(MutexWord.LAST_SEAT, thread, 2));
        assertThat(memory.getLong(0)).isEqualTo(word);
        assertThat(last.tryRelease(thread)).isTrue();
        assertThat(MutexWord.isHeld(MutexWord.free())).isFalse();
        assertThat(MutexWord.isHeld(MutexWord.AT_HOME)).isFalse();
    }

    @Test
    void aThreadWhoseNumberDoesNotFitAsksTheHome() {
        home.lend(MutexWord.free());
        long tooLarge = MutexWord.LAST_THREAD + 1;
        assertThat(one.tryTake(tooLarge)).isEqualTo(Attempt.AT_HOME);
        assertThat(one.tryRelease(tooLarge)).isFalse();
    }

    /** Two realms count under it while its home takes it back and lends it again, whoever holds it. */
    @Test
    void whoeverTakesItIsAlone() throws Exception {
        home.lend(MutexWord.free());
        int[] count = {0};
        int times = 100_000;
        FutureTask<Object> counting = Shelf.begin(() -> count(reentrantOne, count, times));
        FutureTask<Object> alsoCounting = Shelf.begin(() -> count(reentrantOther, count, times));
        while (!counting.isDone() || !alsoCounting.isDone()) {
            long word = home.recall();
            assertThat(home.lend(word)).isTrue();
        }
        Shelf.get(counting);
        Shelf.get(alsoCounting);
        assertThat(count[0]).isEqualTo(2 * times);
        assertThat(home.holds()).isZero();
    }

    private static Object count(MutexWord word, int[] count, int times) {
        for (int i = 0; i < times; i++) {
            while (word.tryTake(7) != Attempt.DONE) {
                Thread.onSpinWait();
            }
            count[0]++;
            while (!word.tryRelease(7)) {
                Thread.onSpinWait(); // it is at home for a moment
            }
        }
        return null;
    }

    @Test
    void memoryThatIsNotThereIsLeftAlone() {
        home.lend(MutexWord.free());
        memory.putLong(8, 0);
        assertThat(one.tryTake(7)).isEqualTo(Attempt.AT_HOME);
        assertThat(one.tryRelease(7)).isFalse();
        assertThat(MutexWord.isHeld(home.recall())).isFalse();
        assertThat(home.lend(MutexWord.free())).isFalse();
        assertThat(memory.getLong(0)).isEqualTo(MutexWord.free());
    }

    @Test
    void nothingThatOthersWriteDoesHarm() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            memory.putLong(0, i % 2 == 0 ? random.nextLong() : 1L << i % 64);
            long thread = random.nextInt(9);
            assertThat(reentrantOne.tryTake(thread)).isNotNull();
            reentrantOne.tryRelease(thread);
            one.tryTake(thread);
            one.tryRelease(thread);
            assertThat(one.holds()).isBetween(-1L, MutexWord.MOST_HOLDS);
            long word = home.recall();
            assertThat(MutexWord.seat(word)).isBetween(0, MutexWord.LAST_SEAT);
        }
    }
}
