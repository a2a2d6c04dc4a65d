package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.harness.Delays;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** Workers that write more than anybody wants to read; and a program of one that does. */
final class Flood {

    private static final Duration LIMIT = Delays.scaled(Duration.ofSeconds(20));
    private static final int LINES = 250_000;
    private static final String LINE = "0123456789".repeat(10);
    private static final int JUNK = 1 << 20;

    /** How many bytes go to each of the two streams. */
    static final int BYTES = LINES * (LINE.length() + 1) + JUNK;

    private Flood() {}

    public static void main(String[] args) throws Exception {
        try (Pool pool = spawn().pool(1)) {
            assertBorne(pool);
        }
    }

    /** The worker gets it out, closes its streams, and goes on. */
    static void assertBorne(Pool pool) throws Exception {
        long start = System.nanoTime();
        assertThat(pool.<Integer, Integer>apply(Flood::lines, LINES)).isEqualTo(LINES);
        assertThat(pool.<Integer, Integer>apply(Flood::binary, JUNK)).isEqualTo(JUNK);
        assertThat(pool.<Integer>apply(Flood::closeAll)).isEqualTo(1);
        assertGood(pool);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    }

    private static int lines(int count) {
        for (int i = 0; i < count; i++) {
            System.out.print(LINE + '\n');
            System.err.print(LINE + '\n');
        }
        return count;
    }

    static int binary(int bytes) throws IOException {
        byte[] junk = new byte[bytes];
        new Random(5).nextBytes(junk);
        new FileOutputStream(FileDescriptor.out).write(junk);
        new FileOutputStream(FileDescriptor.err).write(junk);
        return bytes;
    }

    static int line(int length) {
        System.out.println("x".repeat(length));
        return length;
    }

    private static int closeAll() {
        System.out.close();
        System.err.close();
        System.out.println("nobody hears it");
        return 1;
    }
}
