package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Channel.Wanted.ANYTHING;
import static io.github.multiprocessing4j.internal.shared.Shelf.ask;
import static io.github.multiprocessing4j.internal.shared.Shelf.begin;
import static io.github.multiprocessing4j.internal.shared.Shelf.get;
import static io.github.multiprocessing4j.internal.shared.Shelf.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.internal.wire.Encoded;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What neighbours hand over without waiting for an answer. */
class HandingOverTest {

    private final Realms realms = new Realms();
    private final Exchange root = realms.root;
    private final Exchange left = realms.child(root);
    private final Exchange right = realms.child(root);
    private final Object here = new Object();

    @BeforeEach
    void beginHanding() {
        realms.up(left).beginHanding();
        realms.down(left).beginHanding();
    }

    @AfterEach
    void end() throws InterruptedException {
        realms.end();
    }

    private static Encoded pack(Exchange by, Object item) throws Exception {
        return by.coder().encode(item);
    }

    private static Object unpack(Exchange by, Object item) throws Exception {
        return by.coder().decode((Encoded) item, null);
    }

    private Object take(Exchange by, SharedQueue queue) throws Exception {
        return unpack(by, ask((Reply<Object> reply) -> queue.get(here, reply)));
    }

    /** A stand-in that knows what room there is, and can get no answer any more. */
    private <Q extends SharedQueue> Q handedToLeft(Kind<Q> kind, Q queue) throws Exception {
        Q child = Realms.hand(kind, queue, root, left);
        assertThat(child.capacity()).isEqualTo(Integer.MAX_VALUE);
        realms.down(left).hold();
        return child;
    }

    @Test
    void nobodyWaitsUntilAnItemIsInAQueueWithoutABound() throws Exception {
        QueueCore queue = new QueueCore(0);
        SharedQueue child = handedToLeft(Kind.QUEUE, queue);
        realms.up(left).hold();
        assertThat(child.offer(pack(left, "a"))).isTrue();
        assertThat(child.offer(pack(left, null))).isTrue();
        realms.up(left).release();
        assertThat(take(root, queue)).isEqualTo("a");
        assertThat(take(root, queue)).isNull();
        assertThat(left.questions().size()).isZero();
    }

    @Test
    void whoeverFindsNothingHearsFirstWhatWasHandedOver() throws Exception {
        QueueCore queue = new QueueCore(0);
        SharedQueue child = handedToLeft(Kind.QUEUE, queue);
        SharedQueue sibling = Realms.hand(Kind.QUEUE, queue, root, right);
        child.offer(pack(left, "known"));
        until(() -> queue.size() == 1);
        realms.up(left).hold();
        child.offer(pack(left, "on its way"));
        FutureTask<Integer> near = begin(queue::size);
        FutureTask<Integer> far = begin(sibling::size);
        assertThat(unpack(root, queue.poll())).isEqualTo("known");
        FutureTask<Object> poller = begin(queue::poll);
        until(() -> right.questions().size() == 1);
        assertThat(near.isDone() || far.isDone() || poller.isDone()).isFalse();
        realms.up(left).release();
        assertThat(unpack(root, get(poller))).isEqualTo("on its way");
        assertThat(get(near)).isBetween(0, 1);
        assertThat(get(far)).isBetween(0, 1);
    }

    /** Whether it comes before he looks, or while he does. */
    @RepeatedTest(200)
    void theFirstItemIsHeardToo() throws Exception {
        QueueCore queue = new QueueCore(0);
        SharedQueue child = handedToLeft(Kind.QUEUE, queue);
        realms.up(left).hold();
        child.offer(pack(left, "first"));
        FutureTask<Object> poller = begin(queue::poll);
        realms.up(left).release();
        assertThat(unpack(root, get(poller))).isEqualTo("first");
    }

    @Test
    void aSiblingFindsWhatWasHandedOver() throws Exception {
        QueueCore queue = new QueueCore(0);
        SharedQueue child = handedToLeft(Kind.QUEUE, queue);
        SharedQueue sibling = Realms.hand(Kind.QUEUE, queue, root, right);
        child.offer(pack(left, "first"));
        assertThat(unpack(right, get(begin(sibling::poll)))).isEqualTo("first");
        realms.up(left).hold();
        child.offer(pack(left, "second"));
        FutureTask<Object> poller = begin(sibling::poll);
        until(() -> right.questions().size() == 1);
        realms.up(left).release();
        assertThat(unpack(right, get(poller))).isEqualTo("second");
    }

    @Test
    void whatWasHandedOverIsUnfinished() throws Exception {
        JoinableQueueCore queue = new JoinableQueueCore(0);
        SharedJoinableQueue child = handedToLeft(Kind.JOINABLE_QUEUE, queue);
        child.offer(pack(left, 1));
        assertThat(take(root, queue)).isEqualTo(1);
        queue.taskDone();
        realms.up(left).hold();
        child.offer(pack(left, 2));
        FutureTask<Object> joiner = begin(() -> ask(queue::join));
        realms.up(left).release();
        assertThat(take(root, queue)).isEqualTo(2);
        assertThat(joiner.isDone()).isFalse();
        queue.taskDone();
        assertThat(get(joiner)).isNull();
    }

    @Test
    void whereThereIsABoundItIsAsked() throws Exception {
        SharedQueue child = Realms.hand(Kind.QUEUE, new QueueCore(1), root, left);
        assertThat(child.offer(pack(left, 1))).isTrue();
        assertThat(child.isFull()).isTrue();
        assertThat(child.offer(pack(left, 2))).isFalse();
    }

    @Test
    void whatWasHandedOverOutlivesWhoHasDoneSo() throws Exception {
        QueueCore queue = new QueueCore(0);
        SharedQueue child = handedToLeft(Kind.QUEUE, queue);
        realms.up(left).hold();
        assertThat(child.offer(pack(left, "last"))).isTrue();
        realms.kill(left);
        assertThat(queue.size()).isEqualTo(1);
        assertThat(take(root, queue)).isEqualTo("last");
    }

    @Test
    void whoPutsHearsThatTheHomeIsGone() throws Exception {
        SharedQueue far = Realms.hand(Kind.QUEUE, new QueueCore(0), left, root);
        assertThat(far.offer(pack(root, 1))).isTrue();
        realms.kill(left);
        Encoded item = pack(root, 2);
        assertThatThrownBy(() -> far.offer(item)).isInstanceOf(Realms.Lost.class);
    }

    @Test
    void ofAChannelWithLittleRoomASenderIsOneMessageAhead() throws Exception {
        Channel channel = new BufferedChannel(1, true);
        Channel sender = Realms.hand(channel, Side.SENDER, root, left);
        sender.send(pack(left, 1));
        sender.send(pack(left, 2));
        FutureTask<Object> third = begin(() -> {
            sender.send(pack(left, 3));
            return null;
        });
        // Asked is what becomes of the second one, and when all receivers are closed.
        until(() -> channel.isReady() && realms.isAsked(root, 2));
        assertThat(third.isDone()).isFalse();
        assertThat(unpack(root, channel.receive(ANYTHING))).isEqualTo(1);
        get(third);
        assertThat(unpack(root, channel.receive(ANYTHING))).isEqualTo(2);
        assertThat(unpack(root, channel.receive(ANYTHING))).isEqualTo(3);
        assertThat(channel.isReady()).isFalse();
    }

    /** So many messages go in where nobody receives, and no others; all come in order. */
    @ParameterizedTest
    @CsvSource({"1, 2", "2, 3", "3, 4", "4, 7", "16, 25", "1000, 1009"})
    void aSenderIsLessThanTwoWindowsAhead(int capacity, int most) throws Exception {
        Channel channel = new BufferedChannel(capacity, true);
        Channel sender = Realms.hand(channel, Side.SENDER, root, left);
        int total = 3 * most;
        AtomicInteger sent = new AtomicInteger();
        Thread[] thread = new Thread[1];
        FutureTask<Object> sending = begin(() -> {
            thread[0] = Thread.currentThread();
            for (int i = 0; i < total; i++) {
                sender.send(pack(left, i));
                sent.incrementAndGet();
            }
            return null;
        });
        until(() -> sent.get() >= most && thread[0].getState() == Thread.State.WAITING);
        assertThat(sent.get()).isEqualTo(most);
        for (int i = 0; i < total; i++) {
            assertThat(unpack(root, channel.receive(ANYTHING))).isEqualTo(i);
        }
        get(sending);
        assertThat(channel.isReady()).isFalse();
    }

    /** However fast it sends: whoever waits for room has it next. */
    @Test
    void aSenderWhoIsAheadDoesNotOvertakeWhoWaits() throws Exception {
        Channel channel = new BufferedChannel(4, true);
        Channel sender = Realms.hand(channel, Side.SENDER, root, left);
        AtomicInteger sent = new AtomicInteger();
        FutureTask<Object> sending = begin(() -> {
            for (int i = 0; i < 50; i++) {
                sender.send(pack(left, i));
                sent.incrementAndGet();
            }
            return null;
        });
        until(() -> sent.get() == 7 && realms.up(left).isAllReceived()); // as many as go in
        Thread[] waiting = new Thread[1];
        FutureTask<Object> other = begin(() -> {
            waiting[0] = Thread.currentThread();
            channel.send(pack(root, "waited"));
            return null;
        });
        until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.WAITING);
        for (int i = 0; i < 7; i++) {
            assertThat(unpack(root, channel.receive(ANYTHING))).isEqualTo(i);
        }
        assertThat(unpack(root, channel.receive(ANYTHING))).isEqualTo("waited");
        get(other);
        for (int i = 7; i < 50; i++) {
            assertThat(unpack(root, channel.receive(ANYTHING))).isEqualTo(i);
        }
        get(sending);
    }

    /** One who has begun to send when the copy is closed asks for nothing that nobody would ever answer. */
    @Test
    void whoSendsWhileTheCopyIsClosedLeavesNoQuestion() throws Exception {
        Channel channel = new BufferedChannel(4, true);
        Channel sender = Realms.hand(channel, Side.SENDER, root, left);
        sender.closeSender();
        sender.send(pack(left, 1)); // as if it had been the first: there are other copies
        sender.send(pack(left, 2));
        assertThat(unpack(root, channel.receive(ANYTHING))).isEqualTo(1);
        assertThat(unpack(root, channel.receive(ANYTHING))).isEqualTo(2);
        until(() -> left.questions().size() == 0 && root.visits().size() == 0);
    }

    @Test
    void whoIsInterruptedHasNotSent() throws Exception {
        Channel channel = new BufferedChannel(1, true);
        Channel sender = Realms.hand(channel, Side.SENDER, root, left);
        sender.send(pack(left, 1));
        sender.send(pack(left, 2));
        Thread[] waiting = new Thread[1];
        FutureTask<Object> third = begin(() -> {
            waiting[0] = Thread.currentThread();
            sender.send(pack(left, 3));
            return null;
        });
        until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.WAITING);
        waiting[0].interrupt();
        assertThatThrownBy(() -> get(third)).isInstanceOf(InterruptedException.class);
        assertThat(unpack(root, channel.receive(ANYTHING))).isEqualTo(1);
        assertThat(unpack(root, channel.receive(ANYTHING))).isEqualTo(2);
        assertThat(channel.await(Deadline.after(Duration.ZERO))).isFalse();
    }

    @Test
    void whatWasSentBeforeTheEndWasClosedIsReceived() throws Exception {
        Channel channel = new BufferedChannel(1, true);
        Channel sender = Realms.hand(channel, Side.SENDER, root, left);
        channel.closeSender();
        sender.send(pack(left, 1));
        sender.send(pack(left, 2));
        sender.closeSender();
        assertThatThrownBy(() -> sender.send(pack(left, 3))).isInstanceOf(IOException.class);
        assertThat(unpack(root, channel.receive(ANYTHING))).isEqualTo(1);
        assertThat(unpack(root, channel.receive(ANYTHING))).isEqualTo(2);
        assertThatThrownBy(() -> channel.receive(ANYTHING)).isInstanceOf(EOFException.class);
    }

    @Test
    void aBrokenPipeIsFoundAtTheSecondTry() throws Exception {
        Channel channel = new BufferedChannel(4, true);
        Channel sender = Realms.hand(channel, Side.SENDER, root, left);
        QueueCore carried = new QueueCore(0, true);
        sender.send(pack(left, 1)); // the home has to be asked once
        realms.up(left).hold();
        sender.send(pack(left, new Realms.Mention(left, carried)));
        channel.closeReceiver();
        realms.up(left).release();
        assertThatThrownBy(() -> sender.send(pack(left, 2)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken pipe");
        until(() -> left.exports().kept().isEmpty());
    }

    /**
     * However many messages it may be ahead: the news of it comes by itself, and is heard before another one is sent.
     */
    @Test
    void aSenderThatMayBeAheadHearsThatNobodyReceivesAnyMore() throws Exception {
        Channel channel = new BufferedChannel(100, true);
        Channel sender = Realms.hand(channel, Side.SENDER, root, left);
        for (int i = 0; i < 4; i++) {
            sender.send(pack(left, i));
        }
        channel.closeReceiver();
        assertThatThrownBy(() -> sender.send(pack(left, "at once")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken pipe");
        until(() -> left.questions().size() == 0);
    }

    @Test
    void noQuestionIsLeftOfACopyThatIsClosed() throws Exception {
        Channel channel = new BufferedChannel(100, true);
        Channel sender = Realms.hand(channel, Side.SENDER, root, left);
        sender.send(pack(left, 1));
        sender.send(pack(left, 2));
        until(() -> realms.isAsked(root, 1));
        sender.closeSender();
        until(() -> left.questions().size() == 0 && root.visits().size() == 0);
    }

    @Test
    void noQuestionIsLeftOfASenderWhoIsGone() throws Exception {
        Channel channel = new BufferedChannel(100, true);
        Channel sender = Realms.hand(channel, Side.SENDER, root, left);
        sender.send(pack(left, 1));
        sender.send(pack(left, 2));
        until(() -> realms.isAsked(root, 1));
        realms.kill(left);
        until(() -> root.visits().size() == 0);
    }

    @Test
    void whoLooksFindsWhatWasSent() throws Exception {
        Channel channel = new BufferedChannel(1, true);
        Channel sender = Realms.hand(channel, Side.SENDER, root, left);
        sender.send(pack(left, 1));
        channel.receive(ANYTHING);
        realms.up(left).hold();
        sender.send(pack(left, 2));
        FutureTask<Boolean> poller = begin(() -> channel.await(Deadline.after(Duration.ZERO)));
        FutureTask<Boolean> watcher = begin(channel::isReady);
        realms.up(left).release();
        assertThat(get(poller)).isTrue();
        assertThat(get(watcher)).isTrue();
    }
}
