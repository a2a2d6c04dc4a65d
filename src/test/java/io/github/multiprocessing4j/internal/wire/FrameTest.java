package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.multiprocessing4j.harness.Allocation;
import io.github.multiprocessing4j.harness.Delays;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    private static final long LIMIT = 64 << 20;
    private static final long GIB = 1L << 30;

    private static FrameReader reader(byte[] bytes) {
        return new FrameReader(new ByteArrayInputStream(bytes), LIMIT);
    }

    /** Reads to the end; says how many messages there were. */
    private static int readAll(FrameReader reader) throws IOException {
        int count = 0;
        while (reader.read() != null) {
            count++;
        }
        return count;
    }

    @Test
    void messagesComeOutAsTheyWereWritten() throws IOException {
        RecordedSession session = RecordedSession.record();
        FrameReader reader = reader(session.bytes());
        Object[] first = reader.read();
        assertThat(first).startsWith(1, 42L, "place");
        assertThat(((Encoded) first[3]).length()).isEqualTo(4);
        assertThat(reader.read()).isEmpty();
        Object[] third = {2, true, null, new byte[] {1, 2, 3}, new Object[] {"row", new Object[] {1.5, 'c'}}};
        assertThat(Arrays.deepEquals(reader.read(), third)).isTrue();
        assertThat(reader.read()).containsExactly(3, (short) 1, (byte) 2, 2.5f, "\ud800", false);
        Encoded arrays = (Encoded) reader.read()[1];
        assertThat(arrays.length()).isEqualTo(1 + 3 + 16);
        assertThat((double[]) arrays.slabs().get(1).array()).containsExactly(1, 2);
        assertThat(reader.read()).containsExactly(4, "the end");
        assertThat(reader.read()).isNull();
    }

    @Test
    void aStreamCutAnywhereGivesWholeMessagesOnly() throws IOException {
        RecordedSession session = RecordedSession.record();
        for (int length = 0; length <= session.bytes().length; length++) {
            FrameReader reader = reader(Arrays.copyOf(session.bytes(), length));
            for (int i = 0; i < session.wholeIn(length); i++) {
                assertThat(reader.read())
                        .as("message %s of %s bytes", i, length)
                        .isNotNull();
            }
            if (length == 0 || session.ends().contains(length)) {
                assertThat(reader.read()).as("end after %s bytes", length).isNull();
            } else {
                assertThatThrownBy(reader::read)
                        .as("end after %s bytes", length)
                        .isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void aByteThatIsChangedDoesNoHarm() throws IOException {
        RecordedSession session = RecordedSession.record();
        for (int at = 0; at < session.bytes().length; at++) {
            for (int bits = 1; bits < 256; bits++) {
                byte[] changed = session.bytes().clone();
                changed[at] ^= (byte) bits;
                FrameReader reader = new FrameReader(new ByteArrayInputStream(changed), LIMIT, changed.length);
                Throwable failure = catchThrowable(() -> readAll(reader));
                if (failure != null) {
                    assertThat(failure)
                            .as("byte %s changed by %s", at, bits)
                            .isInstanceOfAny(MalformedMessageException.class, EOFException.class);
                }
            }
        }
    }

    @Test
    void aReaderThatHasLostItsPlaceNotices() throws IOException {
        byte[] bytes = RecordedSession.record().bytes();
        for (int skipped : new int[] {1, 2, 11}) {
            FrameReader reader = reader(Arrays.copyOfRange(bytes, skipped, bytes.length));
            assertThatThrownBy(reader::read)
                    .isExactlyInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("begins with");
        }
    }

    @Test
    void whatIsNoFrameIsRefusedBeforeItsLengthHasCome() {
        assertThatThrownBy(() -> reader(new byte[Integer.BYTES]).read())
                .isExactlyInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("begins with");
    }

    private static byte[] frame(long length, byte... content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(FrameWriter.MARK);
        out.writeLong(length);
        out.write(content);
        return bytes.toByteArray();
    }

    @Test
    void aFrameIsReadToItsEnd() throws IOException {
        FrameReader reader = reader(frame(5, new byte[5]));
        assertThatThrownBy(reader::read)
                .isExactlyInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("1 bytes too many");
        FrameReader short3 = reader(frame(3, new byte[5]));
        assertThatThrownBy(short3::read)
                .isExactlyInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("in the middle");
    }

    // Lengths

    @ParameterizedTest
    @ValueSource(longs = {1L << 62, Long.MAX_VALUE, -1, Long.MIN_VALUE, 2 * GIB + 1, LIMIT + 1})
    void aLongLengthTakesNoMemory(long length) throws IOException {
        byte[] bytes = frame(length, new byte[100]);
        long allocated =
                allocatedBy(() -> assertThatThrownBy(() -> reader(bytes).read())
                        .isExactlyInstanceOf(MalformedMessageException.class)
                        .hasMessageContaining(String.valueOf(length)));
        assertThat(allocated).isLessThan(1 << 20);
    }

    /** What is allowed may be a lie all the same. */
    @ParameterizedTest
    @ValueSource(bytes = {10, 11, 12, 13})
    void aLengthThatIsAllowedTakesNoMemoryUntilSomethingComes(byte kind) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(FrameWriter.MARK);
        out.writeLong(2 * GIB);
        out.writeInt(1);
        out.writeByte(kind);
        if (kind == 10) {
            out.writeBoolean(true);
        }
        if (kind == 13) {
            out.writeInt(0);
            out.writeInt(Encoded.PIECE);
        } else {
            out.writeInt(Integer.MAX_VALUE - 100);
        }
        long allocated = allocatedBy(() -> assertThatThrownBy(
                        () -> new FrameReader(new ByteArrayInputStream(bytes.toByteArray()), 4 * GIB).read())
                .isInstanceOf(EOFException.class));
        assertThat(allocated).isLessThan(1 << 20);
    }

    private static long allocatedBy(Runnable action) {
        action.run(); // classes are loaded, and messages made, for the first time
        long before = Allocation.ofThisThread();
        action.run();
        return Allocation.ofThisThread() - before;
    }

    @Test
    void whatOneMessageTakesIsAMultipleOfItsBytes() throws IOException {
        byte[] nulls = new byte[Integer.BYTES + (1 << 20)];
        nulls[1] = 1 << 4; // 2^20 of them
        FrameReader reader = reader(frame(nulls.length, nulls));
        long allocated = allocatedBy(() -> {
            try {
                reader(frame(nulls.length, nulls)).read();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(reader.read()).hasSize(1 << 20).containsOnlyNulls();
        assertThat(allocated).isLessThan(64L * nulls.length);
    }

    // Messages larger than any array

    @Test
    void fiveGibibytesGoThroughWithoutBeingKept() throws IOException {
        int pieces = (int) (5 * GIB / Encoded.PIECE);
        Encoded huge = new Encoded(Collections.nCopies(pieces, new byte[Encoded.PIECE]), List.of(), true);
        Counting out = new Counting();
        long start = System.nanoTime();
        FrameWriter writer = new FrameWriter(out);
        long[] allocated = {0};
        allocated[0] = allocated(() -> {
            writer.write(new Object[] {"huge", huge});
            writer.flush();
        });
        long header = Integer.BYTES + Long.BYTES;
        assertThat(out.count).isEqualTo(header + FrameWriter.length(new Object[] {"huge", huge}));
        assertThat(out.count).isGreaterThan(5 * GIB);

        FrameInput in = new FrameInput(new Endless(), 5 * GIB, 0, PrimitiveArrays.FIRST_PART);
        byte[] buffer = new byte[1 << 16];
        allocated[0] += allocated(() -> {
            while (in.read(buffer, 0, buffer.length) >= 0) {
                continue;
            }
        });
        assertThat(in.remaining()).isZero();
        assertThat(allocated[0]).isLessThan(1 << 20);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Delays.scaled(Duration.ofSeconds(10)));
    }

    @Test
    void aMessageThatIsLongerThanAllowedIsRefusedBeforeItIsRead() throws IOException {
        byte[] bytes = frame(5 * GIB);
        assertThatThrownBy(() -> reader(bytes).read())
                .isExactlyInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("more than the " + LIMIT);
    }

    /** An attendant who has enough receives what has begun in the buffer, if it is short, and nothing else. */
    @Test
    void noMoreIsReadThanTheEndOfAShortMessageThatHasBegun() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(bytes);
        byte[] content = new byte[9_000];
        writer.write(new Object[] {1, content});
        writer.write(new Object[] {2, content});
        writer.write(new Object[] {3, content});
        writer.flush();
        FrameReader reader = reader(bytes.toByteArray());
        assertThat(reader.hasMessage(false)).as("nothing was read").isFalse();
        assertThat(reader.hasMessage(true)).isTrue();
        assertThat(reader.read()[0]).isEqualTo(1);
        assertThat(reader.holdsBytes()).as("the second has begun").isTrue();
        assertThat(reader.hasMessage(false)).isTrue();
        assertThat(reader.read()[0]).isEqualTo(2);
        assertThat(reader.holdsBytes()).as("the third has begun").isFalse();
        assertThat(reader.hasMessage(false)).isFalse();
        assertThat(reader.hasMessage(true)).isTrue();
        assertThat(reader.read()[0]).isEqualTo(3);
        assertThat(reader.hasMessage(true)).isFalse();
    }

    @Test
    void aLongMessageIsNotForWhoHasEnough() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(bytes);
        writer.write(new Object[] {1});
        writer.write(new Object[] {2, new byte[1 << 15]});
        writer.flush();
        FrameReader reader = reader(bytes.toByteArray());
        assertThat(reader.hasMessage(true)).isTrue();
        reader.read();
        assertThat(reader.holdsBytes()).isTrue();
        assertThat(reader.hasMessage(false)).isFalse();
        assertThat(reader.hasMessage(true)).isTrue();
        assertThat((byte[]) reader.read()[1]).hasSize(1 << 15);
    }

    private interface Step {

        void run() throws IOException;
    }

    private static long allocated(Step step) throws IOException {
        long before = Allocation.ofThisThread();
        step.run();
        return Allocation.ofThisThread() - before;
    }

    private static final class Counting extends OutputStream {

        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            count += length;
        }
    }

    private static final class Endless extends InputStream {

        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return length;
        }
    }
}
