package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JoinableQueueCoreTest {

    private final JoinableQueueCore core = new JoinableQueueCore(1);
    private final Object member = new Object();
    private final Answer<Object> first = new Answer<>();
    private final Answer<Object> second = new Answer<>();

    @Test
    void joinersAreLetGoByTheLastItemDone() {
        core.offer("a");
        core.join(first);
        core.join(second);
        core.poll();
        first.assertOpen();
        core.taskDone();
        first.assertIs(null);
        second.assertIs(null);
    }

    @Test
    void withNothingUnfinishedNobodyWaits() {
        core.join(first);
        first.assertIs(null);
        core.offer("a");
        core.poll();
        core.taskDone();
        core.join(second);
        second.assertIs(null);
    }

    @Test
    void itemsCountWhenTheyAreIn() {
        assertThat(core.offer("a")).isTrue();
        assertThat(core.offer("not in")).isFalse();
        core.put("b", member, first);
        core.taskDone();
        core.join(second);
        second.assertIs(null);
        assertThatThrownBy(core::taskDone).isInstanceOf(IllegalStateException.class);
        core.poll();
        first.assertIs(null);
        core.taskDone();
        assertThatThrownBy(core::taskDone).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void itemsThatAreHandedOverCountToo() {
        core.get(member, first);
        core.offer("a");
        first.assertIs("a");
        core.join(second);
        second.assertOpen();
        core.taskDone();
        second.assertIs(null);
    }

    @Test
    void whoeverWithdrewIsNotLetGo() {
        core.offer("a");
        core.join(first);
        assertThat(core.withdraw(first)).isTrue();
        core.taskDone();
        first.assertOpen();
        assertThat(core.withdraw(first)).isFalse();
    }
}
