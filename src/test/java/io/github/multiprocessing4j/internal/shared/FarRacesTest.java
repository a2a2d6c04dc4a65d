package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Shelf.begin;
import static io.github.multiprocessing4j.internal.shared.Shelf.get;
import static io.github.multiprocessing4j.internal.shared.Shelf.untilIdle;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.internal.wire.Encoded;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever gives up from afar either gets what he asked for, or leaves it. */
class FarRacesTest {

    private static final int ROUNDS = 3000;

    private final Realms realms = new Realms();
    private final Exchange root = realms.root;
    private final Exchange left = realms.child(root);
    private final Exchange right = realms.child(root);
    private final Exchange below = realms.child(left);
    private final Object here = new Object();

    @AfterEach
    void end() throws InterruptedException {
        realms.end();
    }

    private static Deadline almostNow() {
        return Deadline.after(Duration.ofNanos(ThreadLocalRandom.current().nextInt(200_000)));
    }

    @Test
    void noItemIsLostOrDoubledByGettersWhoGiveUp() throws Exception {
        QueueCore queue = new QueueCore(4, true);
        List<Exchange> all = List.of(left, right, below);
        AtomicInteger got = new AtomicInteger();
        AtomicInteger sum = new AtomicInteger();
        List<FutureTask<Object>> getters = new ArrayList<>();
        for (Exchange exchange : all) {
            SharedQueue far = Realms.hand(Kind.QUEUE, queue, root, exchange);
            getters.add(begin(() -> {
                while (got.get() < ROUNDS) {
                    ThreadReply<Object> reply = new ThreadReply<>();
                    far.get(here, reply);
                    if (reply.await(far, almostNow())) {
                        sum.addAndGet((int) exchange.coder().decode((Encoded) reply.get(), null));
                        got.incrementAndGet();
                    }
                }
                return null;
            }));
        }
        SharedQueue putter = Realms.hand(Kind.QUEUE, queue, root, right);
        for (int i = 0; i < ROUNDS; ) {
            ThreadReply<Object> reply = new ThreadReply<>();
            putter.put(right.coder().encode(i), here, reply);
            if (reply.await(putter, almostNow())) {
                i++;
            }
        }
        for (FutureTask<Object> getter : getters) {
            get(getter);
        }
        assertThat(got).hasValue(ROUNDS);
        assertThat(sum).hasValue(ROUNDS * (ROUNDS - 1) / 2);
        assertThat(queue.size()).isZero();
        untilIdle(root);
        assertThat(root.lostItems()).isZero();
    }

    @Test
    void aLockIsHeldByOneAndFreeAtTheEnd() throws Exception {
        LockCore lock = new LockCore();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger times = new AtomicInteger();
        List<FutureTask<Object>> all = new ArrayList<>();
        for (Exchange exchange : List.of(root, left, right, below)) {
            SharedMutex mutex = exchange == root ? lock : Realms.hand(Kind.MUTEX, lock, root, exchange);
            Object owner = new Object();
            all.add(begin(() -> {
                while (times.get() < ROUNDS) {
                    ThreadReply<Boolean> reply = new ThreadReply<>();
                    mutex.acquire(owner, reply);
                    if (reply.await(mutex, almostNow())) {
                        assertThat(inside.incrementAndGet()).isEqualTo(1);
                        times.incrementAndGet();
                        inside.decrementAndGet();
                        mutex.release(owner);
                    }
                }
                return null;
            }));
        }
        for (FutureTask<Object> one : all) {
            get(one);
        }
        assertThat(lock.holds()).isZero();
        untilIdle(root);
    }

    @Test
    void noSignalIsLostToWaitersWhoGiveUp() throws Exception {
        RLockCore lock = new RLockCore();
        SharedCondition condition = lock.newCondition();
        SharedMutex farLock = Realms.hand(Kind.MUTEX, lock, root, below);
        SharedCondition far = Realms.hand(Kind.CONDITION, condition, root, below);
        AtomicInteger signalled = new AtomicInteger();
        FutureTask<Object> waiter = begin(() -> {
            for (int i = 0; i < ROUNDS / 3; i++) {
                assertThat(farLock.tryAcquire(here) || Shelf.<Boolean>ask(reply -> farLock.acquire(here, reply)))
                        .isTrue();
                ThreadReply<Boolean> reply = new ThreadReply<>();
                far.await(here, reply);
                assertThat(reply.await(far, almostNow())).isTrue();
                signalled.addAndGet(reply.get() ? 1 : 0);
                farLock.release(here);
            }
            return null;
        });
        while (!waiter.isDone()) {
            if (lock.tryAcquire(this)) {
                condition.signal(this, 1);
                lock.release(this);
            }
        }
        get(waiter);
        assertThat(lock.holds()).isZero();
        assertThat(signalled.get()).isBetween(0, ROUNDS / 3);
    }

    @Test
    void messagesOfAPipeComeOnceEachWhileReceiversAreInterrupted() throws Exception {
        BufferedChannel channel = new BufferedChannel(2, true);
        Channel sender = Realms.hand(channel, Side.SENDER, root, right);
        Channel receiver = Realms.hand(channel, Side.RECEIVER, root, below);
        Thread[] thread = new Thread[1];
        FutureTask<Integer> reader = begin(() -> {
            thread[0] = Thread.currentThread();
            int next = 0;
            while (next < ROUNDS) {
                try {
                    int message = (int) below.coder().decode((Encoded) receiver.receive(Channel.Wanted.ANYTHING), null);
                    assertThat(message).isEqualTo(next);
                    next++;
                } catch (InterruptedException again) {
                    // and go on
                }
            }
            return next;
        });
        FutureTask<Object> writer = begin(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                sender.send(right.coder().encode(i));
            }
            return null;
        });
        while (!reader.isDone()) {
            if (thread[0] != null) {
                thread[0].interrupt();
            }
            Thread.yield();
        }
        assertThat(get(reader)).isEqualTo(ROUNDS);
        get(writer);
    }

    @Test
    void messagesOfAPipeThatIsHandedOutWhileItIsUsedComeOnceEachInOrder() throws Exception {
        for (int round = 0; round < 200; round++) {
            RendezvousChannel channel = new RendezvousChannel();
            int count = 40;
            FutureTask<Object> writer = begin(() -> {
                for (int i = 0; i < count; i++) {
                    channel.send(i);
                }
                return null;
            });
            List<Object> received = new ArrayList<>();
            FutureTask<Object> near = begin(() -> {
                for (int i = 0; i < count / 2; i++) {
                    received.add(channel.receive(Channel.Wanted.ANYTHING));
                }
                return null;
            });
            Channel far = Realms.hand(channel, Side.RECEIVER, root, left);
            get(near);
            for (int i = 0; i < count / 2; i++) {
                received.add(left.coder().decode((Encoded) far.receive(Channel.Wanted.ANYTHING), null));
            }
            get(writer);
            for (int i = 0; i < count; i++) {
                assertThat(received.get(i)).isEqualTo(i);
            }
            channel.closeSender();
            channel.closeReceiver();
        }
    }

    @Test
    void realmsThatDieAtAnyMomentLeaveNothingHeld() throws Exception {
        LockCore lock = new LockCore();
        SemaphoreCore semaphore = new SemaphoreCore(2, 2);
        QueueCore queue = new QueueCore(0, true);
        root.serve(1, (from, operation, arguments) -> arguments);
        int put = 0;
        int got = 0;
        for (int round = 0; round < 150; round++) {
            Exchange victim = realms.child(round % 2 == 0 ? right : root);
            SharedMutex farLock = Realms.hand(Kind.MUTEX, lock, root, victim);
            SharedSemaphore farSemaphore = Realms.hand(Kind.SEMAPHORE, semaphore, root, victim);
            SharedQueue farQueue = Realms.hand(Kind.QUEUE, queue, root, victim);
            victim.ask(root.path(), 1, 0); // it has said that it has got them
            queue.offer(root.coder().encode(round));
            put++;
            AtomicInteger taken = new AtomicInteger();
            List<FutureTask<Object>> users = new ArrayList<>();
            for (int user = 0; user < 3; user++) {
                Object owner = new Object();
                users.add(begin(() -> {
                    try {
                        while (true) {
                            farSemaphore.tryAcquire(owner);
                            if (farLock.tryAcquire(owner)) {
                                farLock.release(owner);
                            }
                            Object masked = farQueue.poll();
                            if (masked != null) {
                                taken.incrementAndGet();
                            }
                        }
                    } catch (Realms.Lost dead) {
                        return null;
                    }
                }));
            }
            boolean sharesMemory = Grounds.isShared(root.path(), victim.path());
            if (!sharesMemory) {
                realms.kill(victim, round % 3 == 0);
            }
            victim.detach("the parent", false);
            for (FutureTask<Object> user : users) {
                get(user);
            }
            if (sharesMemory) {
                // a process that was reaped touches no memory any more, other than these threads
                realms.kill(victim, round % 3 == 0);
            }
            got += taken.get();
        }
        untilIdle(root);
        Shelf.until(() -> semaphore.permits() == 2);
        assertThat(lock.holds()).isZero();
        // An item that has arrived may be counted as lost, if the word that it has was lost: but none comes twice.
        assertThat(got + queue.size()).isLessThanOrEqualTo(put);
        assertThat(got + queue.size() + root.lostItems()).isGreaterThanOrEqualTo(put);
        assertThat(root.exports().kept()).isEmpty();
    }

    @Test
    void aCopyThatIsClosedWhileItIsUsedWakesItsUser() throws Exception {
        for (int round = 0; round < 300; round++) {
            BufferedChannel channel = new BufferedChannel(1, true);
            Channel copy = Realms.hand(channel, Side.RECEIVER, root, left);
            FutureTask<Boolean> user = begin(() -> {
                try {
                    copy.receive(Channel.Wanted.ANYTHING);
                    return false;
                } catch (IOException closed) {
                    return true;
                }
            });
            if (round % 2 == 0) {
                Thread.yield();
            }
            copy.closeReceiver();
            assertThat(get(user)).isTrue();
            channel.closeReceiver();
            channel.closeSender();
        }
    }
}
