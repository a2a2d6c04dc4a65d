package io.github.multiprocessing4j.soak;

import io.github.multiprocessing4j.Lock;
import io.github.multiprocessing4j.RLock;
import io.github.multiprocessing4j.fault.Heirs;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code -Dmp.soak.kills} processes of each kind of lock are killed, at random, while they take it by turns. */
@Tag("soak")
@Timeout(value = 12, unit = TimeUnit.HOURS)
class HolderSoakTest {

    private static final int KILLS = Integer.getInteger("mp.soak.kills", 500);

    @Test
    void aLockGoesOn() throws Exception {
        Heirs.run(new Lock(), KILLS, System.nanoTime());
    }

    @Test
    void anRLockGoesOn() throws Exception {
        Heirs.run(new RLock(), KILLS, System.nanoTime());
    }
}
