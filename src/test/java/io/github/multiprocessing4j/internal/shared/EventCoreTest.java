package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventCoreTest {

    private final EventCore core = new EventCore();
    private final Answer<Boolean> first = new Answer<>();
    private final Answer<Boolean> second = new Answer<>();

    @Test
    void setLetsAllGoWhoWait() {
        core.await(first);
        core.await(second);
        first.assertOpen();
        core.set();
        core.clear();
        first.assertIs(true);
        second.assertIs(true);
        assertThat(core.isSet()).isFalse();
    }

    @Test
    void whoeverComesLaterIsLetGoAtOnce() {
        core.set();
        core.await(first);
        first.assertIs(true);
        core.clear();
        core.await(second);
        second.assertOpen();
    }

    @Test
    void whoeverWithdrewIsNotAnswered() {
        core.await(first);
        core.await(second);
        assertThat(core.withdraw(first)).isTrue();
        core.set();
        first.assertOpen();
        second.assertIs(true);
        assertThat(core.withdraw(second)).isFalse();
    }
}
