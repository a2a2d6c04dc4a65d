package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.afterAbout;
import static io.github.multiprocessing4j.harness.Times.atOnce;
import static io.github.multiprocessing4j.harness.Times.join;
import static io.github.multiprocessing4j.harness.Times.untilParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.BufferTooShortException;
import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.harness.Child;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;

class PipeContractTest {

    private static final byte[] ALPHABET = "abcdefghijklmnopqrstuvwxyz".getBytes();
    private static final Duration TENTH = Duration.ofMillis(100);

    @ContractTest
    @Tag("PIPE.1")
    void objectsAndBytesGoThereAndBack(Context mp) throws Exception {
        Pipe<Object> pipe = mp.pipe();
        Connection<Object> end = pipe.left();
        Child echo = Child.process(mp, PipeContractTest::echo, pipe.right()).start();

        List<Object> list = Arrays.asList(1, 2.5, null);
        end.send(list);
        assertThat(end.recv()).isEqualTo(list);
        end.sendBytes(ALPHABET);
        assertThat(end.recvBytes()).isEqualTo(ALPHABET);
        assertThat(atOnce(() -> end.poll())).isFalse();
        assertThat(atOnce(() -> end.poll(Duration.ofSeconds(-1)))).isFalse();
        assertThat(afterAbout(TENTH, () -> end.poll(TENTH))).isFalse();
        end.send(null);
        assertThat(end.poll(LONG)).isTrue();
        assertThat(atOnce(() -> end.poll(TENTH))).isTrue();
        assertThat(end.recv()).isNull();
        end.close();
        join(echo);
    }

    private static void echo(Connection<Object> end) throws Exception {
        try {
            while (true) {
                Object message = end.recv();
                if (message instanceof byte[] bytes) {
                    end.sendBytes(bytes);
                } else {
                    end.send(message);
                }
            }
        } catch (EOFException over) {
            end.close();
        }
    }

    @ContractTest
    @Tag("PIPE.2")
    void bytesAreReceivedIntoABuffer(Context mp) throws Exception {
        Pipe<Object> pipe = mp.pipe(false, 8);
        Connection<Object> in = pipe.left();
        Connection<Object> out = pipe.right();
        byte[] buffer = new byte[40];

        out.sendBytes(ALPHABET);
        assertThat(in.recvBytesInto(buffer)).isEqualTo(26);
        assertThat(buffer).startsWith(ALPHABET).endsWith(new byte[14]);

        Arrays.fill(buffer, (byte) 0);
        out.sendBytes(ALPHABET);
        assertThat(in.recvBytesInto(buffer, 10)).isEqualTo(26);
        assertThat(Arrays.copyOfRange(buffer, 10, 36)).isEqualTo(ALPHABET);
        assertThat(buffer).startsWith(new byte[10]).endsWith(new byte[4]);

        byte[] before = buffer.clone();
        out.sendBytes(ALPHABET);
        out.sendBytes(new byte[] {7});
        assertThatThrownBy(() -> in.recvBytesInto(buffer, 15))
                .isInstanceOfSatisfying(
                        BufferTooShortException.class,
                        tooShort -> assertThat(tooShort.message()).isEqualTo(ALPHABET));
        assertThat(buffer).isEqualTo(before);
        assertThat(in.recvBytes()).containsExactly(7);

        assertThatThrownBy(() -> in.recvBytesInto(buffer, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> in.recvBytesInto(buffer, 41)).isInstanceOf(IllegalArgumentException.class);
        out.sendBytes(new byte[0]);
        assertThat(in.recvBytesInto(buffer, 40)).isZero();
    }

    @ContractTest
    @Tag("PIPE.3")
    void aOneWayPipeGoesFromRightToLeft(Context mp) throws Exception {
        Pipe<String> pipe = mp.pipe(false);
        Connection<String> reader = pipe.left();
        Connection<String> writer = pipe.right();
        assertThat(reader.isReadable()).isTrue();
        assertThat(reader.isWritable()).isFalse();
        assertThat(writer.isReadable()).isFalse();
        assertThat(writer.isWritable()).isTrue();

        Child sender = Child.process(mp, PipeContractTest::sendHello, writer).start();
        assertThat(reader.recv()).isEqualTo("hello");
        join(sender);
        assertThatThrownBy(() -> reader.send("x")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> reader.sendBytes(ALPHABET)).isInstanceOf(IOException.class);
        assertThatThrownBy(writer::recv).isInstanceOf(IOException.class);
        assertThatThrownBy(writer::poll).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Connection.wait(List.of(writer))).isInstanceOf(IOException.class);
    }

    private static void sendHello(Connection<String> writer) throws Exception {
        writer.send("hello");
    }

    @ContractTest
    @Tag("PIPE.4")
    void partsOfAnArrayAreSent(Context mp) throws Exception {
        Pipe<Object> pipe = mp.pipe(false, 8);
        Connection<Object> in = pipe.left();
        Connection<Object> out = pipe.right();

        out.sendBytes(ALPHABET, 5);
        assertThat(in.recvBytes()).isEqualTo(Arrays.copyOfRange(ALPHABET, 5, 26));
        out.sendBytes(ALPHABET, 7, 8);
        assertThat(in.recvBytes()).isEqualTo(Arrays.copyOfRange(ALPHABET, 7, 15));
        out.sendBytes(ALPHABET, 26);
        assertThat(in.recvBytes()).isEmpty();
        out.sendBytes(ALPHABET, 26, 0);
        assertThat(in.recvBytes()).isEmpty();

        for (int offset : new int[] {27, -1}) {
            assertThatThrownBy(() -> out.sendBytes(ALPHABET, offset)).isInstanceOf(IllegalArgumentException.class);
        }
        for (int[] bad : new int[][] {{22, 5}, {26, 1}, {4, -1}, {2, Integer.MAX_VALUE}}) {
            assertThatThrownBy(() -> out.sendBytes(ALPHABET, bad[0], bad[1]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> out.sendBytes(null)).isInstanceOf(NullPointerException.class);
        assertThat(in.poll()).isFalse();
    }

    @ContractTest
    void bytesAreCopiedWhenTheyAreSent(Context mp) throws Exception {
        Pipe<Object> pipe = mp.pipe(false, 1);
        byte[] bytes = ALPHABET.clone();
        pipe.right().sendBytes(bytes);
        bytes[0] = 0;
        assertThat(pipe.left().recvBytes()).isEqualTo(ALPHABET);
    }

    @ContractTest
    @Tag("PIPE.5")
    void aMessageWithoutBytesIsAMessage(Context mp) throws Exception {
        Pipe<Object> pipe = mp.pipe();
        Connection<Object> end = pipe.left();
        assertThat(end.poll()).isFalse();
        Child sender =
                Child.process(mp, PipeContractTest::sendNoBytes, pipe.right()).start();
        assertThat(end.poll(LONG)).isTrue();
        assertThat(end.poll()).isTrue();
        assertThat(end.recvBytes()).isEmpty();
        assertThat(end.poll()).isFalse();
        join(sender);
    }

    private static void sendNoBytes(Connection<Object> end) throws Exception {
        end.sendBytes(new byte[0]);
    }

    @ContractTest
    @Tag("PIPE.8")
    void whatWasSentBeforeTheEndOfFileIsReceived(Context mp) throws Exception {
        Pipe<String> pipe = mp.pipe(false, 2);
        Connection<String> reader = pipe.left();
        Connection<String> writer = pipe.right();
        writer.send("one");
        writer.send("two");
        writer.close();
        writer.close();
        assertThat(writer.isClosed()).isTrue();

        assertThat(reader.recv()).isEqualTo("one");
        assertThat(reader.recv()).isEqualTo("two");
        assertThat(atOnce(() -> reader.poll())).isTrue();
        assertThat(atOnce(() -> reader.poll(LONG))).isTrue();
        assertThatThrownBy(reader::recv).isInstanceOf(EOFException.class);
        assertThatThrownBy(reader::recvBytes).isInstanceOf(EOFException.class);
        reader.close();
        reader.close();
        assertThatThrownBy(reader::recv).isInstanceOf(IOException.class).isNotInstanceOf(EOFException.class);
        assertThatThrownBy(reader::poll).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> reader.poll(LONG)).isInstanceOf(IOException.class);
    }

    @ContractTest(StartMethod.THREAD)
    @Tag("PIPE.8")
    void whoeverMeetsNobodyAnyMoreFindsTheEndOfFile(Context mp) throws Exception {
        Pipe<String> pipe = mp.pipe(false);
        Connection<String> reader = pipe.left();
        Child sender = Child.process(mp, PipeContractTest::sendTwoAndClose, pipe.right())
                .start();
        assertThat(reader.recv()).isEqualTo("one");
        assertThat(reader.recv()).isEqualTo("two");
        join(sender);
        assertThat(atOnce(() -> reader.poll())).isTrue();
        assertThatThrownBy(reader::recv).isInstanceOf(EOFException.class);
    }

    private static void sendTwoAndClose(Connection<String> writer) throws Exception {
        writer.send("one");
        writer.send("two");
        writer.close();
    }

    @ContractTest
    @Tag("PIPE.9")
    void sendingToAClosedEndFails(Context mp) throws Exception {
        for (Pipe<String> pipe : List.of(mp.<String>pipe(), mp.<String>pipe(4))) {
            pipe.left().close();
            assertThatThrownBy(() -> pipe.right().send("x"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("broken pipe");
            assertThatThrownBy(() -> pipe.right().sendBytes(ALPHABET)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> pipe.left().send("x"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("this end");
        }
    }

    @ContractTest
    @Tag("PIPE.10")
    void aMessageThatIsTooLongEndsReading(Context mp) throws Exception {
        Pipe<Object> oneWay = mp.pipe(false, 4);
        oneWay.right().sendBytes(new byte[10]);
        oneWay.right().sendBytes(new byte[50]);
        assertThatThrownBy(() -> oneWay.left().recvBytes(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(oneWay.left().recvBytes(10)).hasSize(10);
        assertThatThrownBy(() -> oneWay.left().recvBytes(10))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("50");
        assertThat(oneWay.left().isClosed()).isTrue();
        assertThatThrownBy(oneWay.left()::recv).isInstanceOf(IOException.class);

        Pipe<Object> duplex = mp.pipe(4);
        duplex.right().sendBytes(new byte[50]);
        assertThatThrownBy(() -> duplex.left().recvBytes(10)).isInstanceOf(IOException.class);
        assertThatThrownBy(duplex.left()::recv).isInstanceOf(IOException.class);
        assertThatThrownBy(duplex.left()::poll).isInstanceOf(IOException.class);
        assertThat(duplex.left().isReadable()).isFalse();
        assertThat(duplex.left().isWritable()).isTrue();
        assertThat(duplex.left().isClosed()).isFalse();
        assertThatThrownBy(() -> duplex.right().send("x")).isInstanceOf(IOException.class);
        duplex.left().send("still");
        assertThat(duplex.right().recv()).isEqualTo("still");
    }

    @ContractTest
    void anObjectWhereBytesAreWantedIsLeftForTheNext(Context mp) throws Exception {
        Pipe<Object> pipe = mp.pipe(false, 4);
        Connection<Object> in = pipe.left();
        pipe.right().send("text");
        pipe.right().send("more");
        assertThatThrownBy(in::recvBytes).isInstanceOf(IOException.class).hasMessageContaining("is no bytes");
        assertThat(in.poll()).isTrue();
        assertThat(Connection.wait(List.of(in), Duration.ZERO)).containsExactly(in);
        assertThatThrownBy(() -> in.recvBytesInto(new byte[9])).isInstanceOf(IOException.class);
        assertThat(in.recv()).isEqualTo("text");
        assertThat(in.recv()).isEqualTo("more");
        assertThat(in.poll()).isFalse();
    }

    @ContractTest
    void closingAnEndWakesWhoeverReceivesAtEither(Context mp) throws Exception {
        for (Pipe<String> pipe : List.of(mp.<String>pipe(), mp.<String>pipe(1))) {
            Connection<String> idle = mp.<String>pipe().left();
            List<FutureTask<Throwable>> own = List.of(
                    waiting(pipe.left()::recv),
                    waiting(pipe.left()::recvBytes),
                    waiting(() -> pipe.left().poll(LONG)),
                    waiting(() -> Connection.wait(List.of(idle, pipe.left()))));
            FutureTask<Throwable> other = waiting(pipe.right()::recv);
            pipe.left().close();
            for (FutureTask<Throwable> each : own) {
                assertThat(get(each)).isInstanceOf(IOException.class).isNotInstanceOf(EOFException.class);
            }
            assertThat(get(other)).isInstanceOf(EOFException.class);
        }
    }

    @ContractTest(StartMethod.THREAD)
    void closingAnEndWakesWhoeverSendsAtEither(Context mp) throws Exception {
        Pipe<String> buffered = mp.pipe(1);
        buffered.left().send("fills the buffer");
        buffered.right().send("fills the other");
        for (Pipe<String> pipe : List.of(mp.<String>pipe(), buffered)) {
            FutureTask<Throwable> own = waiting(() -> pipe.left().send("x"));
            FutureTask<Throwable> other = waiting(() -> pipe.right().send("y"));
            pipe.left().close();
            assertThat(get(own)).isInstanceOf(IOException.class).hasMessageContaining("this end");
            assertThat(get(other)).isInstanceOf(IOException.class).hasMessageContaining("broken pipe");
        }
        assertThat(buffered.right().recv()).isEqualTo("fills the buffer");
        assertThatThrownBy(buffered.right()::recv).isInstanceOf(EOFException.class);
    }

    @ContractTest
    void aClosedEndIsOfNoUse(Context mp) throws Exception {
        for (Pipe<String> pipe : List.of(mp.<String>pipe(), mp.<String>pipe(1))) {
            Connection<String> end = pipe.left();
            end.close();
            assertThat(end.isClosed()).isTrue();
            for (ThrowingCallable use : List.<ThrowingCallable>of(
                    () -> end.send("x"),
                    () -> end.sendBytes(ALPHABET, 3, 0),
                    end::recv,
                    end::recvBytes,
                    () -> end.recvBytes(3),
                    () -> end.recvBytesInto(new byte[3]),
                    end::poll,
                    () -> end.poll(LONG),
                    () -> Connection.wait(List.of(end)))) {
                assertThatThrownBy(use)
                        .isInstanceOf(IOException.class)
                        .isNotInstanceOf(EOFException.class)
                        .hasMessageContaining("closed");
            }
            assertThat(pipe.right().isClosed()).isFalse();
        }
    }

    @ContractTest
    void missingArgumentsAreRefused(Context mp) throws Exception {
        Connection<String> end = mp.<String>pipe(1).left();
        assertThatThrownBy(() -> end.poll(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("timeout");
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> end.sendBytes(null), () -> end.sendBytes(null, 0), () -> end.sendBytes(null, 0, 0))) {
            assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage("bytes");
        }
        assertThatThrownBy(() -> end.recvBytesInto(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("buffer");
        assertThatThrownBy(() -> end.recvBytesInto(null, 0))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("buffer");
        assertThatThrownBy(() -> new Pipe<>(end, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("right");
    }

    @ContractTest(StartMethod.THREAD)
    void anInterruptedSendIsTakenBack(Context mp) throws Exception {
        Pipe<String> pipe = mp.pipe();
        FutureTask<Throwable> task =
                new FutureTask<>(() -> failureOf(() -> pipe.left().send("x")));
        Thread sender = new Thread(task);
        sender.start();
        assertThat(pipe.right().poll(LONG)).isTrue();
        sender.interrupt();
        assertThat(get(task)).isInstanceOf(InterruptedException.class);
        assertThat(pipe.right().poll()).isFalse();
    }

    @ContractTest
    void anInterruptFromBeforeIsNoticedThoughNobodyNeedWait(Context mp) throws Exception {
        Pipe<String> pipe = mp.pipe(2);
        pipe.left().send("x");
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> pipe.left().send("y"),
                pipe.right()::recv,
                pipe.right()::recvBytes,
                () -> pipe.right().poll(LONG),
                () -> Connection.wait(List.of(pipe.right())))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(call).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
        assertThat(pipe.right().recv()).isEqualTo("x");
        assertThat(pipe.right().poll()).isFalse();
    }

    private static FutureTask<Throwable> waiting(ThrowingCallable call) throws Exception {
        FutureTask<Throwable> task = new FutureTask<>(() -> failureOf(call));
        Thread thread = new Thread(task);
        thread.start();
        untilParked(thread);
        return task;
    }

    private static Throwable failureOf(ThrowingCallable call) {
        try {
            call.call();
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }

    private static Throwable get(FutureTask<Throwable> task) throws Exception {
        return task.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @ContractTest
    void largeMessagesGoThrough(Context mp) throws Exception {
        Pipe<Object> pipe = mp.pipe();
        Child sender =
                Child.process(mp, PipeContractTest::sendLarge, pipe.right()).start();
        byte[] received = pipe.left().recvBytes();
        assertThat(received.length).isEqualTo(64 << 20);
        assertThat(received[received.length - 1]).isEqualTo((byte) 42);
        join(sender);
    }

    private static void sendLarge(Connection<Object> end) throws Exception {
        byte[] bytes = new byte[64 << 20];
        bytes[bytes.length - 1] = 42;
        end.sendBytes(bytes);
    }

    @ContractTest
    void aBufferHasRoomForItsCapacity(Context mp) throws Exception {
        Pipe<Integer> pipe = mp.pipe(3);
        Child sender =
                Child.process(mp, PipeContractTest::sendFive, pipe.right()).start();
        assertThat(pipe.left().poll(LONG)).isTrue();
        for (int i = 0; i < 5; i++) {
            assertThat(pipe.left().recv()).isEqualTo(i);
        }
        join(sender);
        for (int bad : new int[] {0, -1}) {
            assertThatThrownBy(() -> mp.pipe(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(bad));
        }
    }

    private static void sendFive(Connection<Integer> end) throws Exception {
        for (int i = 0; i < 5; i++) {
            end.send(i);
        }
    }
}
