package io.github.multiprocessing4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.SharedMemory;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.Rounds;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;

/** Blocks of few names that many make, attach to and remove at once. */
@Timeout(60)
class SharedMemoryHammerTest {

    private static final int SIZE = 5_000;
    private static final int NAMES = 2;

    @ContractTest
    void whoeverGetsABlockHasAWholeOne(Context mp) throws Exception {
        String prefix = "mp4j-test-" + UUID.randomUUID() + "-";
        int rounds = Rounds.of(mp, 1_000, 500);
        try (Pool pool = mp.pool(4)) {
            List<Integer> removed = pool.map(
                    seed -> makeAttachAndRemove(prefix, new SplittableRandom(seed), rounds),
                    List.of(1, 2, 3, 4),
                    o -> o.chunkSize(1));
            assertThat(removed).allMatch(count -> count > 0);
        }
        for (int i = 0; i < NAMES; i++) {
            try (SharedMemory left = SharedMemory.attach(prefix + i)) {
                left.unlink();
            } catch (NoSuchFileException removedByThem) {
                continue;
            }
        }
    }

    /** Gives how many it has removed. */
    private static int makeAttachAndRemove(String prefix, SplittableRandom random, int rounds) throws IOException {
        int removed = 0;
        for (int i = 0; i < rounds; i++) {
            String name = prefix + random.nextInt(NAMES);
            try (SharedMemory memory =
                    random.nextBoolean() ? SharedMemory.create(name, SIZE) : SharedMemory.attach(name)) {
                assertThat(memory.size()).isEqualTo(SIZE);
                assertThat(memory.buf().get(random.nextInt(SIZE))).isZero();
                if (random.nextBoolean()) {
                    memory.unlink();
                    removed++;
                }
            } catch (FileAlreadyExistsException | NoSuchFileException anotherWasFaster) {
                continue;
            }
        }
        return removed;
    }
}
