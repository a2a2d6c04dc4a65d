package io.github.multiprocessing4j.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {

    private static final int STEP = 1 << 16;
    private static final int LONGEST = 2 * STEP - 1; // of one buffer

    @TempDir
    private Path directory;

    private Segment segment(long size) throws IOException {
        try (FileChannel file = FileChannel.open(
                directory.resolve("file"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(1), size - 1);
            return Segment.map(file, size, STEP);
        }
    }

    @Test
    void whatFitsIntoABufferIsOnePiece() throws IOException {
        Segment segment = segment(LONGEST);
        assertThat(segment.isOnePiece()).isTrue();
        assertThat(segment.size()).isEqualTo(LONGEST);
        assertThat(segment.buffer(0, LONGEST).remaining()).isEqualTo(LONGEST);
        assertThat(segment(1).buffer(0, 1).remaining()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {LONGEST + 1, 3L * STEP - 1, 3L * STEP, 3L * STEP + 1, 4L * STEP + 17})
    void anyRangeOfAStepCanBeHad(long size) throws IOException {
        Segment segment = segment(size);
        assertThat(segment.isOnePiece()).isFalse();
        for (long offset = 0; offset < size; offset += 4) {
            segment.buffer(offset, 1).put(0, (byte) (offset / 4 % 127));
        }
        for (long offset : new long[] {0, 1, STEP - 1, STEP, LONGEST - STEP, size - STEP - 1, size - STEP}) {
            ByteBuffer buffer = segment.buffer(offset, STEP);
            assertThat(buffer.remaining()).isEqualTo(STEP);
            byte[] expected = new byte[STEP];
            for (int i = 0; i < STEP; i++) {
                long place = offset + i;
                expected[i] = (byte) (place % 4 == 0 ? place / 4 % 127 : 0);
            }
            assertThat(buffer).isEqualTo(ByteBuffer.wrap(expected));
        }
        assertThat(segment.buffer(size, 0).remaining()).isZero();
    }

    @Test
    void whatIsBeyondTheEndOrTooLongIsRefused() throws IOException {
        Segment segment = segment(LONGEST + 1);
        assertThatThrownBy(() -> segment.buffer(0, STEP + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(STEP));
        for (long offset : new long[] {LONGEST + 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> segment.buffer(offset, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> segment.buffer(LONGEST, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> segment.buffer(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
