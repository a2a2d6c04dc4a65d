package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Channel.Wanted.ANYTHING;
import static io.github.multiprocessing4j.internal.shared.Channel.Wanted.BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChannelCoreTest {

    private final Object here = new Object();

    private final ChannelCore core = new ChannelCore(1);
    private final Answer<Object> first = new Answer<>();
    private final Answer<Object> second = new Answer<>();
    private final Answer<Object> third = new Answer<>();

    @Test
    void sendersWaitForRoomInOrder() throws Exception {
        assertThat(core.trySend(null)).isTrue();
        assertThat(core.trySend("too much")).isFalse();
        core.send("b", here, first);
        core.send("c", here, second);
        assertThat(receive()).isNull();
        first.assertIs(null);
        second.assertOpen();
        assertThat(receive()).isEqualTo("b");
        assertThat(receive()).isEqualTo("c");
        second.assertIs(null);
        assertThat(core.tryReceive(ANYTHING)).isNull();
    }

    @Test
    void receiversWaitForMessagesInOrder() throws Exception {
        core.receive(ANYTHING, here, first);
        core.receive(ANYTHING, here, second);
        core.trySend("a");
        first.assertIs("a");
        second.assertOpen();
        core.send(null, here, third);
        second.assertIs(null);
        third.assertIs(null);
        assertThat(core.isReady()).isFalse();
    }

    @Test
    void pollersAreToldAndTakeNothing() throws Exception {
        core.poll(here, first);
        core.poll(here, second);
        core.trySend("a");
        first.assertIs(null);
        second.assertIs(null);
        core.poll(here, third);
        third.assertIs(null);
        assertThat(core.tryPoll()).isTrue();
        assertThat(receive()).isEqualTo("a");
        assertThat(core.tryPoll()).isFalse();
    }

    @Test
    void anObjectStaysTheNextForThoseWhoWantBytes() throws Exception {
        core.receive(BYTES, here, first);
        core.receive(ANYTHING, here, second);
        core.trySend("text");
        assertThat(first.failure()).isInstanceOf(IOException.class).hasMessageContaining("java.lang.String");
        second.assertIs("text");
        core.trySend("more");
        core.receive(BYTES, here, third);
        assertThat(third.failure()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> core.tryReceive(BYTES)).isInstanceOf(IOException.class);
        assertThat(receive()).isEqualTo("more");
    }

    @Test
    void closingTheSenderLeavesWhatWasSent() throws Exception {
        core.trySend("a");
        core.send("b", here, first);
        core.closed(Side.SENDER);
        assertThat(first.failure()).isInstanceOf(IOException.class).hasMessageContaining("this end");
        assertThat(receive()).isEqualTo("a");
        assertThatThrownBy(this::receive).isInstanceOf(EOFException.class);
        core.receive(ANYTHING, here, second);
        assertThat(second.failure()).isInstanceOf(EOFException.class);
        assertThat(core.tryPoll()).isTrue();
        assertThatThrownBy(() -> core.trySend("c")).isInstanceOf(IOException.class);
    }

    @Test
    void closingTheSenderWakesThoseWhoReceive() {
        core.receive(ANYTHING, here, first);
        core.receive(BYTES, here, second);
        core.poll(here, third);
        core.closed(Side.SENDER);
        assertThat(first.failure()).isInstanceOf(EOFException.class);
        assertThat(second.failure()).isInstanceOf(EOFException.class).isNotSameAs(first.failure());
        third.assertIs(null);
    }

    @Test
    void closingTheReceiverBreaksThePipe() throws Exception {
        core.trySend("a");
        core.send("b", here, first);
        core.closed(Side.RECEIVER);
        assertThat(first.failure()).hasMessageContaining("broken pipe");
        core.send("c", here, second);
        assertThat(second.failure()).hasMessageContaining("broken pipe");
        core.receive(ANYTHING, here, third);
        assertThat(third.failure()).isInstanceOf(IOException.class).isNotInstanceOf(EOFException.class);
        assertThatThrownBy(core::tryPoll).isInstanceOf(IOException.class);
        core.closed(Side.SENDER);
        assertThatThrownBy(this::receive).isNotInstanceOf(EOFException.class);
    }

    @Test
    void closingTheReceiverWakesItsOwn() {
        core.receive(ANYTHING, here, first);
        core.poll(here, second);
        core.closed(Side.RECEIVER);
        assertThat(first.failure()).isInstanceOf(IOException.class).isNotInstanceOf(EOFException.class);
        assertThat(second.failure()).isInstanceOf(IOException.class).isNotInstanceOf(EOFException.class);
    }

    @Test
    void whoeverWithdrewIsPassedOver() throws Exception {
        core.receive(ANYTHING, here, first);
        core.poll(here, second);
        assertThat(core.withdraw(first)).isTrue();
        assertThat(core.withdraw(second)).isTrue();
        core.trySend("a");
        core.send("b", here, third);
        assertThat(core.withdraw(third)).isTrue();
        assertThat(core.withdraw(third)).isFalse();
        assertThat(receive()).isEqualTo("a");
        assertThat(core.tryReceive(ANYTHING)).isNull();
        first.assertOpen();
        second.assertOpen();
        third.assertOpen();
    }

    @Test
    void aWatchIsFiredByNewsAndByEitherEnd() throws Exception {
        Watch watch = new Watch();
        core.watch(watch);
        assertThat(hasFired(watch)).isFalse();
        core.trySend("a");
        assertThat(hasFired(watch)).isTrue();
        core.unwatch(watch);
        core.trySend("b");
        receive();
        assertThat(hasFired(watch)).isFalse();
        core.watch(watch);
        core.closed(Side.RECEIVER);
        assertThat(hasFired(watch)).isTrue();
    }

    private static boolean hasFired(Watch watch) throws InterruptedException {
        return watch.await(Deadline.after(Duration.ZERO));
    }

    private Object receive() throws IOException {
        Object masked = core.tryReceive(ANYTHING);
        assertThat(masked).isNotNull();
        return QueueCore.unmask(masked);
    }
}
