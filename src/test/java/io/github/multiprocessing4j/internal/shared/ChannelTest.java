package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.harness.Times.untilParked;
import static io.github.multiprocessing4j.internal.shared.Channel.Wanted.ANYTHING;
import static io.github.multiprocessing4j.internal.shared.Channel.Wanted.BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.harness.Times;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both kinds of channel do with threads that wait. */
class ChannelTest {

    enum Kind {
        RENDEZVOUS {
            @Override
            Channel make() {
                return new RendezvousChannel();
            }
        },
        BUFFERED {
            @Override
            Channel make() {
                return new BufferedChannel(1);
            }
        };

        abstract Channel make();

        /** A channel in which the next sender has to wait. */
        Channel makeFull() throws Exception {
            Channel channel = make();
            if (this == BUFFERED) {
                channel.send("first");
            }
            return channel;
        }
    }

    @ParameterizedTest
    @EnumSource
    void messagesOfSeveralSendersComeInTheOrderInWhichTheyCame(Kind kind) throws Exception {
        Channel channel = kind.make();
        List<FutureTask<Void>> senders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int message = i;
            senders.add(waiting(() -> send(channel, message), kind == Kind.BUFFERED && i == 0));
        }
        for (int i = 0; i < 5; i++) {
            assertThat(channel.receive(ANYTHING)).isEqualTo(i);
        }
        for (FutureTask<Void> sender : senders) {
            get(sender);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anObjectThatIsNoBytesGoesToAnotherWhoWaits(Kind kind) throws Exception {
        Channel channel = kind.make();
        FutureTask<Object> wantsBytes = waiting(() -> channel.receive(BYTES), false);
        FutureTask<Object> alsoWantsBytes = waiting(() -> channel.receive(BYTES), false);
        FutureTask<Object> takesAnything = waiting(() -> channel.receive(ANYTHING), false);
        channel.send("text");
        assertThatThrownBy(() -> get(wantsBytes)).isInstanceOf(IOException.class);
        assertThat(get(takesAnything)).isEqualTo("text");
        assertThat(channel.isReady()).isFalse();
        // He is refused as well, unless the other one was faster: then he waits for the next.
        channel.closeSender();
        assertThatThrownBy(() -> get(alsoWantsBytes)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anObjectThatIsNoBytesIsReadyAndStaysFirst(Kind kind) throws Exception {
        Channel channel = kind.make();
        FutureTask<Void> sender = run(() -> {
            channel.send(null);
            channel.send("second");
            channel.closeSender();
            return null;
        });
        assertThatThrownBy(() -> channel.receive(BYTES))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("null");
        assertThatThrownBy(() -> channel.receive(BYTES)).isInstanceOf(IOException.class);
        assertThat(channel.isReady()).isTrue();
        assertThat(channel.await(Deadline.after(Duration.ZERO))).isTrue();
        assertThat(channel.receive(ANYTHING)).isNull();
        assertThat(channel.receive(ANYTHING)).isEqualTo("second");
        assertThatThrownBy(() -> channel.receive(ANYTHING)).isInstanceOf(EOFException.class);
        get(sender);
    }

    @ParameterizedTest
    @EnumSource
    void closingTheReceiverDropsWhatStayedFirst(Kind kind) throws Exception {
        Channel channel = kind.make();
        FutureTask<Void> sender = run(() -> send(channel, "text"));
        assertThatThrownBy(() -> channel.receive(BYTES)).isInstanceOf(IOException.class);
        get(sender);
        channel.closeReceiver();
        assertThatThrownBy(() -> channel.receive(ANYTHING)).hasMessageContaining("this end");
    }

    @ParameterizedTest
    @EnumSource
    void closingTheSenderWakesEverybody(Kind kind) throws Exception {
        Channel channel = kind.make();
        FutureTask<Object> receiver = waiting(() -> channel.receive(ANYTHING), false);
        FutureTask<Object> another = waiting(() -> channel.receive(BYTES), false);
        FutureTask<Boolean> poller = waiting(() -> channel.await(Deadline.NEVER), false);
        channel.closeSender();
        assertThatThrownBy(() -> get(receiver)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> get(another)).isInstanceOf(EOFException.class);
        assertThat(get(poller)).isTrue();

        Channel full = kind.makeFull();
        FutureTask<Void> sender = waiting(() -> send(full, "x"), false);
        full.closeSender();
        assertThatThrownBy(() -> get(sender)).isInstanceOf(IOException.class).hasMessageContaining("this end");
    }

    @ParameterizedTest
    @EnumSource
    void closingTheReceiverWakesEverybody(Kind kind) throws Exception {
        Channel channel = kind.make();
        FutureTask<Object> receiver = waiting(() -> channel.receive(ANYTHING), false);
        FutureTask<Boolean> poller = waiting(() -> channel.await(Deadline.NEVER), false);
        channel.closeReceiver();
        for (FutureTask<?> each : List.of(receiver, poller)) {
            assertThatThrownBy(() -> get(each))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(EOFException.class)
                    .hasMessageContaining("this end");
        }

        Channel full = kind.makeFull();
        FutureTask<Void> sender = waiting(() -> send(full, "x"), false);
        FutureTask<Void> another = waiting(() -> send(full, "y"), false);
        full.closeReceiver();
        assertThatThrownBy(() -> get(sender)).hasMessageContaining("broken pipe");
        assertThatThrownBy(() -> get(another)).hasMessageContaining("broken pipe");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureShowsWhoHasFailed(Kind kind) throws Exception {
        Channel channel = kind.make();
        FutureTask<Object> receiver = waiting(() -> channel.receive(ANYTHING), false);
        channel.closeSender();
        assertThatThrownBy(() -> get(receiver))
                .satisfies(failure -> assertThat(failure.getStackTrace())
                        .extracting(StackTraceElement::getMethodName)
                        .contains("receive")
                        .doesNotContain("closeSender"));
    }

    @ParameterizedTest
    @EnumSource
    void aSenderWhoIsInterruptedTakesHisMessageBack(Kind kind) throws Exception {
        Channel channel = kind.makeFull();
        FutureTask<Void> task = new FutureTask<>(() -> send(channel, "x"));
        Thread sender = new Thread(task);
        sender.start();
        untilParked(sender);
        sender.interrupt();
        assertThatThrownBy(() -> get(task)).isInstanceOf(InterruptedException.class);
        channel.closeSender();
        if (kind == Kind.BUFFERED) {
            assertThat(channel.receive(ANYTHING)).isEqualTo("first");
        }
        assertThatThrownBy(() -> channel.receive(ANYTHING)).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptFromBeforeIsNoticedWhateverIsThere(Kind kind) throws Exception {
        Channel channel = kind.make();
        FutureTask<Void> sender = run(() -> send(channel, "x"));
        assertThat(channel.await(Deadline.NEVER)).isTrue();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> channel.receive(ANYTHING)).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> channel.await(Deadline.NEVER)).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> channel.send("y")).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(channel.receive(ANYTHING)).isEqualTo("x");
        assertThat(channel.isReady()).isFalse();
        get(sender);
    }

    private static Void send(Channel channel, Object message) throws Exception {
        channel.send(message);
        return null;
    }

    private static <R> FutureTask<R> run(Callable<R> call) {
        FutureTask<R> task = new FutureTask<>(call);
        new Thread(task).start();
        return task;
    }

    /** Runs something in a thread, up to where it waits or, if it need not, to its end. */
    private static <R> FutureTask<R> waiting(Callable<R> call, boolean ends) throws Exception {
        FutureTask<R> task = new FutureTask<>(call);
        Thread thread = new Thread(task);
        thread.start();
        if (ends) {
            thread.join();
        } else {
            untilParked(thread);
        }
        return task;
    }

    private static <R> R get(FutureTask<R> task) throws Exception {
        try {
            return task.get(Times.LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }
}
