package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConditionCoreTest {

    private final Object ram = new Object();
    private final Object geeta = new Object();
    private final Object rajesh = new Object();
    private final RLockCore mutex = new RLockCore();
    private final ConditionCore condition = new ConditionCore(mutex);

    @Test
    void awaitGivesTheMutexToTheNextHoweverOftenItIsHeld() {
        Answer<Boolean> next = new Answer<>();
        hold(ram, 3);
        mutex.acquire(geeta, next);
        Answer<Boolean> waiting = await(ram);
        next.assertIs(true);
        waiting.assertOpen();
        assertThat(mutex.holds()).isEqualTo(1);
    }

    @Test
    void aSignalIsAnsweredWhenTheMutexIsHeldAsBefore() {
        hold(ram, 3);
        Answer<Boolean> waiting = await(ram);
        assertThat(mutex.holds()).isZero();

        hold(geeta, 2);
        condition.signal(geeta, 1);
        mutex.release(geeta);
        waiting.assertOpen();
        mutex.release(geeta);
        waiting.assertIs(true);
        assertThat(mutex.holds()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            mutex.release(ram);
        }
        assertThat(mutex.holds()).isZero();
    }

    @Test
    void aWithdrawalIsAnsweredAtOnceIfTheMutexIsFree() {
        hold(ram, 2);
        Answer<Boolean> waiting = await(ram);
        assertThat(condition.withdraw(waiting)).isFalse();
        waiting.assertIs(false);
        assertThat(mutex.holds()).isEqualTo(2);
        assertThat(mutex.tryAcquire(geeta)).isFalse();
    }

    @Test
    void aWithdrawalIsAnsweredInItsTurnIfTheMutexIsHeld() {
        hold(ram, 2);
        Answer<Boolean> waiting = await(ram);
        hold(geeta, 1);
        Answer<Boolean> earlier = new Answer<>();
        mutex.acquire(rajesh, earlier);
        assertThat(condition.withdraw(waiting)).isFalse();
        waiting.assertOpen();
        condition.signal(geeta, 1); // comes too late for it
        mutex.release(geeta);
        earlier.assertIs(true);
        waiting.assertOpen();
        mutex.release(rajesh);
        waiting.assertIs(false);
        assertThat(mutex.holds()).isEqualTo(2);
    }

    @Test
    void aSignalThatCameFirstIsNotWithdrawn() {
        hold(ram, 1);
        Answer<Boolean> waiting = await(ram);
        hold(geeta, 1);
        condition.signal(geeta, 1);
        assertThat(condition.withdraw(waiting)).isFalse();
        mutex.release(geeta);
        waiting.assertIs(true);
    }

    @Test
    void aSignalPassesOverWhoeverWithdrew() {
        Answer<Boolean> gone = holdAndAwait(ram);
        Answer<Boolean> stays = holdAndAwait(geeta);
        hold(rajesh, 1);
        condition.withdraw(gone);
        condition.signal(rajesh, 1);
        mutex.release(rajesh);
        gone.assertIs(false);
        mutex.release(ram);
        stays.assertIs(true);
    }

    @Test
    void aSignalOfNWakesThoseWhoWaitedLongestAndNoneLater() {
        Answer<Boolean> first = holdAndAwait(ram);
        Answer<Boolean> second = holdAndAwait(geeta);
        Answer<Boolean> third = holdAndAwait(rajesh);
        Object signaller = new Object();
        hold(signaller, 1);
        condition.signal(signaller, 2);
        mutex.release(signaller);
        first.assertIs(true);
        mutex.release(ram);
        second.assertIs(true);
        mutex.release(geeta);
        third.assertOpen();
        assertThat(mutex.holds()).isZero();

        hold(signaller, 1);
        condition.signal(signaller, 7);
        mutex.release(signaller);
        third.assertIs(true);
        mutex.release(rajesh);

        Answer<Boolean> late = holdAndAwait(ram);
        late.assertOpen();
        assertThat(mutex.holds()).isZero();
    }

    @Test
    void onlyTheHolderAwaitsAndSignals() {
        hold(ram, 1);
        Answer<Boolean> answer = new Answer<>();
        assertThatThrownBy(() -> condition.await(geeta, answer)).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> condition.signal(geeta, 1)).isInstanceOf(IllegalMonitorStateException.class);
        answer.assertOpen();
        mutex.release(ram);
        assertThatThrownBy(() -> condition.await(ram, answer)).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> condition.signal(ram, 1)).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(mutex.holds()).isZero();
    }

    @Test
    void theHolderOfALockIsWhoAcquiredIt() {
        LockCore lock = new LockCore();
        ConditionCore over = new ConditionCore(lock);
        lock.tryAcquire(ram);
        assertThatThrownBy(() -> over.signal(geeta, 1)).isInstanceOf(IllegalMonitorStateException.class);
        over.signal(ram, 1);
        lock.release(geeta);
        assertThatThrownBy(() -> over.signal(ram, 1)).isInstanceOf(IllegalMonitorStateException.class);
    }

    private void hold(Object owner, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(mutex.tryAcquire(owner)).isTrue();
        }
    }

    private Answer<Boolean> await(Object owner) {
        Answer<Boolean> answer = new Answer<>();
        condition.await(owner, answer);
        return answer;
    }

    private Answer<Boolean> holdAndAwait(Object owner) {
        hold(owner, 1);
        return await(owner);
    }
}
