package io.github.multiprocessing4j.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingTest {

    private static final int CAPACITY = 64;
    private static final int WRITTEN = 0;
    private static final int READ = 128;

    private final ByteBuffer memory =
            ByteBuffer.allocateDirect(RingWriter.OVERHEAD + CAPACITY).order(ByteOrder.nativeOrder());
    private final RingWriter writer = new RingWriter(memory);
    private final RingReader reader = new RingReader(memory);

    private static byte[] bytes(int from, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    private byte[] read(int count) {
        byte[] into = new byte[count];
        reader.read(into, 0, count);
        return into;
    }

    @Test
    void givesWhatWasWrittenInOrderAllAround() throws Exception {
        Random random = new Random(1);
        int written = 0;
        int read = 0;
        while (written < 100_000) {
            int more = random.nextInt(writer.room(CAPACITY) + 1);
            writer.write(bytes(written, more), 0, more);
            written += more;
            int less = random.nextInt(reader.available() + 1);
            assertThat(read(less)).isEqualTo(bytes(read, less));
            read += less;
            assertThat(reader.available()).isEqualTo(written - read);
            assertThat(writer.room(CAPACITY)).isEqualTo(CAPACITY - (written - read));
        }
    }

    @Test
    void holdsAsMuchAsItsCapacity() throws Exception {
        assertThat(reader.available()).isZero();
        writer.write(bytes(0, CAPACITY), 0, CAPACITY);
        assertThat(writer.room(CAPACITY)).isZero();
        assertThat(writer.isRoomFor(1)).isFalse();
        assertThat(reader.available()).isEqualTo(CAPACITY);
        read(1);
        assertThat(writer.isRoomFor(1)).isTrue();
        assertThat(writer.isRoomFor(2)).isFalse();
    }

    @Test
    void aSleeperIsWokenOnce() {
        assertThat(writer.write(bytes(0, 1), 0, 1)).as("while nobody sleeps").isFalse();
        reader.announceSleep();
        assertThat(writer.write(bytes(0, 1), 0, 1)).isTrue();
        assertThat(writer.write(bytes(0, 1), 0, 1)).isFalse();
        reader.announceSleep();
        reader.endSleep();
        assertThat(writer.write(bytes(0, 1), 0, 1)).isFalse();

        assertThat(reader.read(new byte[1], 0, 1)).as("while nobody waits").isFalse();
        writer.announceWait();
        assertThat(reader.read(new byte[1], 0, 1)).isTrue();
        assertThat(reader.read(new byte[1], 0, 1)).isFalse();
        writer.announceWait();
        writer.endWait();
        assertThat(reader.read(new byte[1], 0, 1)).isFalse();
    }

    /** Those who sleep as the house rules say are never forgotten. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, CAPACITY})
    void nobodySleepsForEver(int most) throws Exception {
        int total = 2_000_000;
        Semaphore bytesBell = new Semaphore(0);
        Semaphore roomBell = new Semaphore(0);
        FutureTask<Void> writing = new FutureTask<>(() -> {
            Random random = new Random(2);
            int written = 0;
            while (written < total) {
                int wanted = Math.min(total - written, 1 + random.nextInt(most));
                int count = Math.min(writer.room(wanted), wanted);
                if (count == 0) {
                    writer.announceWait();
                    if (!writer.isRoomFor(1)) {
                        assertThat(roomBell.tryAcquire(30, TimeUnit.SECONDS))
                                .as("woken")
                                .isTrue();
                    }
                    writer.endWait();
                } else {
                    if (writer.write(bytes(written, count), 0, count)) {
                        bytesBell.release();
                    }
                    written += count;
                }
            }
            return null;
        });
        Thread thread = new Thread(writing);
        thread.start();
        int read = 0;
        while (read < total) {
            int count = reader.available();
            if (count == 0) {
                reader.announceSleep();
                if (reader.available() == 0) {
                    assertThat(bytesBell.tryAcquire(30, TimeUnit.SECONDS))
                            .as("woken")
                            .isTrue();
                }
                reader.endSleep();
            } else {
                byte[] into = new byte[count];
                if (reader.read(into, 0, count)) {
                    roomBell.release();
                }
                for (int i = 0; i < count; i++) {
                    assertThat(into[i] == (byte) (read + i)).isTrue();
                }
                read += count;
            }
        }
        writing.get(30, TimeUnit.SECONDS);
        thread.join();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, CAPACITY + 1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32})
    void aLieOfTheOtherSideIsNoticed(long lie) throws Exception {
        memory.putLong(WRITTEN, lie);
        assertThatThrownBy(reader::available)
                .isInstanceOf(BrokenRingException.class)
                .hasMessageContaining(String.valueOf(lie));
        writer.write(new byte[1], 0, 1); // so that there is room for fewer, as far as the writer knows
        memory.putLong(READ, lie);
        assertThatThrownBy(() -> writer.room(CAPACITY))
                .isInstanceOf(BrokenRingException.class)
                .hasMessageContaining(String.valueOf(lie));
        assertThat(writer.isRoomFor(CAPACITY)).as("whoever waits finds out").isTrue();
    }

    @Test
    void doesNotFitAnyMemory() {
        for (int length : new int[] {0, RingWriter.OVERHEAD, RingWriter.OVERHEAD + 63}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new RingReader(ByteBuffer.allocateDirect(length)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RingWriter(ByteBuffer.allocate(RingWriter.OVERHEAD + 64)));
    }
}
