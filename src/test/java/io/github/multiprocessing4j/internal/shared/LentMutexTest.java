package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Shelf.ask;
import static io.github.multiprocessing4j.internal.shared.Shelf.begin;
import static io.github.multiprocessing4j.internal.shared.Shelf.get;
import static io.github.multiprocessing4j.internal.shared.Shelf.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Mutexes whose state is in memory that other realms use without asking. */
@Timeout(60)
@DisabledIfSystemProperty(named = "multiprocessing4j.sharedMemory", matches = "false")
class LentMutexTest {

    private final Realms realms = new Realms();
    private final Exchange root = realms.root;
    private final Exchange left = realms.child(root);
    private final Exchange right = realms.child(root);
    private final Object here = new Object();
    private final Object there = new Object();

    @AfterEach
    void end() throws InterruptedException {
        realms.end();
    }

    private static ByteBuffer memory(MutexCore mutex, Exchange home, Exchange user) throws Exception {
        return new Tenancy().map(mutex.lease(home, user.path())).order(ByteOrder.nativeOrder());
    }

    @Test
    void nobodyIsAskedWhenNobodyWaits() throws Exception {
        for (MutexCore lock : new MutexCore[] {new LockCore(), new RLockCore()}) {
            SharedMutex far = Realms.hand(Kind.MUTEX, lock, root, left);
            assertThat(far.holds()).isZero();
            realms.up(left).hold();
            for (int i = 0; i < 3; i++) {
                assertThat(far.tryAcquire(here)).isTrue();
                assertThat(far.wasAbandoned(here)).isFalse();
                assertThat(lock.tryAcquire(here)).isFalse();
                assertThat(lock.wasAbandoned(here)).isFalse();
                assertThat(lock.holds()).isEqualTo(1);
                far.release(here);
                assertThat(lock.tryAcquire(here)).isTrue();
                assertThat(far.tryAcquire(here)).isFalse();
                assertThat(far.holds()).isEqualTo(1);
                lock.release(here);
            }
            realms.up(left).release();
        }
    }

    @Test
    void anRLockIsTakenAgainByItsOwnerInWhateverPlaceItIs() throws Exception {
        RLockCore lock = new RLockCore();
        SharedMutex far = Realms.hand(Kind.MUTEX, lock, root, left);
        ByteBuffer memory = memory(lock, root, left);
        for (SharedMutex mutex : List.of(far, lock)) {
            SharedMutex other = mutex == far ? lock : far;
            assertThat(mutex.tryAcquire(here)).isTrue();
            FutureTask<Boolean> waiter = begin(() -> ask(reply -> other.acquire(there, reply)));
            until(() -> memory.getLong(0) == MutexWord.AT_HOME);
            assertThat(mutex.tryAcquire(here)).isTrue();
            assertThat(mutex.holds()).isEqualTo(2);
            mutex.release(here);
            assertThat(waiter.isDone()).isFalse();
            mutex.release(here);
            assertThat(get(waiter)).isTrue();
            assertThatThrownBy(() -> mutex.release(here)).isInstanceOf(IllegalMonitorStateException.class);
            assertThat(mutex.holds()).isEqualTo(1);
            assertThat(memory.getLong(0)).as("is lent again").isNotEqualTo(MutexWord.AT_HOME);
            other.release(there);
        }
    }

    @Test
    void oneThatIsHeldWhenItIsSharedStaysHeld() throws Exception {
        RLockCore lock = new RLockCore();
        lock.tryAcquire(here);
        lock.tryAcquire(here);
        SharedMutex far = Realms.hand(Kind.MUTEX, lock, root, left);
        assertThat(far.tryAcquire(here)).isFalse();
        assertThat(far.holds()).isEqualTo(2);
        lock.release(here);
        lock.release(here);
        assertThat(far.tryAcquire(here)).isTrue();
    }

    /** It moves into shared memory while its home takes and releases it. */
    @Test
    void isMovedInTheMidstOfItsUse() throws Exception {
        for (int round = 0; round < 200; round++) {
            LockCore lock = new LockCore();
            SharedMutex far = Realms.hand(Kind.MUTEX, lock, root, left);
            int[] count = {0};
            FutureTask<Object> local = begin(() -> {
                for (int i = 0; i < 100; i++) {
                    add(lock, count);
                }
                return null;
            });
            for (int i = 0; i < 100; i++) {
                add(far, count);
            }
            get(local);
            assertThat(count[0]).isEqualTo(200);
            assertThat(lock.holds()).isZero();
        }
    }

    private static void add(SharedMutex mutex, int[] count) {
        ThreadReply<Boolean> reply = new ThreadReply<>();
        mutex.acquire(Thread.currentThread(), reply);
        reply.awaitUninterruptibly();
        count[0]++;
        mutex.release(Thread.currentThread());
    }

    @Test
    void theDeathOfAHolderIsSeenInTheWord() throws Exception {
        for (MutexCore lock : new MutexCore[] {new LockCore(), new RLockCore()}) {
            Exchange victim = realms.child(root);
            SharedMutex dying = Realms.hand(Kind.MUTEX, lock, root, victim);
            SharedMutex other = Realms.hand(Kind.MUTEX, lock, root, right);
            assertThat(dying.tryAcquire(here)).isTrue();
            assertThat(other.tryAcquire(here)).isFalse();
            realms.kill(victim, true);
            assertThat(other.tryAcquire(here)).isTrue();
            assertThat(other.wasAbandoned(here)).isTrue();
            assertThat(other.wasAbandoned(there)).isFalse();
            other.release(here);
            assertThat(lock.tryAcquire(here)).isTrue();
            assertThat(lock.wasAbandoned(here)).isFalse();
            lock.release(here);
        }
    }

    @Test
    void aLockOfOneWhoHasEndedInOrderStaysHeldUntilSomebodyReleasesIt() throws Exception {
        LockCore lock = new LockCore();
        RLockCore owned = new RLockCore();
        assertThat(Realms.hand(Kind.MUTEX, lock, root, left).tryAcquire(here)).isTrue();
        assertThat(Realms.hand(Kind.MUTEX, owned, root, left).tryAcquire(here)).isTrue();
        root.detach(left.path(), true);
        assertThat(lock.tryAcquire(there)).isFalse();
        assertThat(owned.tryAcquire(there)).isTrue();
        assertThat(owned.wasAbandoned(there)).isTrue();
        SharedMutex other = Realms.hand(Kind.MUTEX, lock, root, right);
        other.release(here);
        assertThat(other.tryAcquire(here)).isTrue();
        assertThat(other.wasAbandoned(here)).isFalse();
    }

    @Test
    void whatLivedInADeadRealmIsLostThoughItsMemoryIsThere() throws Exception {
        SharedMutex far = Realms.hand(Kind.MUTEX, new LockCore(), left, right);
        assertThat(far.tryAcquire(here)).isTrue();
        realms.kill(left);
        until(() -> isLost(far));
        assertThatThrownBy(() -> far.release(here)).isInstanceOf(Realms.Lost.class);
        assertThatThrownBy(far::holds).isInstanceOf(Realms.Lost.class);
    }

    private static boolean isLost(SharedMutex far) {
        try {
            return far.holds() < 0;
        } catch (Realms.Lost loss) {
            return true;
        }
    }

    /** Those whose death is known for certain, and who do not depend on those below them. */
    @Test
    void isSharedWithChildrenBrothersAndUnclesAlone() {
        assertThat(Grounds.isShared("r", "r/1")).isTrue();
        assertThat(Grounds.isShared("r/1", "r/2")).isTrue();
        assertThat(Grounds.isShared("r/1/1", "r/2")).isTrue();
        assertThat(Grounds.isShared("r", "r/1/1")).isFalse();
        assertThat(Grounds.isShared("r/2", "r/1/1")).isFalse();
        assertThat(Grounds.isShared("r/1", "r")).isFalse();
        assertThat(Grounds.isShared("r/1/1", "r/1")).isFalse();
        assertThat(Grounds.isShared("r/1", "r/1")).isFalse();
    }

    /** A broken realm can spoil a mutex, and nothing else; and that is over when its home has looked at it. */
    @Test
    void whatCannotBeInAWordIsAbandoned() throws Exception {
        Random random = new Random(2);
        for (MutexCore lock : new MutexCore[] {new LockCore(), new RLockCore()}) {
            ByteBuffer memory = memory(lock, root, left);
            for (int i = 0; i < 1000; i++) {
                long nobody = MutexWord.held(1000 + random.nextInt(1000), random.nextInt(9), 1);
                memory.putLong(0, i % 2 == 0 ? random.nextLong() & ~1 : nobody);
                assertThat(get(begin(() -> ask((Reply<Boolean> reply) -> lock.acquire(here, reply)))))
                        .isTrue();
                assertThat(lock.wasAbandoned(here)).isTrue();
                lock.release(here);
                assertThat(lock.holds()).isZero();
            }
        }
    }
}
