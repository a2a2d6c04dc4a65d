package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Shelf.ask;
import static io.github.multiprocessing4j.internal.shared.Shelf.begin;
import static io.github.multiprocessing4j.internal.shared.Shelf.get;
import static io.github.multiprocessing4j.internal.shared.Shelf.until;
import static io.github.multiprocessing4j.internal.shared.Shelf.untilIdle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Semaphores whose permits are in memory that other realms use without asking. */
@Timeout(60)
@DisabledIfSystemProperty(named = "multiprocessing4j.sharedMemory", matches = "false")
class LentSemaphoreTest {

    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private final Realms realms = new Realms();
    private final Exchange root = realms.root;
    private final Exchange left = realms.child(root);
    private final Exchange right = realms.child(root);
    private final Object here = new Object();

    @AfterEach
    void end() throws InterruptedException {
        realms.end();
    }

    private static SharedSemaphore hand(SemaphoreCore semaphore, Exchange home, Exchange to) throws Exception {
        return Realms.hand(Kind.SEMAPHORE, semaphore, home, to);
    }

    private static ByteBuffer memory(SemaphoreCore semaphore, Exchange home, Exchange user) throws Exception {
        return new Tenancy().map(semaphore.lease(home, user.path())).order(ByteOrder.nativeOrder());
    }

    private static long purse(ByteBuffer memory, int index) {
        return memory.getLong(8 + 8 * index);
    }

    @Test
    void nobodyIsAskedWhenNobodyWaits() throws Exception {
        SemaphoreCore semaphore = new SemaphoreCore(2, 2);
        SharedSemaphore far = hand(semaphore, root, left);
        SharedSemaphore other = hand(semaphore, root, right);
        for (SharedSemaphore one : new SharedSemaphore[] {far, other}) {
            assertThat(one.tryAcquire(here)).isTrue();
            one.release(1);
        }
        realms.up(left).hold();
        realms.up(right).hold();
        for (int i = 0; i < 3; i++) {
            assertThat(far.tryAcquire(here)).isTrue();
            assertThat(other.tryAcquire(here)).isTrue();
            far.release(1);
            assertThat(semaphore.tryAcquire(here)).isTrue();
            other.release(1);
            assertThat(other.tryAcquire(here)).isTrue();
            other.release(1);
            semaphore.release(1);
        }
        realms.up(left).release();
        realms.up(right).release();
        assertThat(semaphore.permits()).isEqualTo(2);
        assertThat(far.permits()).isEqualTo(2);
    }

    @Test
    void whatOneRealmGivesAnotherGets() throws Exception {
        SemaphoreCore semaphore = new SemaphoreCore(0, UNBOUNDED);
        SharedSemaphore far = hand(semaphore, root, left);
        SharedSemaphore other = hand(semaphore, root, right);
        far.release(5);
        assertThat(other.tryAcquire(here)).isTrue();
        assertThat(semaphore.tryAcquire(here)).isTrue();
        assertThat(other.permits()).isEqualTo(3);
        other.release(1);
        other.release(1);
        for (int i = 0; i < 5; i++) {
            assertThat(far.tryAcquire(here)).isTrue();
        }
        for (SharedSemaphore one : new SharedSemaphore[] {far, other, semaphore}) {
            assertThat(one.tryAcquire(here)).isFalse();
        }
    }

    @Test
    void whoWaitsGetsTheNextOneThatAnybodyGives() throws Exception {
        SemaphoreCore semaphore = new SemaphoreCore(1, UNBOUNDED);
        SharedSemaphore far = hand(semaphore, root, left);
        SharedSemaphore other = hand(semaphore, root, right);
        ByteBuffer memory = memory(semaphore, root, left);
        SharedSemaphore[] all = {far, other, semaphore};
        for (SharedSemaphore holder : all) {
            for (SharedSemaphore giver : all) {
                for (SharedSemaphore waiting : all) {
                    assertThat(holder.tryAcquire(here)).isTrue();
                    FutureTask<Boolean> waiter = begin(() -> ask(reply -> waiting.acquire(here, reply)));
                    until(() -> purse(memory, 0) == PermitWords.AT_HOME);
                    assertThat(waiter.isDone()).isFalse();
                    giver.release(1);
                    assertThat(get(waiter)).isTrue();
                    assertThat(semaphore.permits()).isZero();
                    waiting.release(1);
                    assertThat(purse(memory, 0)).as("is lent again").isNotEqualTo(PermitWords.AT_HOME);
                }
            }
        }
    }

    @Test
    void isMovedInTheMidstOfItsUse() throws Exception {
        for (int round = 0; round < 200; round++) {
            SemaphoreCore semaphore = new SemaphoreCore(1, 1);
            SharedSemaphore far = hand(semaphore, root, left);
            int[] count = {0};
            FutureTask<Object> local = begin(() -> {
                for (int i = 0; i < 100; i++) {
                    add(semaphore, count);
                }
                return null;
            });
            for (int i = 0; i < 100; i++) {
                add(far, count);
            }
            get(local);
            assertThat(count[0]).isEqualTo(200);
            assertThat(semaphore.permits()).isEqualTo(1);
        }
    }

    private static void add(SharedSemaphore semaphore, int[] count) {
        ThreadReply<Boolean> reply = new ThreadReply<>();
        semaphore.acquire(Thread.currentThread(), reply);
        reply.awaitUninterruptibly();
        count[0]++;
        semaphore.release(1);
    }

    @Test
    void noPermitIsLostOnThoseWhoGiveUp() throws Exception {
        SemaphoreCore semaphore = new SemaphoreCore(2, 2);
        SharedSemaphore[] all = {semaphore, hand(semaphore, root, left), hand(semaphore, root, right)};
        FutureTask<?>[] users = new FutureTask<?>[all.length];
        for (int i = 0; i < all.length; i++) {
            SharedSemaphore mine = all[i];
            users[i] = begin(() -> {
                for (int taken = 0; taken < 2000; ) {
                    ThreadReply<Boolean> reply = new ThreadReply<>();
                    mine.acquire(here, reply);
                    Duration patience =
                            Duration.ofNanos(ThreadLocalRandom.current().nextInt(100_000));
                    if (reply.await(mine, Deadline.after(patience))) {
                        taken++;
                        mine.release(1);
                    }
                }
                return null;
            });
        }
        for (FutureTask<?> user : users) {
            get(user);
        }
        assertThat(semaphore.permits()).isEqualTo(2);
        untilIdle(root);
    }

    @Test
    void whatTheDeadHaveTakenIsSeenInThePurses() throws Exception {
        SemaphoreCore semaphore = new SemaphoreCore(4, UNBOUNDED);
        Exchange victim = realms.child(root);
        SharedSemaphore dying = hand(semaphore, root, victim);
        SharedSemaphore other = hand(semaphore, root, right);
        assertThat(other.tryAcquire(here)).isTrue();
        assertThat(dying.tryAcquire(here)).isTrue();
        assertThat(dying.tryAcquire(here)).isTrue();
        assertThat(semaphore.permits()).as("brings the balances home").isEqualTo(1);
        assertThat(dying.tryAcquire(here)).isTrue();
        dying.release(1);
        realms.kill(victim, true);
        assertThat(semaphore.permits()).isEqualTo(3);
        other.release(1);
        assertThat(semaphore.permits()).isEqualTo(4);
    }

    @Test
    void whatTheDeadHaveGivenStaysGiven() throws Exception {
        SemaphoreCore semaphore = new SemaphoreCore(1, UNBOUNDED);
        Exchange victim = realms.child(root);
        SharedSemaphore dying = hand(semaphore, root, victim);
        dying.release(2);
        realms.kill(victim, true);
        assertThat(semaphore.permits()).isEqualTo(3);
    }

    @Test
    void whatOneHasTakenWhoHasEndedInOrderStaysTaken() throws Exception {
        SemaphoreCore semaphore = new SemaphoreCore(2, 2);
        assertThat(hand(semaphore, root, left).tryAcquire(here)).isTrue();
        root.detach(left.path(), true);
        assertThat(semaphore.permits()).isEqualTo(1);
        SharedSemaphore other = hand(semaphore, root, right);
        other.release(1);
        assertThat(other.permits()).isEqualTo(2);
    }

    @Test
    void aBoundedOneSaysAtTheCallThatThereIsOneTooMany() throws Exception {
        SemaphoreCore semaphore = new SemaphoreCore(3, 3);
        SharedSemaphore far = hand(semaphore, root, left);
        SharedSemaphore other = hand(semaphore, root, right);
        for (SharedSemaphore taker : new SharedSemaphore[] {far, semaphore}) {
            for (SharedSemaphore giver : new SharedSemaphore[] {far, other, semaphore}) {
                assertThat(taker.tryAcquire(here)).isTrue();
                assertThatThrownBy(() -> giver.release(2))
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("2 of at most 3");
                giver.release(1);
                assertThatThrownBy(() -> taker.release(1))
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("3 of at most 3");
                assertThat(giver.permits()).isEqualTo(3);
            }
        }
        assertThat(far.tryAcquire(here) && far.tryAcquire(here) && far.tryAcquire(here))
                .isTrue();
        far.release(3);
        assertThat(semaphore.permits()).isEqualTo(3);
    }

    @Test
    void whatLivedInADeadRealmIsLostThoughItsMemoryIsThere() throws Exception {
        SharedSemaphore far = hand(new SemaphoreCore(5, 5), left, right);
        assertThat(far.tryAcquire(here)).isTrue();
        realms.kill(left);
        until(() -> isLost(far));
        assertThatThrownBy(() -> far.release(1)).isInstanceOf(Realms.Lost.class);
        assertThatThrownBy(() -> far.tryAcquire(here)).isInstanceOf(Realms.Lost.class);
    }

    private static boolean isLost(SharedSemaphore far) {
        try {
            return far.permits() < 0;
        } catch (Realms.Lost loss) {
            return true;
        }
    }

    /** A broken realm can spoil a semaphore, and nothing else; and that is over when its home has looked at it. */
    @Test
    void whatCannotBeInAPurseIsAsItWasLent() throws Exception {
        Random random = new Random(2);
        SemaphoreCore semaphore = new SemaphoreCore(20, 30);
        ByteBuffer memory = memory(semaphore, root, left);
        for (int i = 0; i < 1000; i++) {
            int nobody = 1000 + random.nextInt(1000);
            memory.putLong(
                    8 + 8 * random.nextInt(PermitWords.MOST_PURSES),
                    i % 2 == 0 ? random.nextLong() & ~1 : PermitWords.purse(1, nobody, 1));
            assertThat(semaphore.permits()).isEqualTo(20);
        }
        memory.putLong(0, 0);
        assertThat(semaphore.permits()).as("without the memory").isEqualTo(20);
        assertThat(semaphore.tryAcquire(here)).isTrue();
        SharedSemaphore far = hand(semaphore, root, right);
        assertThat(far.tryAcquire(here)).isTrue();
        far.release(2);
        assertThat(far.permits()).isEqualTo(20);
    }
}
