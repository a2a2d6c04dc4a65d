package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever comes, the reader of frames ends, with messages or with one of its two exceptions.
 *
 * <p>{@code -Dmp.fuzz.count} says how many inputs there are, and {@code -Dmp.fuzz.seed} which ones: a failure names it.
 */
@Tag("fuzz")
@Timeout(value = 12, unit = TimeUnit.HOURS)
class FrameFuzzTest {

    private static final int COUNT = Integer.getInteger("mp.fuzz.count", 1_000_000);
    private static final long LIMIT = 1 << 20;
    private static final int BUFFER = 512;
    private static final int HEADER = Integer.BYTES + Long.BYTES;

    @Test
    void noiseIsRefused() throws IOException {
        long seed = Long.getLong("mp.fuzz.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] session = RecordedSession.record().bytes();
        long messages = 0;
        for (int i = 0; i < COUNT; i++) {
            byte[] input = random.nextBoolean() ? mutated(session, random) : framed(random);
            try {
                messages += read(input);
            } catch (RuntimeException | Error | IOException failure) {
                throw new AssertionError("input " + i + " of seed " + seed, failure);
            }
        }
        assertThat(messages).as("messages that were read").isPositive();
    }

    private static int read(byte[] input) throws IOException {
        FrameReader reader = new FrameReader(new ByteArrayInputStream(input), LIMIT, BUFFER);
        int count = 0;
        try {
            while (reader.read() != null) {
                count++;
            }
        } catch (MalformedMessageException | EOFException refused) {
            return count;
        }
        return count;
    }

    /** A session in which some bytes were changed, left out or doubled. */
    private static byte[] mutated(byte[] session, Random random) {
        byte[] input = session.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(input.length);
            switch (random.nextInt(4)) {
                case 0 -> input[at] = (byte) random.nextInt();
                case 1 -> input[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> System.arraycopy(session, 0, input, at, Math.min(random.nextInt(40), input.length - at));
                default -> {
                    int from = random.nextInt(input.length);
                    System.arraycopy(input, from, input, at, input.length - Math.max(from, at));
                }
            }
        }
        return input;
    }

    /** A frame that is right, of content that is not: so that the reader comes far. */
    private static byte[] framed(Random random) {
        byte[] content = new byte[random.nextInt(64)];
        random.nextBytes(content);
        for (int i = 0; i < content.length; i++) {
            if (random.nextInt(3) > 0) {
                content[i] = (byte) random.nextInt(random.nextBoolean() ? 15 : 2);
            }
        }
        if (content.length >= Integer.BYTES) {
            ByteBuffer.wrap(content).putInt(random.nextInt(8));
        }
        byte[] input = new byte[HEADER + content.length];
        ByteBuffer.wrap(input).putInt(FrameWriter.MARK).putLong(content.length).put(content);
        return input;
    }
}
