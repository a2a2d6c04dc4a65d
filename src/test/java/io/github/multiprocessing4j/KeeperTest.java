package io.github.multiprocessing4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.harness.Times;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a manager is at home. */
class KeeperTest {

    private static final byte[] KEY = "a key of a test".getBytes(StandardCharsets.UTF_8);

    /** Its process ends when that is over: what is left then is never cleared away. */
    @Test
    void theEndComesWhenNothingIsLeft(@TempDir Path directory) throws Exception {
        for (int round = 0; round < 50; round++) {
            Path file = directory.resolve("manager-" + round);
            Keeper keeper = new Keeper("short-lived", StartMethod.THREAD, Map.of());
            keeper.open(UnixDomainSocketAddress.of(file), KEY);
            assertThat(file).exists();
            CountDownLatch awaiting = new CountDownLatch(1);
            FutureTask<Boolean> left = new FutureTask<>(() -> {
                awaiting.countDown();
                keeper.awaitEnd();
                return Files.exists(file);
            });
            Thread process = new Thread(left, "process-of-a-test");
            process.start();
            awaiting.await();
            Times.untilParked(process);
            keeper.end();
            assertThat(left.get(Times.LONG.toSeconds(), TimeUnit.SECONDS))
                    .as("whether there is something left")
                    .isFalse();
        }
    }
}
