package io.github.multiprocessing4j.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pipe;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipes under closing, interrupts and many hands: each message arrives once, and nobody is left behind. */
class PipeRacesTest {

    private static final int ROUNDS = 3000;

    private static <T> Pipe<T> pipe(int capacity) {
        return capacity == 0 ? Multiprocessing.pipe() : Multiprocessing.pipe(capacity);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void closingWhileOthersSendReceiveAndPollLosesAndHangsNothing(int capacity) throws Exception {
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            Pipe<Integer> pipe = pipe(capacity);
            AtomicInteger sent = new AtomicInteger();
            AtomicInteger received = new AtomicInteger();
            CountDownLatch started = new CountDownLatch(3);
            Thread sender = new Thread(() -> sendUntilBroken(pipe.right(), sent, started));
            Thread receiver = new Thread(() -> receiveUntilEnd(pipe.left(), received, started));
            Thread poller = new Thread(() -> pollUntilEnd(pipe.left(), started));
            sender.start();
            receiver.start();
            poller.start();
            started.await();
            for (int spin = random.nextInt(2000); spin > 0; spin--) {
                Thread.onSpinWait();
            }
            boolean senderCloses = random.nextBoolean();
            (senderCloses ? pipe.right() : pipe.left()).close();
            for (Thread thread : List.of(sender, receiver, poller)) {
                thread.join(20_000);
                assertThat(thread.isAlive()).as("%s, round %d", thread, round).isFalse();
            }
            if (senderCloses || capacity == 0) {
                assertThat(received.get()).as("round %d", round).isEqualTo(sent.get());
            } else {
                assertThat(received.get()).isBetween(sent.get() - capacity, sent.get());
            }
        }
    }

    private static void sendUntilBroken(Connection<Integer> end, AtomicInteger sent, CountDownLatch started) {
        started.countDown();
        try {
            while (true) {
                end.send(1);
                sent.incrementAndGet();
            }
        } catch (IOException closed) {
            // the end of the round
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void receiveUntilEnd(Connection<Integer> end, AtomicInteger received, CountDownLatch started) {
        started.countDown();
        try {
            while (true) {
                end.recv();
                received.incrementAndGet();
            }
        } catch (IOException closed) {
            // the end of the round
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pollUntilEnd(Connection<Integer> end, CountDownLatch started) {
        started.countDown();
        try {
            while (!end.poll(Duration.ofSeconds(10)) || !isAtEnd(end)) {
                Thread.onSpinWait();
            }
        } catch (IOException closed) {
            // the end of the round
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A pipe whose sender is gone stays ready for ever. */
    private static boolean isAtEnd(Connection<Integer> end) throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (!end.poll()) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void interruptedSendersAndReceiversAgreeOnWhatWentThrough(int capacity) throws Exception {
        Pipe<Integer> pipe = pipe(capacity);
        Queue<Integer> sent = new ConcurrentLinkedQueue<>();
        Queue<Integer> received = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger sendersLeft = new AtomicInteger(3);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(new Thread(() -> {
                sendNumbered(pipe.right(), next, sent);
                if (sendersLeft.decrementAndGet() == 0) {
                    pipe.right().close();
                }
            }));
            all.add(new Thread(() -> receiveAll(pipe.left(), received)));
        }
        all.forEach(Thread::start);
        Random random = new Random(2);
        while (all.stream().anyMatch(Thread::isAlive)) {
            all.get(random.nextInt(all.size())).interrupt();
            for (int spin = random.nextInt(500); spin > 0; spin--) {
                Thread.onSpinWait();
            }
        }
        assertThat(received).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(sent).hasSize(3 * ROUNDS);
    }

    private static void sendNumbered(Connection<Integer> end, AtomicInteger next, Queue<Integer> sent) {
        int done = 0;
        while (done < ROUNDS) {
            int number = next.getAndIncrement();
            try {
                end.send(number);
                sent.add(number);
                done++;
            } catch (InterruptedException notSent) {
                // then nobody may receive that number
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        Thread.interrupted();
    }

    private static void receiveAll(Connection<Integer> end, Queue<Integer> received) {
        while (true) {
            try {
                received.add(end.recv());
            } catch (InterruptedException tryAgain) {
                // nothing was received
            } catch (EOFException over) {
                return;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aWaitMissesNoMessage(int capacity) throws Exception {
        List<Pipe<Integer>> pipes = new ArrayList<>();
        List<Connection<Integer>> open = new ArrayList<>();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Pipe<Integer> pipe = pipe(capacity);
            pipes.add(pipe);
            open.add(pipe.left());
            senders.add(new Thread(() -> {
                sendNumbered(pipe.right(), new AtomicInteger(), new ConcurrentLinkedQueue<>());
                pipe.right().close();
            }));
        }
        senders.forEach(Thread::start);
        int received = 0;
        while (!open.isEmpty()) {
            for (Connection<Integer> ready : Connection.wait(open)) {
                try {
                    ready.recv();
                    received++;
                } catch (EOFException over) {
                    open.remove(ready);
                }
            }
        }
        assertThat(received).isEqualTo(3 * ROUNDS);
        for (Thread sender : senders) {
            sender.join();
        }
    }
}
