package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Shelf.begin;
import static io.github.multiprocessing4j.internal.shared.Shelf.get;
import static io.github.multiprocessing4j.internal.shared.Shelf.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.internal.wire.Encoded;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs that have a road between them. */
class AbroadTest {

    private static final Object[] NOTHING = {};

    private final Realms realms = new Realms();
    private final Exchange root = realms.root;
    private final Exchange home = realms.child(root);
    private final Exchange sibling = realms.child(root);
    private final Exchange guest = new Exchange();
    private final Exchange below = realms.child(guest);

    @AfterEach
    void end() throws InterruptedException {
        realms.end();
    }

    private static SharedEvent handed(EventCore event, Exchange owner, Exchange to) throws Exception {
        return Realms.hand(Kind.EVENT, event, owner, to);
    }

    private static boolean isReached(Exchange owner, Exchange by) throws Exception {
        EventCore event = new EventCore();
        handed(event, owner, by).set();
        return event.isSet();
    }

    @Test
    void everybodyReachesEverybody() throws Exception {
        realms.join(home, guest);
        for (Exchange one : new Exchange[] {root, home, sibling}) {
            for (Exchange other : new Exchange[] {guest, below}) {
                assertThat(isReached(one, other)).isTrue();
                assertThat(isReached(other, one)).isTrue();
            }
        }
        assertThat(isReached(guest, realms.child(sibling))).isTrue();
        assertThat(isReached(root, realms.child(below))).isTrue();
    }

    @Test
    void aThirdProgramIsReachedThroughTheSecond() throws Exception {
        realms.join(home, guest);
        Exchange third = new Exchange();
        Exchange belowThird = realms.child(third);
        Realms.Border border = realms.join(belowThird, sibling);
        until(() -> knows(third, root) && knows(guest, third) && knows(third, guest));
        assertThat(isReached(root, third)).isTrue();
        assertThat(isReached(below, third)).isTrue();
        assertThat(isReached(belowThird, guest)).isTrue();

        CountDownLatch never = new CountDownLatch(1);
        SharedEvent lost = handed(new EventCore(), third, below);
        FutureTask<Boolean> asked = begin(() -> {
            ThreadReply<Boolean> reply = new ThreadReply<>();
            lost.await(reply);
            never.countDown();
            reply.awaitUninterruptibly();
            return reply.get();
        });
        never.await();
        border.close();
        assertThatThrownBy(() -> get(asked)).isInstanceOf(Realms.Lost.class);
        assertThat(isReached(home, guest)).isTrue();
        until(() -> !knows(guest, third) && !knows(below, third) && !knows(root, third));
    }

    private static boolean knows(Exchange one, Exchange other) {
        return one.knows(other.path());
    }

    @Test
    void whatIsHeldAbroadGoesAwayWithTheRoad() throws Exception {
        Realms.Border border = realms.join(home, guest);
        MutexCore mutex = new LockCore();
        SharedMutex there = Realms.hand(Kind.MUTEX, mutex, home, below);
        assertThat(there.tryAcquire(Thread.currentThread())).isTrue();
        until(() -> home.exports().kept().size() == 1);
        border.close();
        until(() -> home.exports().kept().isEmpty());
        assertThat(mutex.tryAcquire(this)).isTrue();
        assertThatThrownBy(there::holds).isInstanceOf(Realms.Lost.class);
    }

    @Test
    void oneOfTwoRoadsIsEnough() throws Exception {
        Realms.Border first = realms.join(home, guest);
        realms.join(sibling, guest);
        EventCore event = new EventCore();
        SharedEvent far = handed(event, sibling, below);
        SharedEvent ofHome = handed(new EventCore(), home, below);
        first.close();
        far.set();
        assertThat(event.isSet()).isTrue();
        assertThat(isReached(guest, sibling)).isTrue();
        until(() -> knows(root, guest));
        assertThat(isReached(guest, root)).isTrue();
        ofHome.isSet(); // by the other road
    }

    @Test
    void servantsServeTheirOwnProgram() throws Exception {
        realms.join(home, guest);
        root.serve(7, (from, operation, arguments) -> NOTHING);
        assertThat(sibling.ask(root.path(), 7, 1)).isEmpty();
        assertThatThrownBy(() -> guest.ask(root.path(), 7, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("only this program is served");
    }

    @Test
    void nobodySpeaksForAnotherProgram() throws Exception {
        Road road = message -> true;
        home.meet("0123/4", road);
        CountDownLatch dropped = new CountDownLatch(1);
        home.onReport(text -> dropped.countDown());
        home.receive(road, new Object[] {root.path(), sibling.path(), Messages.ASK, 1L, 7L, 1, NOTHING});
        dropped.await();
        home.receive(road, new Object[] {"", "0123/4", Messages.FAREWELL, sibling.path(), false});
        home.receive(road, new Object[] {"", "0123/4", Messages.ANNOUNCE, root.path()});
        assertThat(isReached(sibling, home)).isTrue();
        assertThatThrownBy(() -> home.meet(sibling.path(), road)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> home.meet("0123/4", road)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatComesFromAbroadStaysMarked() throws Exception {
        realms.join(home, guest);
        QueueCore queue = new QueueCore(0);
        SharedQueue far = Realms.hand(Kind.QUEUE, queue, root, below);
        far.offer(below.coder().encode("text"));
        Encoded arrived = (Encoded) QueueCore.unmask(queue.poll());
        assertThat(arrived.isFromAbroad()).isTrue();
        assertThat(((Encoded) Realms.throughBytes(new Object[] {arrived})[0]).isFromAbroad())
                .isTrue();
        SharedQueue near = Realms.hand(Kind.QUEUE, queue, root, sibling);
        near.offer(sibling.coder().encode("text"));
        assertThat(((Encoded) QueueCore.unmask(queue.poll())).isFromAbroad()).isFalse();
    }
}
