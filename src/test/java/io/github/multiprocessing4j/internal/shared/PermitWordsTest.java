package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PermitWordsTest {

    private static final int MANY = PermitWords.MOST_PURSES;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(128).order(ByteOrder.nativeOrder());
    private final PermitWords home = new PermitWords(memory, Integer.MAX_VALUE, 0);
    private final PermitWords one = new PermitWords(memory, Integer.MAX_VALUE, 1);
    private final PermitWords other = new PermitWords(memory, Integer.MAX_VALUE, MutexWord.LAST_SEAT);

    @BeforeEach
    void mark() {
        home.mark();
    }

    private long purse(int index) {
        return memory.getLong(8 + 8 * index);
    }

    /** Brings all home; gives how many are free, and then the balances of the realms. */
    private static List<Integer> recall(PermitWords home, int realms) {
        Integer[] all = new Integer[realms + 1];
        Arrays.fill(all, 0);
        for (int i = 0; i < home.purses(); i++) {
            long word = home.recall(i);
            assertThat(home.isPossible(i, word)).isTrue();
            all[0] += PermitWords.free(word);
            if (PermitWords.balance(word) != 0) {
                int seat = PermitWords.seat(word);
                all[seat == MutexWord.LAST_SEAT ? realms : seat] += PermitWords.balance(word);
            }
        }
        return List.of(all);
    }

    @Test
    void memoryOfZerosIsAtHome() {
        assertThat(one.tryTake()).isEqualTo(Attempt.AT_HOME);
        assertThat(one.takeSoon()).isFalse();
        assertThat(one.tryRelease(1)).isFalse();
        assertThat(home.tryTake()).isEqualTo(Attempt.AT_HOME);
        assertThat(home.tryRelease(1)).isFalse();
    }

    @Test
    void allThatAreLentAreTakenAndNoMore() {
        for (int permits : new int[] {1, 2, MANY - 1, MANY, MANY + 1, 100}) {
            assertThat(home.lend(permits)).isTrue();
            for (int i = 0; i < permits; i++) {
                assertThat(one.tryTake()).isEqualTo(Attempt.DONE);
            }
            assertThat(one.tryTake()).isEqualTo(Attempt.HELD);
            assertThat(one.takeSoon()).isFalse();
            assertThat(home.tryTake()).isEqualTo(Attempt.HELD);
            assertThat(recall(home, 2)).containsExactly(0, permits, 0);
        }
    }

    @Test
    void whatIsGivenBackIsAsItWas() {
        home.lend(MANY);
        for (int i = 0; i < MANY; i++) {
            assertThat((i % 2 == 0 ? one : other).tryTake()).isEqualTo(Attempt.DONE);
        }
        for (int i = 0; i < MANY; i++) {
            assertThat((i % 2 == 0 ? one : other).tryRelease(1)).isTrue();
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(purse(i)).isEqualTo(PermitWords.purse(1, 0, 0));
        }
    }

    @Test
    void onePurseIsForOneRealmAtATime() {
        PermitWords bounded = new PermitWords(memory, 1, 1);
        PermitWords alsoBounded = new PermitWords(memory, 1, 2);
        PermitWords boundedHome = new PermitWords(memory, 1, 0);
        assertThat(bounded.purses()).isEqualTo(1);
        boundedHome.lend(1);
        assertThat(bounded.tryTake()).isEqualTo(Attempt.DONE);
        assertThat(alsoBounded.tryTake()).isEqualTo(Attempt.HELD);
        assertThat(alsoBounded.tryRelease(1)).as("the home has to note that").isFalse();
        assertThat(boundedHome.tryRelease(1)).isTrue();
        assertThat(alsoBounded.tryTake()).as("the home is to note the balance").isEqualTo(Attempt.AT_HOME);
        assertThat(bounded.tryRelease(1)).as("there would be two").isFalse();
        assertThat(boundedHome.tryRelease(1)).isFalse();
        assertThat(bounded.tryTake()).isEqualTo(Attempt.DONE);
        assertThat(recall(boundedHome, 2)).containsExactly(0, 2, 0);
    }

    @Test
    void theHomeTakesAndGivesWithoutABalance() {
        home.lend(2);
        assertThat(one.tryTake()).isEqualTo(Attempt.DONE);
        assertThat(home.tryTake()).isEqualTo(Attempt.DONE);
        assertThat(home.tryTake()).isEqualTo(Attempt.HELD);
        assertThat(home.tryRelease(40)).isTrue();
        assertThat(one.tryRelease(3)).isTrue();
        assertThat(other.tryRelease(5)).isTrue();
        assertThat(recall(home, 2)).containsExactly(48, -2, -5);
    }

    @Test
    void whatDoesNotFitIsForTheHome() {
        home.lend(Integer.MAX_VALUE);
        assertThat(one.tryRelease(1)).isFalse();
        assertThat(home.tryRelease(1)).isFalse();
        for (int i = 0; i < MANY * PermitWords.MOST_BALANCE; i++) {
            assertThat(one.tryTake()).isEqualTo(Attempt.DONE);
        }
        assertThat(one.tryTake()).isEqualTo(Attempt.AT_HOME);
        int taken = MANY * PermitWords.MOST_BALANCE;
        assertThat(recall(home, 2)).containsExactly(Integer.MAX_VALUE - taken, taken, 0);
        home.lend(0);
        assertThat(one.tryRelease(PermitWords.MOST_BALANCE + 1)).isFalse();
        assertThat(one.tryRelease(PermitWords.MOST_BALANCE)).isTrue();
        assertThat(home.tryRelease(Integer.MAX_VALUE)).isFalse();
    }

    @Test
    void thereAreNeverMoreThanTheLimit() {
        for (int limit = 0; limit < 4 * MANY; limit++) {
            PermitWords bounded = new PermitWords(memory, limit, 0);
            int sum = 0;
            for (int i = 0; i < bounded.purses(); i++) {
                sum += bounded.share(i, limit);
                for (int permits = 0; permits <= limit; permits++) {
                    assertThat(bounded.share(i, permits)).isBetween(0, bounded.share(i, limit));
                }
            }
            assertThat(sum).isEqualTo(limit);
            bounded.lend(limit / 2);
            for (int free = limit / 2; free < limit; free++) {
                assertThat(bounded.tryRelease(1)).isTrue();
            }
            assertThat(bounded.tryRelease(1)).isFalse();
            assertThat(recall(bounded, 0)).containsExactly(limit);
        }
    }

    /** Realms take and give back while the home does so too, and recalls and lends again. */
    @Test
    void noneIsLostOrInventedAndBalancesAreTrue() throws Exception {
        int permits = 3;
        AtomicInteger inside = new AtomicInteger();
        home.lend(permits);
        int[] balances = new int[3];
        List<FutureTask<Object>> users = new ArrayList<>();
        for (int seat = 0; seat <= 2; seat++) {
            PermitWords words = new PermitWords(memory, Integer.MAX_VALUE, seat);
            int seed = seat;
            users.add(Shelf.begin(() -> use(words, inside, permits, seed)));
        }
        int free = permits;
        while (users.stream().anyMatch(user -> !user.isDone())) {
            free = 0;
            for (int i = 0; i < home.purses(); i++) {
                long word = home.recall(i);
                assertThat(home.isPossible(i, word)).isTrue();
                free += PermitWords.free(word);
                balances[PermitWords.seat(word)] += PermitWords.balance(word);
            }
            assertThat(home.lend(free)).isTrue();
        }
        for (FutureTask<Object> user : users) {
            Shelf.get(user);
        }
        List<Integer> rest = recall(home, 2);
        assertThat(rest.get(0)).isEqualTo(permits);
        assertThat(balances[0]).isZero();
        assertThat(balances[1] + rest.get(1)).isZero();
        assertThat(balances[2] + rest.get(2)).isZero();
    }

    private static Object use(PermitWords words, AtomicInteger inside, int permits, int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            int held = 0;
            for (int wanted = 1 + random.nextInt(2); held < wanted; ) {
                if (words.tryTake() == Attempt.DONE) {
                    held++;
                    assertThat(inside.incrementAndGet()).isLessThanOrEqualTo(permits);
                } else if (held > 0) {
                    break; // others may wait for it in vain as well
                } else {
                    Thread.yield();
                }
            }
            inside.addAndGet(-held);
            while (!words.tryRelease(held)) {
                Thread.yield(); // it is at home for a moment
            }
        }
        return null;
    }

    @Test
    void memoryThatIsNotThereIsLeftAlone() {
        home.lend(1);
        memory.putLong(0, 0);
        assertThat(one.tryTake()).isEqualTo(Attempt.AT_HOME);
        assertThat(one.tryRelease(1)).isFalse();
        assertThat(home.isPossible(0, home.recall(0))).isFalse();
        assertThat(home.lend(2)).isFalse();
        assertThat(purse(0)).isEqualTo(PermitWords.purse(1, 0, 0));
    }

    @Test
    void nothingThatOthersWriteDoesHarm() {
        Random random = new Random(1);
        PermitWords bounded = new PermitWords(memory, 9, 1);
        PermitWords boundedHome = new PermitWords(memory, 9, 0);
        for (int i = 0; i < 100_000; i++) {
            for (int purse = 0; purse < MANY; purse++) {
                memory.putLong(8 + 8 * purse, i % 2 == 0 ? random.nextLong() : 1L << random.nextInt(64));
            }
            for (PermitWords words : new PermitWords[] {bounded, boundedHome, one}) {
                assertThat(words.tryTake()).isNotNull();
                words.tryRelease(1 + random.nextInt(Integer.MAX_VALUE));
            }
            for (int purse = 0; purse < boundedHome.purses(); purse++) {
                long word = boundedHome.recall(purse);
                if (boundedHome.isPossible(purse, word)) {
                    assertThat(PermitWords.free(word)).isBetween(0, 1);
                    assertThat(PermitWords.seat(word)).isBetween(0, MutexWord.LAST_SEAT);
                }
            }
        }
    }
}
