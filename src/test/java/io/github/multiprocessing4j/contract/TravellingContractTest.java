package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.StartMethod.THREAD;
import static io.github.multiprocessing4j.harness.Children.joined;
import static io.github.multiprocessing4j.harness.Children.run;
import static io.github.multiprocessing4j.harness.Children.started;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.untilParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Barrier;
import io.github.multiprocessing4j.Condition;
import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.EncodingException;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Mutex;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.Semaphore;
import io.github.multiprocessing4j.SharedObjectLostException;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.EOFException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Shared objects that are used from JVMs in which they do not live. */
class TravellingContractTest {

    private final Context threads = Multiprocessing.context(THREAD);

    @ContractTest
    void noSharedObjectCanBeKeptAsBytes(Context mp) {
        for (Object shared : List.of(
                mp.queue(),
                mp.joinableQueue(),
                mp.simpleQueue(),
                mp.pipe().left(),
                mp.lock(),
                mp.rlock(),
                mp.semaphore(),
                mp.boundedSemaphore(),
                mp.event(),
                mp.condition(),
                mp.barrier(2),
                mp.value(1),
                mp.array(1, 2))) {
            assertThatThrownBy(() -> {
                        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
                            out.writeObject(shared);
                        }
                    })
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageContaining(shared.getClass().getSimpleName())
                    .hasMessageContaining("travels between processes");
        }
    }

    // Objects of the other start method

    @ContractTest(SPAWN)
    @Tag("CTX.3")
    void aQueueOfThreadsServesAJvm(Context mp) throws Exception {
        Queue<Object> queue = threads.queue(4);
        queue.put("reference");
        queue.put(new Object());
        Queue<String> answers = threads.queue();
        run(mp.process(TravellingContractTest::readTwo, queue, answers));
        assertThat(answers.get(LONG)).isEqualTo("reference");
        assertThat(answers.get(LONG)).contains("java.lang.Object");
        assertThatThrownBy(() -> queue.put(new Object())).isInstanceOf(EncodingException.class);
        assertThat(queue.qsize()).isZero();
    }

    private static void readTwo(Queue<Object> queue, Queue<String> answers) throws InterruptedException {
        answers.put((String) queue.get());
        try {
            queue.get();
        } catch (EncodingException refused) {
            answers.put(refused.getMessage());
        }
    }

    @ContractTest(SPAWN)
    void whoMeetsInAPipeIsServedByAJvm(Context mp) throws Exception {
        Pipe<Object> pipe = threads.pipe();
        Thread[] thread = new Thread[1];
        Process sender = started(threads.process(() -> {
            thread[0] = Thread.currentThread();
            pipe.left().send("waited");
        }));
        while (thread[0] == null) {
            Thread.onSpinWait();
        }
        untilParked(thread[0]);
        Process echo = started(mp.process(TravellingContractTest::echo, pipe.right()));
        pipe.right().close();
        joined(sender, 0);
        assertThat(pipe.left().recv()).isEqualTo("waited");
        pipe.left().send(new byte[] {1, 2, 3});
        assertThat(pipe.left().recvBytes()).containsExactly(1, 2, 3);
        pipe.left().send(null);
        assertThat(pipe.left().recv()).isNull();
        joined(echo, 0);
        assertThatThrownBy(pipe.left()::recv).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> pipe.left().send("nobody")).isInstanceOf(IOException.class);
    }

    private static void echo(Connection<Object> end) throws IOException, InterruptedException {
        Object message;
        do {
            message = end.recv();
            end.send(message);
        } while (message != null);
    }

    // What belongs together

    @ContractTest(SPAWN)
    void locksStayTheLocksOfWhatTheyGuard(Context mp) throws Exception {
        Value<Integer> value = mp.value(7);
        Condition condition = mp.condition(value.lock());
        Queue<Boolean> answers = mp.queue();
        value.lock().acquire();
        run(mp.process(TravellingContractTest::tryLocks, value, condition, answers));
        assertThat(answers.get(LONG)).isFalse();
        assertThat(answers.get(LONG)).isFalse();
        value.lock().release();
        Process waiter = started(mp.process(TravellingContractTest::awaitEight, value, condition));
        try (var held = value.lock().hold()) {
            assertThat(held).isNotNull();
            value.set(8);
            condition.signalAll();
        }
        joined(waiter, 0);
    }

    private static void tryLocks(Value<Integer> value, Condition condition, Queue<Boolean> answers)
            throws InterruptedException {
        answers.put(value.lock().acquire(false));
        answers.put(condition.acquire(false));
    }

    private static void awaitEight(Value<Integer> value, Condition condition) throws InterruptedException {
        condition.acquire();
        condition.awaitFor(() -> value.get() == 8);
        condition.release();
    }

    @ContractTest(SPAWN)
    void theActionOfABarrierRunsWhereTheLastPartyIs(Context mp) throws Exception {
        Queue<Long> pids = mp.queue();
        Barrier barrier = mp.barrier(2, () -> pids.put(ProcessHandle.current().pid()));
        Event passed = mp.event();
        Process late = started(mp.process(TravellingContractTest::comeLate, barrier, passed));
        assertThat(barrier.await(LONG)).isZero();
        assertThat(pids.get(LONG)).isEqualTo(late.pid().getAsLong());
        assertThat(passed.await(LONG)).isTrue();
        joined(late, 0);
    }

    private static void comeLate(Barrier barrier, Event passed) throws Exception {
        while (barrier.waiting() == 0) {
            Thread.onSpinWait();
        }
        barrier.await();
        passed.set();
    }

    @ContractTest(SPAWN)
    void connectionsOfBothKindsAreWaitedForTogether(Context mp) throws Exception {
        Pipe<String> near = mp.pipe(false);
        Pipe<Connection<String>> post = mp.pipe();
        Process maker = started(mp.process(TravellingContractTest::makePipe, post.right()));
        post.right().close();
        Connection<String> far = post.left().recv();
        assertThat(Connection.wait(List.of(near.left(), far), Duration.ofMillis(50)))
                .isEmpty();
        post.left().send(null);
        assertThat(Connection.wait(List.of(near.left(), far), LONG)).containsExactly(far);
        near.right().send("near");
        assertThat(Connection.wait(List.of(near.left(), far), LONG)).containsExactly(near.left(), far);
        assertThat(far.recv()).isEqualTo("far");
        post.left().send(null);
        joined(maker, 0);
    }

    private static void makePipe(Connection<Connection<String>> post) throws Exception {
        Pipe<String> pipe = Multiprocessing.context(SPAWN).pipe(false);
        post.send(pipe.left());
        post.recv();
        pipe.right().send("far");
        post.recv(); // what is not received lives here
    }

    // Death

    @ContractTest(SPAWN)
    void aLockThatAProcessHeldWhenItDiedIsAbandonedToTheNext(Context mp) throws Exception {
        for (Mutex lock : List.of(mp.lock(), mp.rlock())) {
            Event held = mp.event();
            Process holder = started(mp.process(TravellingContractTest::holdForEver, lock, held));
            held.await();
            assertThat(lock.acquire(false)).isFalse();
            holder.kill();
            assertThat(lock.acquire(LONG)).isTrue();
            assertThat(lock.wasAbandoned()).isTrue();
            lock.release();
            assertThat(lock.wasAbandoned()).isFalse();
            lock.acquire();
            assertThat(lock.wasAbandoned()).isFalse();
            holder.join();
        }
    }

    private static void holdForEver(Mutex lock, Event held) throws InterruptedException {
        lock.acquire();
        held.set();
        Multiprocessing.semaphore(0).acquire();
    }

    @ContractTest(SPAWN)
    void permitsOfAProcessThatDiesComeBack(Context mp) throws Exception {
        Semaphore semaphore = mp.semaphore(2);
        Event taken = mp.event();
        Process taker = started(mp.process(TravellingContractTest::takeForEver, semaphore, taken));
        taken.await();
        assertThat(semaphore.acquire(false)).isFalse();
        taker.kill();
        assertThat(semaphore.acquire(LONG)).isTrue();
        assertThat(semaphore.acquire(LONG)).isTrue();
        assertThat(semaphore.acquire(false)).isFalse();
        taker.join();
    }

    private static void takeForEver(Semaphore semaphore, Event taken) throws InterruptedException {
        semaphore.acquire();
        semaphore.acquire();
        taken.set();
        Multiprocessing.semaphore(0).acquire();
    }

    @ContractTest(SPAWN)
    void whatLivedInAProcessThatIsGoneIsLost(Context mp) throws Exception {
        Queue<Object> post = mp.queue();
        Process maker = started(mp.process(TravellingContractTest::makeThings, post));
        @SuppressWarnings("unchecked")
        Queue<String> queue = (Queue<String>) post.get(LONG);
        @SuppressWarnings("unchecked")
        Connection<String> end = (Connection<String>) post.get(LONG);
        Event event = (Event) post.get(LONG);
        assertThat(queue.get(LONG)).isEqualTo("from there");
        Process waiter =
                threads.process(() -> assertThatThrownBy(queue::get).isInstanceOf(SharedObjectLostException.class));
        waiter.start();
        maker.kill();
        maker.join();
        joined(waiter, 0);
        assertThatThrownBy(() -> queue.put("x")).isInstanceOf(SharedObjectLostException.class);
        assertThatThrownBy(event::isSet).isInstanceOf(SharedObjectLostException.class);
        assertThatThrownBy(event::await).isInstanceOf(SharedObjectLostException.class);
        assertThatThrownBy(end::recv).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> end.send("x")).isInstanceOf(IOException.class);
        assertThat(Connection.wait(List.of(end), LONG)).containsExactly(end);
        end.close();
    }

    private static void makeThings(Queue<Object> post) throws InterruptedException {
        Queue<String> queue = Multiprocessing.queue();
        queue.put("from there");
        post.put(queue);
        post.put(Multiprocessing.pipe().left());
        post.put(new Event());
        Multiprocessing.semaphore(0).acquire();
    }
}
