package io.github.multiprocessing4j.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.harness.Times;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
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

    /** Objects that are set aside are neither lost nor stuck while others wait to receive. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void objectsAndBytesFindThoseWhoWantThem(int capacity) throws Exception {
        Pipe<Object> pipe = pipe(capacity);
        Queue<Integer> received = new ConcurrentLinkedQueue<>();
        List<Thread> receivers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean wantsBytes = i < 2;
            receivers.add(new Thread(() -> receiveMixed(pipe.left(), wantsBytes, received)));
        }
        receivers.forEach(Thread::start);
        List<Integer> sent = new ArrayList<>();
        Random random = new Random(4);
        for (int number = 0; number < 2 * ROUNDS; number++) {
            if (random.nextInt(3) == 0) {
                pipe.right().send(number);
            } else {
                pipe.right()
                        .sendBytes(ByteBuffer.allocate(Integer.BYTES)
                                .putInt(number)
                                .array());
            }
            sent.add(number);
            if (number % 10 == 0) {
                // Without another message to wake anybody, what was sent last has to arrive.
                awaitSize(received, sent.size());
            }
        }
        pipe.right().close();
        for (Thread receiver : receivers) {
            receiver.join(20_000);
            assertThat(receiver.isAlive()).isFalse();
        }
        assertThat(received).containsExactlyInAnyOrderElementsOf(sent);
    }

    private static void receiveMixed(Connection<Object> end, boolean wantsBytes, Queue<Integer> received) {
        while (true) {
            try {
                Object message = wantsBytes ? end.recvBytes() : end.recv();
                received.add(
                        message instanceof byte[] bytes ? ByteBuffer.wrap(bytes).getInt() : (Integer) message);
            } catch (EOFException over) {
                return;
            } catch (IOException notBytes) {
                assertThat(notBytes).hasMessageContaining("java.lang.Integer");
                Thread.yield();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void awaitSize(Queue<Integer> received, int size) {
        long start = System.nanoTime();
        while (received.size() < size) {
            assertThat(System.nanoTime() - start).isLessThan(Times.LONG.toNanos());
            Thread.yield();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void closingWithObjectsSetAsideLeavesNobodyBehind(int capacity) throws Exception {
        Random random = new Random(5);
        for (int round = 0; round < ROUNDS / 3; round++) {
            Pipe<Object> pipe = pipe(capacity);
            Queue<Integer> received = new ConcurrentLinkedQueue<>();
            AtomicInteger sent = new AtomicInteger();
            List<Thread> all = List.of(
                    new Thread(() -> receiveMixedUntilClosed(pipe.left(), true, received)),
                    new Thread(() -> receiveMixedUntilClosed(pipe.left(), false, received)),
                    new Thread(() -> sendObjectsUntilBroken(pipe.right(), sent)));
            all.forEach(Thread::start);
            for (int spin = random.nextInt(3000); spin > 0; spin--) {
                Thread.onSpinWait();
            }
            boolean senderCloses = random.nextBoolean();
            (senderCloses ? pipe.right() : pipe.left()).close();
            for (Thread thread : all) {
                thread.join(20_000);
                assertThat(thread.isAlive()).as("%s, round %d", thread, round).isFalse();
            }
            if (senderCloses) {
                assertThat(received).as("round %d", round).hasSize(sent.get());
            }
        }
    }

    private static void receiveMixedUntilClosed(Connection<Object> end, boolean wantsBytes, Queue<Integer> received) {
        try {
            receiveMixed(end, wantsBytes, received);
        } catch (AssertionError closed) {
            assertThat(end.isClosed()).isTrue();
        }
    }

    private static void sendObjectsUntilBroken(Connection<Object> end, AtomicInteger sent) {
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

    /** With one receiver, what he polls is there to receive, and when all is received nothing is left to poll. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void pollTellsTheTruth(int capacity) throws Exception {
        Pipe<Integer> pipe = pipe(capacity);
        for (int round = 0; round < ROUNDS; round++) {
            int number = round;
            Thread sender = new Thread(() -> {
                try {
                    pipe.right().send(number);
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            sender.start();
            assertThat(pipe.left().poll(Times.LONG)).isTrue();
            assertThat(pipe.left().poll()).isTrue();
            assertThat(pipe.left().recv()).isEqualTo(number);
            assertThat(pipe.left().poll()).isFalse();
            sender.join();
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
