package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Shelf.begin;
import static io.github.multiprocessing4j.internal.shared.Shelf.get;
import static io.github.multiprocessing4j.internal.shared.Shelf.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How messages find their way, and what becomes of questions. */
class ExchangeTest {

    private static final long OBJECT = 7;

    private final Realms realms = new Realms();
    private final Exchange root = realms.root;
    private final Exchange left = realms.child(root);
    private final Exchange right = realms.child(root);
    private final Exchange below = realms.child(left);

    @AfterEach
    void end() throws InterruptedException {
        realms.end();
    }

    private static void echo(Exchange at) {
        at.serve(OBJECT, (from, operation, arguments) -> new Object[] {at.path(), from, operation, arguments});
    }

    @Test
    void pathsTellWhoIsBelowWhom() {
        assertThat(root.path()).matches("[0-9a-f]{32}");
        assertThat(left.path()).isEqualTo(root.path() + "/1");
        assertThat(right.path()).isEqualTo(root.path() + "/2");
        assertThat(below.path()).isEqualTo(root.path() + "/1/1");
        assertThat(new Exchange().path()).isNotEqualTo(root.path());
    }

    @Test
    void everybodyIsAnsweredByEverybody() throws Exception {
        List<Exchange> all = List.of(root, left, right, below);
        all.forEach(ExchangeTest::echo);
        for (Exchange asker : all) {
            for (Exchange asked : all) {
                assertThat(asker.ask(asked.path(), OBJECT, 5, "text", null, 3L))
                        .containsExactly(asked.path(), asker.path(), 5, new Object[] {"text", null, 3L});
            }
        }
    }

    @Test
    void servantsMayWaitAndAskInTheirTurn() throws Exception {
        echo(right);
        root.serve(OBJECT, (from, operation, arguments) -> below.ask(right.path(), OBJECT, operation));
        assertThat(left.ask(root.path(), OBJECT, 9)[1]).isEqualTo(below.path());
    }

    @Test
    void whatAServantThrowsFailsTheQuestion() {
        right.serve(OBJECT, (from, operation, arguments) -> {
            throw new UnsupportedOperationException("not today");
        });
        assertThatThrownBy(() -> below.ask(right.path(), OBJECT, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not today");
    }

    @Test
    void aQuestionToNobodyFails() {
        assertThatThrownBy(() -> below.ask(right.path(), 8, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no shared object 8");
        assertThatThrownBy(() -> below.ask(right.path() + "/4/7", OBJECT, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is gone");
        assertThatThrownBy(() -> below.ask("elsewhere", OBJECT, 1)).isInstanceOf(IOException.class);
    }

    @Test
    void questionsFailWhenTheRealmAskedDies() throws Exception {
        CountDownLatch asked = new CountDownLatch(3);
        CountDownLatch never = new CountDownLatch(1);
        below.serve(OBJECT, (from, operation, arguments) -> {
            asked.countDown();
            never.await();
            return new Object[0];
        });
        List<FutureTask<Object[]>> askers = new ArrayList<>();
        for (Exchange asker : List.of(root, left, right)) {
            askers.add(begin(() -> asker.ask(below.path(), OBJECT, 1)));
        }
        asked.await();
        realms.kill(left);
        for (FutureTask<Object[]> asker : List.of(askers.get(0), askers.get(2))) {
            assertThatThrownBy(() -> get(asker)).isInstanceOf(IOException.class).hasMessageContaining("is gone");
        }
        until(() -> root.questions().size() + right.questions().size() == 0);
        never.countDown();
    }

    @Test
    void whoIsInterruptedAsksNoMore() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        root.serve(OBJECT, (from, operation, arguments) -> {
            asked.countDown();
            go.await();
            return new Object[0];
        });
        List<Thread> thread = Collections.synchronizedList(new ArrayList<>());
        FutureTask<Object[]> asker = begin(() -> {
            thread.add(Thread.currentThread());
            return below.ask(root.path(), OBJECT, 1);
        });
        asked.await();
        thread.get(0).interrupt();
        assertThatThrownBy(() -> get(asker)).isInstanceOf(InterruptedException.class);
        assertThat(below.questions().size()).isZero();
        go.countDown();
        echo(left);
        assertThat(below.ask(left.path(), OBJECT, 1)[0]).isEqualTo(left.path());
    }

    @Test
    void malformedMessagesAreDropped() throws Exception {
        CountDownLatch heard = new CountDownLatch(4);
        root.onReport(text -> heard.countDown());
        root.receive(realms.down(left), new Object[0]);
        root.receive(realms.down(left), new Object[] {root.path(), left.path(), "ask"});
        root.receive(realms.down(left), new Object[] {root.path(), left.path(), 99, 1L});
        root.receive(realms.down(left), new Object[] {root.path(), null, Messages.ASK, 1L, 2L, 3, null});
        heard.await();
        echo(root);
        assertThat(left.ask(root.path(), OBJECT, 1)[0]).isEqualTo(root.path());
    }

    @Test
    void anOrphanReachesItsChildrenAlone() throws Exception {
        echo(below);
        echo(root);
        left.detach(root.path(), false);
        assertThat(left.ask(below.path(), OBJECT, 1)[0]).isEqualTo(below.path());
        assertThatThrownBy(() -> left.ask(root.path(), OBJECT, 1)).isInstanceOf(IOException.class);
    }
}
