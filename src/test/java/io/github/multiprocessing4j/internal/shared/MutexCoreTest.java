package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MutexCoreTest {

    /** Equal to all others, as an owner of another kind may be: identity is what counts. */
    private record Owner() {}

    private final Object ram = new Owner();
    private final Object geeta = new Owner();
    private final Object rajesh = new Owner();
    private final Answer<Boolean> first = new Answer<>();
    private final Answer<Boolean> second = new Answer<>();

    private final LockCore lock = new LockCore();
    private final RLockCore rlock = new RLockCore();

    @Test
    void aLockIsNotReentrant() {
        assertThat(lock.tryAcquire(ram)).isTrue();
        assertThat(lock.tryAcquire(ram)).isFalse();
        lock.acquire(ram, first);
        first.assertOpen();
        lock.release(geeta);
        first.assertIs(true);
        assertThat(lock.holds()).isEqualTo(1);
    }

    @Test
    void aLockThatIsFreeIsNotReleased() {
        assertThatThrownBy(() -> lock.release(ram)).isInstanceOf(IllegalStateException.class);
        assertThat(lock.holds()).isZero();
        assertThat(lock.tryAcquire(ram)).isTrue();
    }

    @Test
    void anRLockIsReentrantForItsOwnerAlone() {
        assertThat(rlock.tryAcquire(ram)).isTrue();
        rlock.acquire(ram, first);
        first.assertIs(true);
        assertThat(rlock.tryAcquire(geeta)).isFalse();
        rlock.acquire(geeta, second);
        rlock.release(ram);
        second.assertOpen();
        rlock.release(ram);
        second.assertIs(true);
        assertThat(rlock.tryAcquire(ram)).isFalse();
        assertThat(rlock.tryAcquire(geeta)).isTrue();
        assertThat(rlock.holds()).isEqualTo(2);
    }

    @Test
    void anRLockIsReleasedByItsOwnerAlone() {
        assertThatThrownBy(() -> rlock.release(ram))
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessage("release of an RLock, which nobody holds");
        rlock.tryAcquire(ram);
        assertThatThrownBy(() -> rlock.release(geeta))
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessage("release of an RLock, which somebody else holds");
        assertThat(rlock.holds()).isEqualTo(1);
        rlock.release(ram);
        assertThatThrownBy(() -> rlock.release(ram)).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(rlock.holds()).isZero();
    }

    @Test
    void itIsHandedToTheNextWhoHasNotWithdrawn() {
        for (MutexCore core : new MutexCore[] {lock, rlock}) {
            Answer<Boolean> gone = new Answer<>();
            Answer<Boolean> next = new Answer<>();
            core.tryAcquire(ram);
            core.acquire(geeta, gone);
            core.acquire(rajesh, next);
            assertThat(core.withdraw(gone)).isTrue();
            core.release(ram);
            gone.assertOpen();
            next.assertIs(true);
            assertThat(core.withdraw(next)).isFalse();
            core.release(rajesh);
            assertThat(core.holds()).isZero();
        }
    }
}
