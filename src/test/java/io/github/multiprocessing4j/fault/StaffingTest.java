package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.range;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** There are as many workers as a pool may have, whenever there is work for all of them. */
@Timeout(60)
class StaffingTest {

    private static final int WORKERS = 4;

    @TempDir
    Path directory;

    /** Waits for the others, who have to be on other workers. */
    private static int meet(String place, int me) throws Exception {
        Beacon.in(Path.of(place), "here-" + me).light();
        for (int i = 0; i < WORKERS; i++) {
            Beacon.in(Path.of(place), "here-" + i).await();
        }
        return me;
    }

    @RepeatedTest(2)
    void tasksThatWaitForOneAnotherMeet() throws Exception {
        String place = directory.toString();
        try (Pool pool = spawn().pool(WORKERS)) {
            assertThat(pool.map(me -> meet(place, me), range(WORKERS), o -> o.chunkSize(1)))
                    .isEqualTo(range(WORKERS));
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(WORKERS);
        }
    }
}
