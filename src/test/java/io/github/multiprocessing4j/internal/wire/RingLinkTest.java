package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.internal.memory.PrivateDirectory;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links over rings in shared memory. */
class RingLinkTest extends LinkTest {

    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Rings ofParent;
    private Rings ofChild;
    private ByteBuffer memory;

    @Override
    void open(PrivateDirectory directory) throws IOException {
        Path file = directory.resolve("m");
        ofParent = Rings.create(file);
        ofChild = Rings.open(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = channel.map(MapMode.READ_WRITE, 0, channel.size());
        }
        ofParent.delete();
    }

    @Override
    Rings rings(boolean parent) {
        return parent ? ofParent : ofChild;
    }

    @Test
    void noiseInTheMemoryEndsTheLink() {
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, (byte) (i * 31 + 7));
        }
        assertThatThrownBy(() -> readAll(link)).isInstanceOf(MalformedMessageException.class);
    }

    /** Whoever sends does not wait for somebody who says that he reads what was never written. */
    @Test
    void whoLiesAboutWhatHeHasReadIsSentNothing() throws Exception {
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, (byte) 0xff);
        }
        link.send(0, new byte[1 << 20]);
        assertThat(link.flush(Link.FLUSH_NANOS)).isFalse();
        assertThat(link.send(0)).isFalse();
    }

    /** Processes are started by threads of users, which others interrupt. */
    @Test
    void anInterruptDoesNotMatterToRings(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("m");
        Thread.currentThread().interrupt();
        Rings.create(file);
        Rings.open(file);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatIsOfAnotherSizeIsNoRing(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("m"), new byte[1_000]);
        assertThatThrownBy(() -> Rings.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1000 bytes");
        assertThatThrownBy(() -> Rings.create(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasSize(1_000);
    }

    /** Whoever reads may be slow between reading and ringing: then he rings for somebody who waits again since. */
    @Test
    void whoIsRungForTooLateSaysAgainThatHeWaits() throws Exception {
        int waiting = 384; // the place of that word in the ring to the other side
        Thread listener = listen(link, message -> {});
        link.send(0, new byte[1 << 20]);
        awaitWord(waiting, 1);
        for (int i = 0; i < 20; i++) {
            WORD.setVolatile(memory, waiting, 0);
            there.write(ByteBuffer.wrap(new byte[1]));
            awaitWord(waiting, 1);
        }
        link.close();
        listener.join();
    }

    private void awaitWord(int place, int value) {
        while ((int) WORD.getVolatile(memory, place) != value) {
            Thread.onSpinWait();
        }
    }

    /** What was written is read, also when the one who wrote it has died since. */
    @Test
    void theLastWordsOfTheDeadAreHeard() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            link.send(i, "last words");
        }
        link.close();
        assertThat(readAll(other())).hasSize(1_000);
    }

    /** The one who waits for a message has it by his own hand, or is woken by the one who reads. */
    @Test
    void whoAttendsGetsWhatHeWaitsFor() throws Exception {
        Link there = other();
        Inbox echo = new Inbox();
        Set<Thread> receivers = new HashSet<>();
        echo.onEach(() -> receivers.add(Thread.currentThread()));
        Thread listenerThere = listen(there, message -> there.send(message[0], "echo"));
        Thread listener = listen(link, message -> echo.accept((int) message[0]));
        for (int i = 1; i <= 20_000; i++) {
            assertThat(link.send(i)).isTrue();
            int awaited = i;
            link.attend(() -> echo.last() == awaited);
            echo.await(i);
        }
        assertThat(receivers).contains(Thread.currentThread()).isSubsetOf(Set.of(Thread.currentThread(), listener));
        link.close();
        listener.join();
        listenerThere.join();
    }

    /** Whoever asks has his answer, by whomever, however many ask at once. */
    @Test
    void whoAsksIsAnswered() throws Exception {
        Link there = other();
        Thread listenerThere = listen(there, message -> there.send(message));
        List<Inbox> inboxes = List.of(new Inbox(), new Inbox(), new Inbox());
        Thread listener = listen(link, message -> inboxes.get((int) message[0]).accept((int) message[1]));
        List<FutureTask<Void>> askers = new ArrayList<>();
        for (int a = 0; a < inboxes.size(); a++) {
            int asker = a;
            Inbox inbox = inboxes.get(a);
            askers.add(new FutureTask<>(() -> {
                for (int i = 1; i <= 5_000; i++) {
                    int awaited = i;
                    assertThat(link.sendQuietly(asker, i)).isTrue();
                    link.attend(() -> inbox.last() == awaited);
                    inbox.await(i);
                }
                return null;
            }));
        }
        askers.forEach(asker -> new Thread(asker).start());
        for (FutureTask<Void> asker : askers) {
            asker.get();
        }
        link.close();
        listener.join();
        listenerThere.join();
    }

    /** He comes and goes, and what comes last of each burst comes, as likely as not, when he has just gone. */
    @Test
    void whoeverReceivesAStreamHasAllOfIt() throws Exception {
        int bursts = 2_000;
        int longest = 200;
        Link there = other();
        AtomicInteger received = new AtomicInteger();
        Semaphore arrived = new Semaphore(0);
        Semaphore next = new Semaphore(0);
        Thread listener = listen(link, message -> {
            received.incrementAndGet();
            arrived.release();
        });
        Random random = new Random(7);
        int[] lengths = IntStream.range(0, bursts)
                .map(burst -> 1 + random.nextInt(longest))
                .toArray();
        FutureTask<Void> stream = new FutureTask<>(() -> {
            for (int length : lengths) {
                for (int i = 0; i < length; i++) {
                    there.send(i);
                }
                next.acquire();
            }
            return null;
        });
        new Thread(stream, "sender-of-a-test").start();
        int expected = 0;
        for (int length : lengths) {
            for (int i = 0; i < length; i++) {
                expected++;
                int awaited = expected;
                if (!arrived.tryAcquire()) {
                    link.attendToStream(() -> received.get() >= awaited);
                    arrived.acquire();
                }
            }
            next.release();
        }
        stream.get();
        assertThat(received).hasValue(expected);
        link.close();
        listener.join();
    }

    @Test
    void whoeverWaitsForRoomHearsOfIt() throws Exception {
        Link there = other();
        assertThat(link.awaitRoom()).as("there is room already").isFalse();
        Semaphore going = new Semaphore(0);
        Semaphore gate = new Semaphore(0);
        Thread listener = listen(there, message -> {
            going.release();
            gate.acquireUninterruptibly();
        });
        assertThat(link.hand(0)).isTrue();
        going.acquire();
        int handed = 1;
        while (link.hand(handed, new byte[1_000])) {
            handed++;
        }
        assertThat(link.awaitRoom()).as("nobody reads").isFalse();
        assertThat(link.hand(0, new byte[1_000])).isFalse();
        gate.release(handed + 1);
        while (!link.hand(handed, new byte[1_000])) {
            link.awaitRoom();
        }
        going.acquire(handed);
        there.close();
        listener.join();
    }

    /** Whoever stands by for an attendant hears that there is room, which the writer waits for. */
    @Test
    void whatIsSentMeanwhileIsSentToItsEnd() throws Exception {
        int count = 300_000;
        Link there = other();
        AtomicInteger longOnes = new AtomicInteger();
        Thread listenerThere = listen(there, message -> longOnes.incrementAndGet());
        AtomicInteger received = new AtomicInteger();
        Thread listener = listen(link, message -> received.incrementAndGet());
        AtomicBoolean enough = new AtomicBoolean();
        FutureTask<Integer> sending = new FutureTask<>(() -> {
            int sent = 0;
            while (!enough.get()) {
                assertThat(link.send(0, new byte[5 << 20])).isTrue();
                assertThat(link.flush(Link.FLUSH_NANOS)).as("sent to its end").isTrue();
                sent++;
            }
            return sent;
        });
        FutureTask<Void> stream = new FutureTask<>(() -> {
            for (int i = 0; i < count; i++) {
                there.send(i);
            }
            return null;
        });
        new Thread(sending, "sender-of-a-test").start();
        new Thread(stream, "stream-of-a-test").start();
        for (int i = 0; i < count; i += 10) {
            int awaited = i;
            while (received.get() < awaited) {
                link.attendToStream(() -> received.get() >= awaited);
            }
        }
        stream.get();
        enough.set(true);
        int sent = sending.get();
        while (longOnes.get() < sent) {
            Thread.onSpinWait();
        }
        there.close();
        listenerThere.join();
        listener.join();
        assertThat(longOnes).hasValue(sent);
        assertThat(received).hasValue(count);
    }

    /** Whoever stands by for an attendant hears of the end all the same. */
    @Test
    void theEndOfAStreamIsHeard() throws Exception {
        for (int round = 0; round < 20; round++) {
            Link there = other();
            Thread listenerThere = listen(there, message -> {}); // hears of room
            AtomicInteger received = new AtomicInteger();
            Thread listener = listen(link, message -> received.incrementAndGet());
            int count = 20_000;
            for (int i = 1; i <= count; i++) {
                there.send(i);
                if (i % 100 == 0) {
                    int awaited = i;
                    link.attendToStream(() -> received.get() >= awaited);
                }
            }
            assertThat(there.flush(Link.FLUSH_NANOS)).isTrue();
            there.close();
            listener.join();
            listenerThere.join();
            assertThat(received).hasValue(count);
            close();
            connect();
        }
    }

    @Test
    void whatWasSentQuietlyIsHeardOfOneWhoNudges() throws Exception {
        Semaphore received = new Semaphore(0);
        Link there = other();
        Thread listener = listen(there, message -> received.release());
        for (int i = 0; i < 200; i++) {
            awaitSleep(listener);
            assertThat(link.sendQuietly(i)).isTrue();
            if (i % 2 == 0) {
                link.nudge();
            } else {
                link.attend(() -> false);
            }
            received.acquire();
        }
        there.close();
        listener.join();
    }

    @Test
    void whatWasSentQuietlyIsHeardWithWhatComesNext() throws Exception {
        Semaphore received = new Semaphore(0);
        Link there = other();
        Thread listener = listen(there, message -> received.release());
        awaitSleep(listener);
        link.sendQuietly(1);
        link.sendQuietly(2);
        link.send(3);
        received.acquire(3);
        there.close();
        listener.join();
    }

    /** Though nobody nudges: the writer does so in a moment, for all that was sent until then. */
    @Test
    void whatWasSentLeisurelyIsHeardByItself() throws Exception {
        Semaphore received = new Semaphore(0);
        Link there = other();
        Thread listener = listen(there, message -> received.release());
        for (int i = 0; i < 50; i++) {
            awaitSleep(listener);
            assertThat(link.sendLeisurely(i)).isTrue();
            assertThat(link.sendLeisurely(i)).isTrue();
            received.acquire(2);
        }
        there.close();
        listener.join();
    }

    /** Threads of a group are interrupted by anybody who likes to. */
    @Test
    void whoInterruptsTheThreadsOfALinkDoesNoHarm() throws Exception {
        Semaphore received = new Semaphore(0);
        Link there = other();
        Thread listener = listen(there, message -> received.release());
        for (int i = 0; i < 50; i++) {
            awaitSleep(listener);
            listener.interrupt();
            Thread.getAllStackTraces().keySet().stream() // those of links before may be about to end
                    .filter(thread -> thread.getName().equals("mp-here-writer"))
                    .forEach(Thread::interrupt);
            while (listener.isInterrupted()) { // it could not sleep
                Thread.onSpinWait();
            }
            awaitSleep(listener);
            assertThat(link.sendLeisurely(i)).isTrue();
            received.acquire();
        }
        there.close();
        listener.join();
    }

    /**
     * What was sent quietly while the listener slept, and what comes while it is waited: all that was there is heard.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoCatchesUpHasAllThatWasThere(boolean byOthers) throws Exception {
        Inbox inbox = new Inbox();
        Link there = other();
        Thread listener = listen(link, message -> inbox.accept((int) message[0]));
        for (int i = 1; i <= 200; i++) {
            awaitSleep(listener);
            assertThat(there.sendQuietly(i)).isTrue();
            if (byOthers) {
                link.awaitCaughtUp();
            } else {
                link.catchUp();
            }
            assertThat(inbox.last()).isEqualTo(i);
            assertThat(link.hasReceivedAll()).isTrue();
        }
        link.close();
        listener.join();
    }

    /** Though more comes all the time. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoCatchesUpDoesNotWaitForWhatComesLater(boolean byOthers) throws Exception {
        Link there = other();
        Thread listenerThere = listen(there, message -> {}); // hears of room
        AtomicInteger received = new AtomicInteger();
        Thread listener = listen(link, message -> received.incrementAndGet());
        AtomicBoolean enough = new AtomicBoolean();
        FutureTask<Void> flood = new FutureTask<>(() -> {
            while (!enough.get()) {
                there.send(1, "and more");
                there.flush(Link.FLUSH_NANOS);
            }
            return null;
        });
        new Thread(flood).start();
        while (received.get() < 20_000) { // or else it would wait for the end of the flood, which does not come
            if (byOthers) {
                link.awaitCaughtUp();
            } else {
                link.catchUp();
            }
        }
        enough.set(true);
        flood.get();
        link.close();
        listener.join();
        listenerThere.join();
    }

    /** He says that there is something, and takes it back when somebody waits for that. */
    @Test
    void whoeverLiesAboutWhatHeHasWrittenIsNotWaitedFor() throws Exception {
        int written = memory.capacity() / 2; // the place of that count in the ring from the other side
        Semaphore going = new Semaphore(0);
        Semaphore gate = new Semaphore(0);
        Thread listener = listen(link, message -> {
            going.release();
            gate.acquireUninterruptibly(); // so nobody looks
        });
        other().send(1);
        going.acquire();
        long truth = (long) LONG.getVolatile(memory, written);
        LONG.setVolatile(memory, written, truth + 5);
        FutureTask<Boolean> catcher = new FutureTask<>(link::awaitCaughtUp);
        Thread thread = new Thread(catcher);
        thread.start();
        while (Arrays.stream(thread.getStackTrace())
                .noneMatch(frame -> frame.getMethodName().equals("awaitReceived"))) {
            Thread.onSpinWait();
        }
        LONG.setVolatile(memory, written, truth);
        assertThat(catcher.get()).isFalse();
        gate.release();
        link.close();
        listener.join();
    }

    /** What the other side has sent, and its writer has not written, is on its way, too. */
    @Test
    void whatWaitsOnTheOtherSideIsKnownOf() throws Exception {
        Link there = other();
        assertThat(link.hasReceivedAll()).isTrue();
        there.send(1, new byte[1 << 22]); // more than there is room for
        there.send(2);
        assertThat(link.hasReceivedAll()).isFalse();
        Semaphore received = new Semaphore(0);
        Thread listener = listen(link, message -> received.release());
        Thread listenerThere = listen(there, message -> {}); // he hears of room for more
        received.acquire(2);
        assertThat(there.flush(Link.FLUSH_NANOS)).isTrue();
        while (!link.hasReceivedAll()) { // as soon as the reader has counted what it has received
            link.catchUp();
        }
        there.close();
        listener.join();
        listenerThere.join();
    }

    /** A socket is reset, and not at its end, when the other side has not read all that was in it. */
    @Test
    void theLastWordsAreHeardOfOneWhoHasNotHeardAllBells() throws Exception {
        Link there = other();
        here.write(ByteBuffer.wrap(new byte[1]));
        there.sendQuietly("last words");
        this.there.close();
        assertThat(readAll(link)).hasSize(1);
    }

    private static void awaitSleep(Thread listener) {
        while (Arrays.stream(listener.getStackTrace())
                .noneMatch(frame -> frame.getMethodName().equals("select"))) {
            Thread.onSpinWait();
        }
    }

    /** Many attend at once, at any moment, to messages of any length: each comes once, in order. */
    @Test
    void attendantsAndTheListenerTakeTurns() throws Exception {
        List<Integer> numbers = Collections.synchronizedList(new ArrayList<>());
        Thread listener = listen(link, message -> numbers.add((int) message[0]));
        List<Thread> attendants = new ArrayList<>();
        int count = 3_000;
        for (int a = 0; a < 3; a++) {
            attendants.add(new Thread(() -> {
                while (numbers.size() < count) {
                    int seen = numbers.size();
                    link.attend(() -> numbers.size() > seen);
                }
            }));
        }
        attendants.forEach(Thread::start);
        Link there = other();
        Thread listenerThere = listen(there, message -> {}); // he hears of room for more
        Random random = new Random(1);
        for (int i = 0; i < count; i++) {
            there.send(i, new byte[random.nextInt(20) == 0 ? random.nextInt(1 << 19) : random.nextInt(1 << 10)]);
            if (random.nextInt(100) == 0) {
                there.flush(Link.FLUSH_NANOS);
            }
        }
        for (Thread attendant : attendants) {
            attendant.join();
        }
        assertThat(numbers).isEqualTo(IntStream.range(0, count).boxed().toList());
        link.close();
        listener.join();
        there.close();
        listenerThere.join();
    }

    /** What makes no sense ends the listener, whoever has found it. */
    @Test
    void whatAnAttendantCannotReceiveEndsTheListener() throws Exception {
        FutureTask<Void> reading = new FutureTask<>(() -> {
            link.read(message -> ((String) message[0]).length());
            return null;
        });
        new Thread(reading).start();
        other().send(1);
        while (!reading.isDone()) {
            link.attend(reading::isDone);
        }
        assertThatThrownBy(reading::get).hasCauseInstanceOf(MalformedMessageException.class);
    }

    @Test
    void nobodyAttendsBeforeAnybodyListensOrAfterwards() throws Exception {
        other().send(1);
        link.attend(() -> true);
        there.close();
        assertThat(readAll(link)).hasSize(1);
        link.attend(() -> true);
    }

    /** Sending wakes the other side by its socket, from whatever thread. */
    @Test
    void anInterruptDoesNotMatterToWhoSends() throws Exception {
        Semaphore received = new Semaphore(0);
        Link there = other();
        Thread listener = listen(there, message -> received.release());
        for (int i = 0; i < 200; i++) {
            awaitSleep(listener);
            Thread.currentThread().interrupt();
            assertThat(link.send(i)).isTrue();
            assertThat(Thread.interrupted()).isTrue();
            received.acquire();
        }
        there.close();
        listener.join();
    }

    private static Thread listen(Link link, Link.Receiver receiver) {
        Thread listener = new Thread(() -> {
            try {
                link.read(receiver);
            } catch (IOException atItsEnd) {
                return;
            }
        });
        listener.start();
        return listener;
    }

    /** The last number that has come. */
    private static final class Inbox {

        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private volatile int last;
        private Runnable onEach = () -> {};

        void onEach(Runnable action) {
            onEach = action;
        }

        int last() {
            return last;
        }

        void accept(int number) {
            lock.lock();
            try {
                onEach.run();
                last = number;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void await(int number) throws InterruptedException {
            lock.lock();
            try {
                while (last != number) {
                    changed.await();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
