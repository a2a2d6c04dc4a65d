package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Shelf.ask;
import static io.github.multiprocessing4j.internal.shared.Shelf.begin;
import static io.github.multiprocessing4j.internal.shared.Shelf.get;
import static io.github.multiprocessing4j.internal.shared.Shelf.until;
import static io.github.multiprocessing4j.internal.shared.Shelf.untilIdle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Locks, semaphores, conditions, barriers and events of other realms. */
class FarTurnTest {

    private final Realms realms = new Realms();
    private final Exchange root = realms.root;
    private final Exchange left = realms.child(root);
    private final Exchange right = realms.child(root);
    private final Exchange below = realms.child(left);
    private final Object here = new Object();
    private final Object there = new Object();

    @AfterEach
    void end() throws InterruptedException {
        realms.end();
    }

    private static Duration aMoment() {
        return Duration.ofMillis(20);
    }

    @Test
    void aLockIsOneLockForAll() throws Exception {
        for (SharedMutex lock : new SharedMutex[] {new LockCore(), new RLockCore()}) {
            SharedMutex child = Realms.hand(Kind.MUTEX, lock, root, left);
            SharedMutex grandchild = Realms.hand(Kind.MUTEX, lock, root, below);
            assertThat(child.tryAcquire(here)).isTrue();
            assertThat(lock.tryAcquire(here)).isFalse();
            assertThat(grandchild.tryAcquire(here)).isFalse();
            assertThat(lock.holds()).isEqualTo(1);
            FutureTask<Boolean> waiter = begin(() -> ask(reply -> grandchild.acquire(here, reply)));
            until(() -> realms.isAsked(root, 1));
            child.release(here);
            assertThat(get(waiter)).isTrue();
            assertThat(child.holds()).isEqualTo(1);
            grandchild.release(here);
            assertThat(lock.tryAcquire(here)).isTrue();
            assertThat(lock.wasAbandoned(here)).isFalse();
        }
    }

    @Test
    void aLockOfASiblingsChildWorksEverywhere() throws Exception {
        SharedMutex lock = new LockCore();
        SharedMutex sibling = Realms.hand(Kind.MUTEX, lock, below, right);
        assertThat(sibling.tryAcquire(here)).isTrue();
        assertThat(lock.tryAcquire(here)).isFalse();
        sibling.release(here);
        assertThat(lock.tryAcquire(here)).isTrue();
    }

    @Test
    void anRLockKnowsThreadsOfAllRealmsApart() throws Exception {
        SharedMutex lock = new RLockCore();
        SharedMutex child = Realms.hand(Kind.MUTEX, lock, root, left);
        SharedMutex other = Realms.hand(Kind.MUTEX, lock, root, right);
        assertThat(child.tryAcquire(here)).isTrue();
        assertThat(child.tryAcquire(here)).isTrue();
        assertThat(child.tryAcquire(there)).isFalse();
        assertThat(other.tryAcquire(here)).isFalse();
        assertThatThrownBy(() -> other.release(here))
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("which somebody else holds");
        assertThatThrownBy(() -> child.release(there)).isInstanceOf(IllegalMonitorStateException.class);
        child.release(here);
        assertThat(lock.holds()).isEqualTo(1);
        child.release(here);
        SharedMutex simple = Realms.hand(Kind.MUTEX, new LockCore(), root, left);
        assertThatThrownBy(() -> simple.release(here)).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoGivesUpFromAfarLosesHisPlaceAndNothingElse() throws Exception {
        SharedMutex lock = new LockCore();
        SharedMutex child = Realms.hand(Kind.MUTEX, lock, root, below);
        lock.tryAcquire(here);
        FutureTask<Boolean> waiter = begin(() -> {
            ThreadReply<Boolean> reply = new ThreadReply<>();
            child.acquire(here, reply);
            return reply.await(child, Deadline.after(aMoment()));
        });
        assertThat(get(waiter)).isFalse();
        untilIdle(root);
        lock.release(here);
        assertThat(lock.holds()).isZero();
        assertThat(below.questions().size()).isZero();
    }

    @Test
    void aLockOfADeadHolderGoesToTheNextWhoCanAsk() throws Exception {
        for (SharedMutex lock : new SharedMutex[] {new LockCore(), new RLockCore()}) {
            Exchange victim = realms.child(left);
            SharedMutex dying = Realms.hand(Kind.MUTEX, lock, root, victim);
            SharedMutex other = Realms.hand(Kind.MUTEX, lock, root, right);
            assertThat(dying.tryAcquire(here)).isTrue();
            dying.tryAcquire(here);
            FutureTask<Boolean> alsoDying = begin(() -> ask(reply -> dying.acquire(there, reply)));
            until(() -> realms.isAsked(root, 1));
            FutureTask<Boolean> next = begin(() -> ask(reply -> other.acquire(here, reply)));
            until(() -> realms.isAsked(root, 2));
            realms.kill(victim);
            assertThat(get(next)).isTrue();
            assertThat(other.wasAbandoned(here)).isTrue();
            assertThat(other.wasAbandoned(there)).isFalse();
            assertThat(lock.wasAbandoned(here)).isFalse();
            other.release(here);
            assertThat(lock.tryAcquire(here)).isTrue();
            assertThat(lock.wasAbandoned(here)).isFalse();
            assertThat(root.visits().size()).isZero();
            victim.detach(left.path(), false); // what the dead one waits for
            assertThatThrownBy(() -> get(alsoDying)).isInstanceOf(Realms.Lost.class);
        }
    }

    @Test
    void aLockThatNobodyWantedIsAbandonedToTheNextWhoTakesIt() throws Exception {
        SharedMutex lock = new LockCore();
        SharedMutex dying = Realms.hand(Kind.MUTEX, lock, root, below);
        dying.tryAcquire(here);
        realms.kill(below);
        until(() -> lock.tryAcquire(here));
        assertThat(lock.wasAbandoned(here)).isTrue();
        lock.release(here);
        lock.tryAcquire(here);
        assertThat(lock.wasAbandoned(here)).isFalse();
    }

    @Test
    void aSemaphoreGetsBackWhatADeadRealmHadTakenOnBalance() throws Exception {
        SharedSemaphore semaphore = new SemaphoreCore(5, Integer.MAX_VALUE);
        SharedSemaphore child = Realms.hand(Kind.SEMAPHORE, semaphore, root, left);
        SharedSemaphore other = Realms.hand(Kind.SEMAPHORE, semaphore, root, right);
        for (int i = 0; i < 3; i++) {
            assertThat(child.tryAcquire(here)).isTrue();
        }
        assertThat(other.tryAcquire(here)).isTrue();
        child.release(1);
        assertThat(semaphore.permits()).isEqualTo(2);
        assertThat(child.permits()).isEqualTo(2);
        realms.kill(left);
        until(() -> semaphore.permits() == 4);
        other.release(2);
        realms.kill(right);
        until(() -> root.questions().size() == 0);
        assertThat(semaphore.permits()).isEqualTo(6);
    }

    @Test
    void aBoundedSemaphoreStaysBounded() throws Exception {
        SharedSemaphore semaphore = new SemaphoreCore(1, 1);
        SharedSemaphore child = Realms.hand(Kind.SEMAPHORE, semaphore, root, left);
        assertThatThrownBy(() -> child.release(1))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("released too many times");
        child.tryAcquire(here);
        semaphore.release(1);
        realms.kill(left);
        assertThat(semaphore.permits()).isEqualTo(1);
    }

    @Test
    void aDeadRealmWaitsForNoPermit() throws Exception {
        SharedSemaphore semaphore = new SemaphoreCore(0, 9);
        SharedSemaphore child = Realms.hand(Kind.SEMAPHORE, semaphore, root, left);
        assertThat(child.tryAcquire(here)).isFalse(); // it knows the memory: what is asked next is to acquire
        FutureTask<Boolean> dying = begin(() -> ask(reply -> child.acquire(here, reply)));
        until(() -> realms.isAsked(root, 1));
        realms.kill(left);
        assertThat(root.visits().size()).isZero();
        semaphore.release(1);
        assertThat(semaphore.permits()).isEqualTo(1);
        left.detach(root.path(), false);
        assertThatThrownBy(() -> get(dying)).isInstanceOf(Realms.Lost.class);
    }

    @Test
    void anEventIsSeenByAll() throws Exception {
        SharedEvent event = new EventCore();
        SharedEvent child = Realms.hand(Kind.EVENT, event, root, below);
        assertThat(child.isSet()).isFalse();
        FutureTask<Boolean> waiter = begin(() -> ask(child::await));
        until(() -> realms.isAsked(root, 1));
        event.set();
        assertThat(get(waiter)).isTrue();
        assertThat(child.isSet()).isTrue();
        child.clear();
        assertThat(event.isSet()).isFalse();
        child.set();
        assertThat(event.isSet()).isTrue();
    }

    @Test
    void aConditionIsOneForAllAndHandsItsLockRound() throws Exception {
        SharedMutex lock = new RLockCore();
        SharedCondition condition = lock.newCondition();
        SharedMutex farLock = Realms.hand(Kind.MUTEX, lock, root, left);
        SharedCondition far = Realms.hand(Kind.CONDITION, condition, root, left);
        assertThatThrownBy(() -> far.signal(here, 1)).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> ask((Reply<Boolean> reply) -> far.await(here, reply)))
                .isInstanceOf(IllegalMonitorStateException.class);
        farLock.tryAcquire(here);
        farLock.tryAcquire(here);
        FutureTask<Boolean> waiter = begin(() -> ask(reply -> far.await(here, reply)));
        until(() -> lock.tryAcquire(there));
        condition.signal(there, 1);
        assertThat(waiter.isDone()).isFalse();
        lock.release(there);
        assertThat(get(waiter)).isTrue();
        assertThat(lock.holds()).isEqualTo(2);
        // and a wait that runs out, with the lock held again
        FutureTask<Boolean> inVain = begin(() -> {
            ThreadReply<Boolean> reply = new ThreadReply<>();
            far.await(here, reply);
            assertThat(reply.await(far, Deadline.after(aMoment()))).isTrue();
            return reply.get();
        });
        assertThat(get(inVain)).isFalse();
        assertThat(lock.holds()).isEqualTo(2);
    }

    @Test
    void aConditionOverAFarLockLivesWithTheLock() throws Exception {
        SharedMutex lock = new LockCore();
        SharedMutex far = Realms.hand(Kind.MUTEX, lock, root, below);
        SharedCondition condition = far.newCondition();
        far.tryAcquire(here);
        FutureTask<Boolean> waiter = begin(() -> ask(reply -> condition.await(here, reply)));
        until(() -> far.tryAcquire(there));
        condition.signal(there, 3);
        far.release(there);
        assertThat(get(waiter)).isTrue();
    }

    @Test
    void aDeadWaiterOfAConditionTakesNoSignal() throws Exception {
        SharedMutex lock = new LockCore();
        SharedCondition condition = lock.newCondition();
        SharedMutex farLock = Realms.hand(Kind.MUTEX, lock, root, left);
        SharedCondition far = Realms.hand(Kind.CONDITION, condition, root, left);
        farLock.tryAcquire(here);
        begin(() -> Shelf.<Boolean>ask(reply -> far.await(here, reply)));
        until(() -> lock.tryAcquire(here));
        FutureTask<Boolean> waiter = begin(() -> ask(reply -> condition.await(here, reply)));
        until(() -> lock.tryAcquire(there));
        realms.kill(left);
        condition.signal(there, 1);
        lock.release(there);
        assertThat(get(waiter)).isTrue();
    }

    @Test
    void aBarrierIsMetFromEverywhereAndOneActs() throws Exception {
        SharedBarrier barrier = new BarrierCore(3, true);
        SharedBarrier one = Realms.hand(Kind.BARRIER, barrier, root, left);
        SharedBarrier two = Realms.hand(Kind.BARRIER, barrier, root, below);
        FutureTask<Arrival> first = begin(() -> ask(one::arrive));
        until(() -> barrier.waiting() == 1);
        FutureTask<Arrival> second = begin(() -> ask(barrier::arrive));
        until(() -> one.waiting() == 2);
        Arrival.Acting acting = (Arrival.Acting) get(begin(() -> ask(two::arrive)));
        assertThat(acting.index()).isEqualTo(2);
        assertThat(first.isDone()).isFalse();
        assertThat(two.finish(acting.round(), true)).isTrue();
        assertThat(get(first)).isEqualTo(new Arrival.Passed(0));
        assertThat(get(second)).isEqualTo(new Arrival.Passed(1));
        one.abort();
        assertThat(two.isBroken()).isTrue();
        assertThat(get(begin(() -> ask(two::arrive)))).isInstanceOf(Arrival.Broken.class);
        two.reset();
        assertThat(barrier.isBroken()).isFalse();
        one.miss();
        assertThat(barrier.isBroken()).isTrue();
    }

    @Test
    void aBarrierBreaksWhenAWaitingOrActingPartyDies() throws Exception {
        SharedBarrier barrier = new BarrierCore(2, true);
        Exchange victim = realms.child(right);
        SharedBarrier dying = Realms.hand(Kind.BARRIER, barrier, root, victim);
        begin(() -> ask(dying::arrive));
        until(() -> barrier.waiting() == 1);
        realms.kill(victim);
        until(barrier::isBroken); // its parent tells the root, a moment later
        assertThat(get(begin(() -> ask(barrier::arrive))))
                .isEqualTo(new Arrival.Broken("a party is gone with its process"));
        barrier.reset();
        SharedBarrier acting = Realms.hand(Kind.BARRIER, barrier, root, below);
        FutureTask<Arrival> waiter = begin(() -> ask(barrier::arrive));
        until(() -> barrier.waiting() == 1);
        assertThat(get(begin(() -> ask(acting::arrive)))).isInstanceOf(Arrival.Acting.class);
        realms.kill(below);
        assertThat(get(waiter)).isInstanceOf(Arrival.Broken.class);
        // a realm that dies when it has not come yet breaks nothing
        barrier.reset();
        Realms.hand(Kind.BARRIER, barrier, root, left);
        realms.kill(left);
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    void whatLivedInADeadRealmIsLost() throws Exception {
        SharedMutex lock = new LockCore();
        SharedMutex far = Realms.hand(Kind.MUTEX, lock, below, right);
        lock.tryAcquire(here);
        FutureTask<Boolean> waiter = begin(() -> ask(reply -> far.acquire(here, reply)));
        until(() -> realms.isAsked(below, 1));
        FutureTask<Boolean> givesUp = begin(() -> {
            ThreadReply<Boolean> reply = new ThreadReply<>();
            far.acquire(there, reply);
            return reply.await(far, Deadline.after(aMoment()));
        });
        realms.down(below).hold();
        realms.kill(left);
        assertThatThrownBy(() -> get(waiter)).isInstanceOf(Realms.Lost.class).hasMessageContaining(below.path());
        assertThat(givesUp.get(30, TimeUnit.SECONDS)).isIn(true, false);
        assertThatThrownBy(far::holds).isInstanceOf(Realms.Lost.class);
        assertThatThrownBy(() -> far.tryAcquire(here)).isInstanceOf(Realms.Lost.class);
        untilIdle(right);
    }
}
