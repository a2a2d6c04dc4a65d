package io.github.multiprocessing4j.fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool to which everything happens. */
@Timeout(120)
class ChaosTest {

    @Test
    void everyTaskHasTheOutcomeThatItMustHave() throws Exception {
        Chaos.run(400, 2, 4);
    }
}
