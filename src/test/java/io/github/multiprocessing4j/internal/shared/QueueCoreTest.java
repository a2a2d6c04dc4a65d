package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueueCoreTest {

    private final Object here = new Object();
    private final Object there = new Object();
    private final Answer<Object> first = new Answer<>();
    private final Answer<Object> second = new Answer<>();

    @Test
    void itemsComeOutInOrderAndNullIsOne() {
        QueueCore core = new QueueCore(2);
        assertThat(core.poll()).isNull();
        assertThat(core.offer("a")).isTrue();
        assertThat(core.offer(null)).isTrue();
        assertThat(core.offer("c")).isFalse();
        assertThat(core.isFull()).isTrue();
        assertThat(core.size()).isEqualTo(2);
        assertThat(QueueCore.unmask(core.poll())).isEqualTo("a");
        Object masked = core.poll();
        assertThat(masked).isNotNull();
        assertThat(QueueCore.unmask(masked)).isNull();
        assertThat(core.poll()).isNull();
    }

    @Test
    void capacitiesBelowOneAreNoBound() {
        assertThat(new QueueCore(0).capacity()).isEqualTo(Integer.MAX_VALUE);
        assertThat(new QueueCore(-7).capacity()).isEqualTo(Integer.MAX_VALUE);
        assertThat(new QueueCore(3).capacity()).isEqualTo(3);
    }

    @Test
    void gettersAreServedInOrder() {
        QueueCore core = new QueueCore(1);
        core.get(here, first);
        core.get(there, second);
        core.offer("a");
        first.assertIs("a");
        second.assertOpen();
        core.put(null, here, new Answer<>());
        second.assertIs(null);
        assertThat(core.size()).isZero();
    }

    @Test
    void puttersAreServedInOrder() {
        QueueCore core = new QueueCore(1);
        core.offer("a");
        core.put("b", here, first);
        core.put("c", there, second);
        first.assertOpen();
        assertThat(core.poll()).isEqualTo("a");
        first.assertIs(null);
        second.assertOpen();
        assertThat(core.poll()).isEqualTo("b");
        second.assertIs(null);
        assertThat(core.poll()).isEqualTo("c");
        assertThat(core.poll()).isNull();
    }

    @Test
    void aGetterMakesRoomForAPutter() {
        QueueCore core = new QueueCore(1);
        core.offer("a");
        core.put("b", here, first);
        core.get(here, second);
        second.assertIs("a");
        first.assertIs(null);
        assertThat(core.poll()).isEqualTo("b");
    }

    @Test
    void whoeverWithdrewTakesAndLeavesNothing() {
        QueueCore core = new QueueCore(1);
        core.get(here, first);
        assertThat(core.withdraw(first)).isTrue();
        assertThat(core.withdraw(first)).isFalse();
        core.offer("a");
        first.assertOpen();

        core.put("b", here, second);
        assertThat(core.withdraw(second)).isTrue();
        assertThat(core.poll()).isEqualTo("a");
        second.assertOpen();
        assertThat(core.poll()).isNull();
    }

    @Test
    void whoeverIsServedCannotWithdraw() {
        QueueCore core = new QueueCore(1);
        core.get(here, first);
        core.offer("a");
        assertThat(core.withdraw(first)).isFalse();
        core.offer("b");
        core.put("c", here, second);
        core.poll();
        assertThat(core.withdraw(second)).isFalse();
        assertThat(core.poll()).isEqualTo("c");
    }

    @Test
    void aMemberThatClosesFailsForItselfAlone() {
        QueueCore core = new QueueCore(0);
        Answer<Object> third = new Answer<>();
        core.get(here, first);
        core.get(there, second);
        core.get(here, third);
        assertThat(core.isClosedForSome()).isFalse();
        core.close(here);
        core.close(here);
        assertThat(core.isClosedForSome()).isTrue();
        assertThat(core.isClosedFor(here)).isTrue();
        assertThat(core.isClosedFor(there)).isFalse();
        assertThat(first.failure()).isInstanceOf(IllegalStateException.class).isNotSameAs(third.failure());
        assertThat(core.withdraw(first)).isFalse();
        second.assertOpen();
        core.offer("a");
        second.assertIs("a");
    }

    @Test
    void aMemberThatHasClosedCannotLineUp() {
        QueueCore core = new QueueCore(1);
        core.offer("a");
        core.put("b", here, first);
        core.close(here);
        assertThat(first.failure()).isInstanceOf(IllegalStateException.class);
        core.get(here, second);
        assertThat(second.failure()).hasMessageContaining("closed").hasMessageContaining("1 items");
        assertThat(core.poll()).isEqualTo("a");
        assertThat(core.poll()).isNull();
    }
}
