package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Channel.Wanted.ANYTHING;
import static io.github.multiprocessing4j.internal.shared.Channel.Wanted.BYTES;
import static io.github.multiprocessing4j.internal.shared.Shelf.begin;
import static io.github.multiprocessing4j.internal.shared.Shelf.get;
import static io.github.multiprocessing4j.internal.shared.Shelf.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.harness.Times;
import io.github.multiprocessing4j.internal.wire.Encoded;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ends of pipes in other realms. */
class FarChannelTest {

    private final Realms realms = new Realms();
    private final Exchange root = realms.root;
    private final Exchange left = realms.child(root);
    private final Exchange right = realms.child(root);
    private final Exchange below = realms.child(left);

    @AfterEach
    void end() throws InterruptedException {
        realms.end();
    }

    private static void send(Exchange by, Channel channel, Object message) throws Exception {
        channel.send(by.coder().encode(message));
    }

    private static Object receive(Exchange by, Channel channel) throws Exception {
        return by.coder().decode((Encoded) channel.receive(ANYTHING), null);
    }

    @Test
    void messagesGoFromAnyRealmToAnyOther() throws Exception {
        Channel channel = new BufferedChannel(2, true);
        Channel sender = Realms.hand(channel, Side.SENDER, root, right);
        Channel receiver = Realms.hand(channel, Side.RECEIVER, root, below);
        assertThat(receiver.await(Deadline.after(Duration.ZERO))).isFalse();
        send(right, sender, "a");
        send(right, sender, null);
        FutureTask<Object> third = begin(() -> {
            sender.send(new byte[] {7});
            return null;
        });
        until(() -> realms.isAsked(root, 2)); // what becomes of it, and when nobody receives any more
        assertThat(receiver.await(Deadline.NEVER)).isTrue();
        assertThatThrownBy(() -> receiver.receive(BYTES)).isInstanceOf(IOException.class);
        assertThat(receive(below, receiver)).isEqualTo("a");
        get(third);
        assertThat(receive(root, channel)).isNull();
        assertThat(receiver.receive(BYTES)).isEqualTo(new byte[] {7});
        assertThat(receiver.isReady()).isFalse();
    }

    @Test
    void theEndOfFileFollowsTheLastCopy() throws Exception {
        Channel channel = new BufferedChannel(2, true);
        Channel one = Realms.hand(channel, Side.SENDER, root, left);
        Channel two = Realms.hand(channel, Side.SENDER, root, left);
        Channel three = Realms.hand(channel, Side.SENDER, root, below);
        Encoded onItsWay = Realms.packed(root, new Realms.End(root, channel, Side.SENDER));
        FutureTask<Object> reader = begin(() -> channel.receive(ANYTHING));
        channel.closeSender();
        channel.closeSender();
        one.closeSender();
        one.closeSender();
        assertThatThrownBy(() -> channel.send(new byte[0])).isInstanceOf(IOException.class);
        send(left, two, "still open");
        assertThat(root.coder().decode((Encoded) get(reader), null)).isEqualTo("still open");
        FutureTask<Object> last = begin(() -> channel.receive(ANYTHING));
        two.closeSender();
        realms.kill(below);
        until(() -> root.questions().size() == 0);
        assertThat(channel.isReady()).isFalse();
        root.discard(onItsWay);
        assertThatThrownBy(() -> get(last)).isInstanceOf(EOFException.class);
        assertThat(three.travels()).isTrue();
    }

    @Test
    void senderFindsThatAllReceiversAreClosed() throws Exception {
        Channel channel = new BufferedChannel(1, true);
        Channel far = Realms.hand(channel, Side.RECEIVER, root, below);
        Channel sender = Realms.hand(channel, Side.SENDER, root, right);
        channel.closeReceiver();
        send(right, sender, "fills");
        FutureTask<Object> waiter = begin(() -> {
            sender.send(new byte[1]);
            return null;
        });
        until(() -> realms.isAsked(root, 2)); // by who waits, and when nobody receives any more
        far.closeReceiver();
        assertThatThrownBy(() -> get(waiter)).isInstanceOf(IOException.class).hasMessageContaining("broken pipe");
        assertThatThrownBy(() -> send(right, sender, "more")).isInstanceOf(IOException.class);
    }

    @Test
    void closingACopyWakesThoseWhoWaitWithIt() throws Exception {
        Channel channel = new BufferedChannel(1, true);
        Channel one = Realms.hand(channel, Side.RECEIVER, root, left);
        Channel two = Realms.hand(channel, Side.RECEIVER, root, left);
        Channel home = Realms.hand(channel, Side.RECEIVER, root, root);
        List<FutureTask<Object>> waiters = new ArrayList<>();
        for (Channel copy : List.of(one, two, home, channel)) {
            waiters.add(begin(() -> copy.receive(ANYTHING)));
            waiters.add(begin(() -> copy.await(Deadline.NEVER)));
        }
        until(() -> realms.isAsked(root, 4));
        one.closeReceiver();
        home.closeReceiver();
        for (FutureTask<Object> waiter : List.of(waiters.get(0), waiters.get(1), waiters.get(4), waiters.get(5))) {
            assertThatThrownBy(() -> get(waiter))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("closed");
        }
        assertThatThrownBy(() -> one.receive(ANYTHING)).isInstanceOf(IOException.class);
        channel.send(new byte[1]);
        channel.send(new byte[1]);
        get(waiters.get(2));
        get(waiters.get(6));
    }

    @Test
    void aDroppedCopyIsClosed() throws Exception {
        Channel channel = new BufferedChannel(1, true);
        Realms.hand(channel, Side.SENDER, root, below);
        Realms.hand(channel, Side.SENDER, root, root);
        channel.closeSender();
        Times.until(() -> {
            System.gc();
            return channel.isReady();
        });
        assertThatThrownBy(() -> channel.receive(ANYTHING)).isInstanceOf(EOFException.class);
    }

    @Test
    void watchesSeeFarAndNearChannels() throws Exception {
        Channel near = new BufferedChannel(1, true);
        Channel home = new BufferedChannel(1, true);
        Channel far = Realms.hand(home, Side.RECEIVER, root, below);
        FutureTask<Boolean> watcher = begin(() -> {
            Watch watch = new Watch();
            near.watch(watch);
            far.watch(watch);
            while (!far.isReady()) {
                watch.await(Deadline.NEVER);
            }
            far.unwatch(watch);
            near.unwatch(watch);
            return near.isReady();
        });
        until(() -> realms.isAsked(root, 1));
        send(root, home, "a");
        home.receive(ANYTHING); // whoever looks may find nothing, and goes on
        send(root, home, "b");
        assertThat(get(watcher)).isFalse();
        assertThat(receive(below, far)).isEqualTo("b");
        Watch watch = new Watch();
        far.watch(watch);
        far.unwatch(watch);
        until(() -> root.visits().size() == 0);
    }

    @Test
    void aRealmThatDiesMakesItsChannelsReadyToFail() throws Exception {
        Channel home = new BufferedChannel(1, true);
        Channel far = Realms.hand(home, Side.RECEIVER, below, right);
        FutureTask<Boolean> watcher = begin(() -> {
            Watch watch = new Watch();
            far.watch(watch);
            while (!far.isReady()) {
                watch.await(Deadline.NEVER);
            }
            return true;
        });
        FutureTask<Object> reader = begin(() -> far.receive(ANYTHING));
        until(() -> realms.isAsked(below, 2));
        realms.kill(left);
        assertThatThrownBy(() -> get(reader)).isInstanceOf(IOException.class);
        assertThat(get(watcher)).isTrue();
        far.closeReceiver();
    }

    @Test
    void aMessageThatDidNotArriveIsTheFirstAgain() throws Exception {
        Channel channel = new BufferedChannel(1, true);
        Channel far = Realms.hand(channel, Side.RECEIVER, root, below);
        begin(() -> far.receive(ANYTHING));
        until(() -> realms.isAsked(root, 1));
        realms.down(below).close(true);
        send(root, channel, "a");
        assertThat(receive(root, channel)).isEqualTo("a");
    }

    @Test
    void whoMeetsIsMovedWhenAnEndIsHandedOut() throws Exception {
        Channel channel = new RendezvousChannel();
        List<FutureTask<Object>> senders = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int message = i;
            Thread[] thread = new Thread[1];
            FutureTask<Object> sender = begin(() -> {
                thread[0] = Thread.currentThread();
                channel.send(message);
                return null;
            });
            until(() -> thread[0] != null);
            Times.untilParked(thread[0]);
            senders.add(sender);
        }
        assertThat(channel.travels()).isFalse();
        Channel far = Realms.hand(channel, Side.RECEIVER, root, below);
        assertThat(channel.travels()).isTrue();
        for (FutureTask<Object> sender : senders) {
            get(sender);
        }
        for (int i = 0; i < 40; i += 2) {
            assertThat(receive(below, far)).isEqualTo(i);
            assertThat(channel.receive(ANYTHING)).isEqualTo(i + 1);
        }
        channel.closeSender();
        assertThatThrownBy(() -> far.receive(ANYTHING)).isInstanceOf(EOFException.class);
    }

    @Test
    void receiversPollersAndWatchesAreMoved() throws Exception {
        Channel channel = new RendezvousChannel();
        FutureTask<Object> poller = begin(() -> channel.await(Deadline.NEVER));
        FutureTask<Object> watcher = begin(() -> {
            Watch watch = new Watch();
            channel.watch(watch);
            return watch.await(Deadline.NEVER);
        });
        FutureTask<Object> receiver = begin(() -> channel.receive(ANYTHING));
        Channel far = Realms.hand(channel, Side.SENDER, root, left);
        send(left, far, "a");
        send(left, far, "b");
        assertThat(root.coder().decode((Encoded) get(receiver), null)).isEqualTo("a");
        get(poller);
        get(watcher);
        assertThat(receive(root, channel)).isEqualTo("b");
        channel.closeReceiver();
        assertThatThrownBy(() -> send(left, far, "c")).isInstanceOf(IOException.class);
    }

    @Test
    void aClosedChannelIsClosedWhenItIsHandedOut() throws Exception {
        Channel channel = new RendezvousChannel();
        channel.closeSender();
        Channel far = Realms.hand(channel, Side.RECEIVER, root, left);
        assertThatThrownBy(() -> far.receive(ANYTHING)).isInstanceOf(EOFException.class);
    }
}
