package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SemaphoreCoreTest {

    private final Answer<Boolean> first = new Answer<>();
    private final Answer<Boolean> second = new Answer<>();
    private final Answer<Boolean> third = new Answer<>();

    @Test
    void answersAtOnceWhileThereArePermits() {
        SemaphoreCore core = new SemaphoreCore(2, 2);
        core.acquire(this, first);
        first.assertIs(true);
        assertThat(core.tryAcquire(this)).isTrue();
        assertThat(core.tryAcquire(this)).isFalse();
        assertThat(core.permits()).isZero();
    }

    @Test
    void handsAPermitToTheOneWhoWaitedLongest() {
        SemaphoreCore core = empty();
        core.release(1);
        first.assertIs(true);
        second.assertOpen();
        assertThat(core.permits()).isZero();
        assertThat(core.tryAcquire(this)).isFalse();
        core.release(1);
        second.assertIs(true);
        third.assertOpen();
    }

    @Test
    void handsSeveralPermitsOutAndKeepsTheRest() {
        SemaphoreCore core = empty();
        core.release(5);
        first.assertIs(true);
        second.assertIs(true);
        third.assertIs(true);
        assertThat(core.permits()).isEqualTo(2);
    }

    @Test
    void passesOverWhoeverWithdrew() {
        SemaphoreCore core = empty();
        assertThat(core.withdraw(first)).isTrue();
        core.release(1);
        first.assertOpen();
        second.assertIs(true);
        assertThat(core.withdraw(second)).isFalse();
        assertThat(core.withdraw(first)).isFalse();
        assertThat(core.withdraw(third)).isTrue();
        core.release(1);
        third.assertOpen();
        assertThat(core.permits()).isEqualTo(1);
    }

    @Test
    void takesNoMoreBackThanItsLimit() {
        SemaphoreCore core = new SemaphoreCore(1, 2);
        assertThatThrownBy(() -> core.release(2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> core.release(Integer.MAX_VALUE)).isInstanceOf(IllegalStateException.class);
        assertThat(core.permits()).isEqualTo(1);
        core.release(1);
        assertThat(core.permits()).isEqualTo(2);
    }

    @Test
    void countsWhatIsOutAgainstTheLimitAlsoWhileOthersWait() {
        SemaphoreCore core = new SemaphoreCore(1, 1);
        core.tryAcquire(this);
        core.acquire(this, first);
        core.acquire(this, second);
        assertThatThrownBy(() -> core.release(2)).isInstanceOf(IllegalStateException.class);
        first.assertOpen();
        core.release(1);
        first.assertIs(true);
    }

    private SemaphoreCore empty() {
        SemaphoreCore core = new SemaphoreCore(0, Integer.MAX_VALUE);
        core.acquire(this, first);
        core.acquire(this, second);
        core.acquire(this, third);
        first.assertOpen();
        return core;
    }
}
