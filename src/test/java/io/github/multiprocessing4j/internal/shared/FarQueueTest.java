package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Shelf.ask;
import static io.github.multiprocessing4j.internal.shared.Shelf.begin;
import static io.github.multiprocessing4j.internal.shared.Shelf.get;
import static io.github.multiprocessing4j.internal.shared.Shelf.until;
import static io.github.multiprocessing4j.internal.shared.Shelf.untilIdle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queues of other realms. */
class FarQueueTest {

    private final Realms realms = new Realms();
    private final Exchange root = realms.root;
    private final Exchange left = realms.child(root);
    private final Exchange right = realms.child(root);
    private final Exchange below = realms.child(left);
    private final Object here = new Object();

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

    @Test
    void itemsGoEverywhereInOrderAndNullIsOne() throws Exception {
        SharedQueue queue = new QueueCore(3);
        SharedQueue child = Realms.hand(Kind.QUEUE, queue, root, left);
        SharedQueue sibling = Realms.hand(Kind.QUEUE, queue, root, right);
        SharedQueue grandchild = Realms.hand(Kind.QUEUE, queue, root, below);
        assertThat(child.poll()).isNull();
        assertThat(child.offer(pack(left, "a"))).isTrue();
        assertThat(grandchild.offer(pack(below, null))).isTrue();
        assertThat(queue.offer(pack(root, 3))).isTrue();
        assertThat(sibling.offer(pack(right, "too much"))).isFalse();
        assertThat(child.isFull()).isTrue();
        assertThat(grandchild.size()).isEqualTo(3);
        assertThat(sibling.capacity()).isEqualTo(3);
        assertThat(unpack(right, sibling.poll())).isEqualTo("a");
        assertThat(take(left, child)).isNull();
        assertThat(take(below, grandchild)).isEqualTo(3);
        assertThat(queue.size()).isZero();
        untilIdle(root);
    }

    @Test
    void gettersAndPuttersWaitFromAfar() throws Exception {
        SharedQueue queue = new QueueCore(1);
        SharedQueue child = Realms.hand(Kind.QUEUE, queue, root, left);
        SharedQueue other = Realms.hand(Kind.QUEUE, queue, root, below);
        FutureTask<Object> getter = begin(() -> take(left, child));
        until(() -> realms.isAsked(root, 1));
        assertThat(other.offer(pack(below, "first"))).isTrue();
        assertThat(get(getter)).isEqualTo("first");
        assertThat(other.offer(pack(below, "second"))).isTrue();
        FutureTask<Object> putter = begin(() -> put(child, pack(left, "third")));
        until(() -> realms.isAsked(root, 1));
        assertThat(take(below, other)).isEqualTo("second");
        assertThat(get(putter)).isNull();
        assertThat(take(root, queue)).isEqualTo("third");
    }

    private Object put(SharedQueue queue, Object item) throws Exception {
        return ask((Reply<Object> reply) -> queue.put(item, here, reply));
    }

    @Test
    void whatWasPutByReferenceIsEncodedWhenItLeaves() throws Exception {
        QueueCore queue = new QueueCore(0);
        queue.offer("reference");
        queue.offer(null);
        queue.offer(new Object());
        queue.offer(new byte[] {1, 2});
        assertThat(queue.travels()).isFalse();
        SharedQueue child = Realms.hand(Kind.QUEUE, queue, root, below);
        assertThat(queue.travels()).isTrue();
        assertThat(child.travels()).isTrue();
        assertThat(take(below, child)).isEqualTo("reference");
        assertThat(unpack(below, child.poll())).isNull();
        Object failure = child.poll();
        assertThat(failure)
                .isInstanceOfSatisfying(
                        EncodingFailure.class,
                        found -> assertThat(found).hasMessageContaining("java.lang.Object is not serializable"));
        assertThat(child.poll()).isEqualTo(new byte[] {1, 2});
        untilIdle(root);
    }

    @Test
    void queuesForOtherJvmsCopyFromTheFirst() {
        assertThat(new QueueCore(1, true).travels()).isTrue();
        assertThat(new JoinableQueueCore(1, true).travels()).isTrue();
    }

    @Test
    void closingIsAMatterOfEachMember() throws Exception {
        SharedQueue queue = new QueueCore(0);
        SharedQueue child = Realms.hand(Kind.QUEUE, queue, root, left);
        FutureTask<Object> getter = begin(() -> take(left, child));
        FutureTask<Object> other = begin(() -> ask((Reply<Object> reply) -> child.get(realms, reply)));
        until(() -> realms.isAsked(root, 2));
        child.close(here);
        assertThatThrownBy(() -> get(getter)).isInstanceOf(IllegalStateException.class);
        assertThat(child.isClosedFor(here)).isTrue();
        assertThat(child.isClosedFor(realms)).isFalse();
        assertThat(queue.isClosedForSome()).isFalse();
        assertThatThrownBy(() -> take(left, child)).isInstanceOf(IllegalStateException.class);
        queue.offer(pack(root, "still"));
        assertThat(unpack(left, get(other))).isEqualTo("still");
    }

    @Test
    void aJoinableQueueIsJoinedFromAfar() throws Exception {
        SharedJoinableQueue queue = new JoinableQueueCore(0);
        SharedJoinableQueue child = Realms.hand(Kind.JOINABLE_QUEUE, queue, root, below);
        assertThatThrownBy(child::taskDone).isExactlyInstanceOf(IllegalStateException.class);
        child.offer(pack(below, 1));
        FutureTask<Object> joiner = begin(() -> ask(child::join));
        until(() -> realms.isAsked(root, 1));
        assertThat(take(root, queue)).isEqualTo(1);
        assertThat(joiner.isDone()).isFalse();
        child.taskDone();
        assertThat(get(joiner)).isNull();
    }

    @Test
    void whatADeadRealmWaitedForVanishes() throws Exception {
        SharedQueue queue = new QueueCore(1);
        SharedQueue child = Realms.hand(Kind.QUEUE, queue, root, left);
        begin(() -> take(left, child));
        until(() -> realms.isAsked(root, 1));
        realms.kill(left);
        queue.offer(pack(root, "a"));
        assertThat(queue.size()).isEqualTo(1);
        SharedQueue other = Realms.hand(Kind.QUEUE, queue, root, right);
        begin(() -> put(other, pack(right, "b")));
        until(() -> realms.isAsked(root, 1));
        realms.kill(right);
        assertThat(take(root, queue)).isEqualTo("a");
        assertThat(queue.size()).isZero();
        assertThat(root.lostItems()).isZero();
    }

    @Test
    void whatADeadRealmHasPutStays() throws Exception {
        SharedQueue queue = new QueueCore(0);
        SharedQueue carried = new QueueCore(0, true);
        SharedQueue child = Realms.hand(Kind.QUEUE, queue, root, left);
        SharedQueue mentioned = Realms.hand(Kind.QUEUE, carried, root, left);
        child.offer(pack(left, new Realms.Mention(left, mentioned)));
        realms.kill(left);
        assertThat(root.exports().kept()).hasSize(1);
        assertThat(Kind.QUEUE.redeem(root, Realms.ticket(take(root, queue)), Realms::lost))
                .isSameAs(carried);
        assertThat(root.exports().kept()).isEmpty();
    }

    @Test
    void anItemThatCertainlyDidNotArriveIsTheFirstAgain() throws Exception {
        QueueCore queue = new QueueCore(2);
        SharedQueue child = Realms.hand(Kind.QUEUE, queue, root, below);
        begin(() -> take(below, child));
        until(() -> realms.isAsked(root, 1));
        // The road from left to below is gone before left has told of it: the item comes back.
        realms.down(below).close(true);
        queue.offer(pack(root, "a"));
        queue.offer(pack(root, "b"));
        until(() -> queue.size() == 2);
        assertThat(queue.isFull()).isFalse();
        assertThat(unpack(root, queue.poll())).isEqualTo("a");
        assertThat(unpack(root, queue.poll())).isEqualTo("b");
        assertThat(queue.poll()).isNull();
        assertThat(root.lostItems()).isZero();
    }

    @Test
    void anItemOfWhichNobodyKnowsWhetherItArrivedIsLostAndCounted() throws Exception {
        QueueCore queue = new QueueCore(0);
        QueueCore carried = new QueueCore(0);
        SharedQueue child = Realms.hand(Kind.QUEUE, queue, root, left);
        begin(() -> take(left, child));
        until(() -> realms.isAsked(root, 1));
        realms.down(left).hold();
        queue.offer(pack(root, new Realms.Mention(root, carried)));
        assertThat(root.exports().kept()).hasSize(2);
        realms.kill(left);
        assertThat(root.lostItems()).isEqualTo(1);
        assertThat(queue.size()).isZero();
        assertThat(root.exports().kept()).isEmpty();
    }

    @Test
    void anItemThatIsPutBackGoesToWhoWaits() throws Exception {
        JoinableQueueCore queue = new JoinableQueueCore(0);
        FutureTask<Object> getter = begin(() -> ask((Reply<Object> reply) -> queue.get(here, reply)));
        queue.putBack("back");
        assertThat(get(getter)).isEqualTo("back");
        queue.putBack(null);
        assertThat(QueueCore.unmask(queue.poll())).isNull();
        assertThat(queue.size()).isZero();
    }
}
