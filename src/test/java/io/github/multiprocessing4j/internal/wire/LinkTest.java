package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.harness.Allocation;
import io.github.multiprocessing4j.harness.Times;
import io.github.multiprocessing4j.internal.memory.PrivateDirectory;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class LinkTest {

    private static final long LIMIT = 8 << 20;

    SocketChannel here;
    SocketChannel there;
    Link link;
    private Link other;

    @BeforeEach
    void connect() throws IOException {
        try (PrivateDirectory directory = PrivateDirectory.create();
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(directory.resolve("s")));
            here = SocketChannel.open(server.getLocalAddress());
            there = server.accept();
            open(directory);
        }
        link = link(here, true);
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        there.close();
        if (other != null) {
            other.close();
        }
    }

    /** Makes ready what the links need besides their sockets. */
    void open(PrivateDirectory directory) throws IOException {}

    abstract Rings rings(boolean ofParent);

    private Link link(SocketChannel channel, boolean ofParent) throws IOException {
        return new Link(channel, rings(ofParent), ofParent ? "here" : "there", LIMIT, LIMIT);
    }

    Link other() throws IOException {
        other = link(there, false);
        return other;
    }

    /** Somebody who sends reads as well: he hears so of room for more. */
    private static FutureTask<List<Object[]>> read(Link link) {
        FutureTask<List<Object[]>> read = new FutureTask<>(() -> readAll(link));
        Thread reader = new Thread(read);
        reader.setDaemon(true);
        reader.start();
        return read;
    }

    /** Ends a link when all that was sent is written. */
    private static void end(Link link) throws InterruptedException {
        assertThat(link.flush(Link.FLUSH_NANOS)).isTrue();
        link.close();
    }

    static List<Object[]> readAll(Link link) throws IOException {
        List<Object[]> all = new ArrayList<>();
        link.read(all::add);
        return all;
    }

    /** As far as it can be known, which it cannot be of sockets. */
    @Test
    void nothingIsOnItsWayBeforeAnythingIsSent() throws Exception {
        other();
        assertThat(link.hasReceivedAll()).isTrue();
        assertThat(link.catchUp()).isTrue();
        assertThat(link.awaitCaughtUp()).isTrue();
    }

    @Test
    void messagesOfOneSenderComeInOrder() throws Exception {
        List<Thread> senders = new ArrayList<>();
        for (int s = 0; s < 4; s++) {
            int sender = s;
            senders.add(new Thread(() -> {
                for (int i = 0; i < 5_000; i++) {
                    assertThat(link.send(sender, i)).isTrue();
                }
            }));
        }
        senders.forEach(Thread::start);
        read(link);
        FutureTask<List<Object[]>> read = read(other());
        for (Thread sender : senders) {
            sender.join();
        }
        end(link);
        int[] next = new int[4];
        for (Object[] message : read.get(30, TimeUnit.SECONDS)) {
            assertThat(message[1]).isEqualTo(next[(int) message[0]]++);
        }
        assertThat(next).containsOnly(5_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyAChildBelievesWhatItsParentAnnounces(boolean child) throws Exception {
        Rings rings = rings(false);
        other = child ? Link.toParent(there, rings, LIMIT, LIMIT) : new Link(there, rings, "there", LIMIT, LIMIT);
        FutureTask<Long> allocated = new FutureTask<>(() -> {
            long before = Allocation.ofThisThread();
            List<Object[]> all = readAll(other);
            return all.size() == 1 ? Allocation.ofThisThread() - before : -1;
        });
        read(link);
        new Thread(allocated, "reader-of-a-test").start();
        int length = 7 << 20;
        link.send(new byte[length]);
        end(link);
        int growth = 1 << 20; // the last of the arrays before that is so long, which grows into it
        long taken = allocated.get(Times.LONG.toSeconds(), TimeUnit.SECONDS);
        if (child) {
            assertThat(taken).isBetween((long) length, (long) length + growth);
        } else {
            assertThat(taken).isGreaterThan(length + growth);
        }
    }

    @Test
    void sendingDoesNotWaitForWhoeverReads() throws Exception {
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < 50; i++) {
            assertThat(link.send(i, megabyte)).isTrue();
        }
        assertThat(link.flush(1)).as("all is written").isFalse();
        read(link);
        FutureTask<List<Object[]>> read = read(other());
        end(link);
        assertThat(read.get(30, TimeUnit.SECONDS)).hasSize(50);
    }

    @Test
    void nothingIsSentAfterTheEnd() throws Exception {
        link.send("last");
        end(link);
        assertThat(link.send("too late")).isFalse();
        assertThat(readAll(other())).hasSize(1);
    }

    @Test
    void whoeverIsGoneIsSentNothing() throws Exception {
        FutureTask<List<Object[]>> read = read(link);
        there.close();
        byte[] much = new byte[1 << 16];
        Link mine = link;
        Times.until(() -> !mine.send(0, much));
        assertThat(link.flush(TimeUnit.SECONDS.toNanos(10))).isFalse();
        Times.until(read::isDone);
    }

    @Test
    void closingEndsTheOneWhoReads() throws Exception {
        FutureTask<List<Object[]>> read = new FutureTask<>(() -> readAll(link));
        Thread reader = new Thread(read);
        reader.start();
        Times.until(() -> Arrays.stream(reader.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("read")));
        link.close();
        reader.join(30_000);
        assertThat(read).isDone();
    }

    /** A message of plain data need not be one that anybody understands. */
    @Test
    void aMessageThatMakesNoSenseEndsTheLink() {
        for (Object[] senseless : List.of(new Object[0], new Object[] {"text"}, new Object[] {null})) {
            ConcurrentLinkedQueue<Integer> kinds = new ConcurrentLinkedQueue<>();
            assertThatThrownBy(() -> {
                        Link sender = other == null ? other() : other;
                        sender.send(1);
                        sender.send(senseless);
                        link.read(message -> kinds.add((int) message[0]));
                    })
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("makes no sense")
                    .hasCauseInstanceOf(RuntimeException.class);
            assertThat(kinds).containsExactly(1);
        }
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItIsSent() throws Exception {
        Encoded tooLong = new Encoded(Collections.nCopies(8, new byte[Encoded.PIECE]), List.of(), false);
        assertThatThrownBy(() -> link.check(tooLong))
                .isInstanceOf(EncodingFailure.class)
                .hasMessageContaining(String.valueOf(tooLong.length()));
        Encoded fits = new Encoded(Collections.nCopies(7, new byte[Encoded.PIECE]), List.of(), false);
        link.check(fits);
        link.send("x", fits);
        read(link);
        FutureTask<List<Object[]>> read = read(other());
        end(link);
        assertThat(read.get(30, TimeUnit.SECONDS)).hasSize(1);
    }
}
