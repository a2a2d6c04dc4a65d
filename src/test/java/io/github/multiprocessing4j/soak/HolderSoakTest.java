package io.github.multiprocessing4j.soak;

import io.github.multiprocessing4j.Lock;
import io.github.multiprocessing4j.RLock;
import io.github.multiprocessing4j.fault.Heirs;
import io.github.multiprocessing4j.fault.PermitHeirs;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code -Dmp.soak.holders} processes are killed, at random, for each kind of lock, and for a semaphore, while they
 * take them by turns and write values.
 */
@Tag("soak")
@Timeout(value = 12, unit = TimeUnit.HOURS)
class HolderSoakTest {

    private static final int KILLS = Integer.getInteger("mp.soak.holders", 1000);

    @Test
    void aLockGoesOn() throws Exception {
        Heirs.run(new Lock(), KILLS, System.nanoTime());
    }

    @Test
    void anRLockGoesOn() throws Exception {
        Heirs.run(new RLock(), KILLS, System.nanoTime());
    }

    @Test
    void aSemaphoreGoesOn() throws Exception {
        PermitHeirs.run(KILLS, System.nanoTime());
    }
}
