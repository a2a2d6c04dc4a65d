package io.github.multiprocessing4j.soak;

import io.github.multiprocessing4j.fault.Chaos;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pools to which everything happens, for as long as {@code -Dmp.soak.seconds} says. */
@Tag("soak")
@Timeout(value = 12, unit = TimeUnit.HOURS)
class ChaosSoakTest {

    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("mp.soak.seconds", 60));

    @Test
    void everyTaskHasTheOutcomeThatItMustHave() throws Exception {
        long start = System.nanoTime();
        long seed = start;
        while (System.nanoTime() - start < LENGTH.toNanos()) {
            Chaos.run(1000, 1 + Math.floorMod(seed, 4), seed);
            seed++;
        }
    }
}
