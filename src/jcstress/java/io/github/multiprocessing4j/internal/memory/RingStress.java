package io.github.multiprocessing4j.internal.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The two sides of a ring, as if each had mapped it. */
public final class RingStress {

    private static final int CAPACITY = 8;
    private static final byte[] MESSAGE = {1, 2, 3, 4, 5};

    private RingStress() {}

    /** A ring of which as many bytes as a message has are used up, so that the next one goes over its end. */
    private abstract static class Sides {

        final RingWriter writer;
        final RingReader reader;

        Sides() {
            ByteBuffer memory = ByteBuffer.allocateDirect(RingWriter.OVERHEAD + CAPACITY);
            writer = new RingWriter(memory);
            reader = new RingReader(memory);
            writer.write(MESSAGE, 0, MESSAGE.length);
            reader.read(new byte[MESSAGE.length], 0, MESSAGE.length);
        }

        final int available() {
            try {
                return reader.available();
            } catch (BrokenRingException broken) {
                return -1;
            }
        }

        final int room() {
            try {
                return writer.room(CAPACITY);
            } catch (BrokenRingException broken) {
                return -1;
            }
        }

        /** Reads what there is; gives the bytes as the digits of a number. */
        final int readAll() {
            byte[] bytes = new byte[available()];
            reader.read(bytes, 0, bytes.length);
            int digits = 0;
            for (byte one : bytes) {
                digits = 10 * digits + one;
            }
            return digits;
        }
    }

    private static int number(boolean truth) {
        return truth ? 1 : 0;
    }

    /** Bytes that are counted are there. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "nothing yet")
    @Outcome(
            id = {"12, 0", "0, 12", "0, 12345", "12, 345", "12345, 0"},
            expect = ACCEPTABLE,
            desc = "what was written")
    @State
    public static class Published extends Sides {

        @Actor
        public void writer() {
            writer.write(MESSAGE, 0, 2);
            writer.write(MESSAGE, 2, 3);
        }

        @Actor
        public void reader(II_Result result) {
            result.r1 = readAll();
            result.r2 = result.r1 == 12345 ? 0 : readAll();
        }
    }

    /** Bytes whose room is counted as free were read. */
    @JCStressTest
    @Outcome(id = "12345, 0", expect = ACCEPTABLE, desc = "there was no room")
    @Outcome(id = "12345, 1", expect = ACCEPTABLE, desc = "there was room after that")
    @State
    public static class WrittenOver extends Sides {

        public WrittenOver() {
            writer.write(MESSAGE, 0, MESSAGE.length);
        }

        @Actor
        public void writer(II_Result result) {
            if (room() >= MESSAGE.length) {
                writer.write(new byte[] {9, 9, 9, 9, 9}, 0, MESSAGE.length);
                result.r2 = 1;
            }
        }

        @Actor
        public void reader(II_Result result) {
            result.r1 = readAll();
        }
    }

    /** A reader that goes to sleep has seen what was written, or is woken. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it does not sleep")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it is woken")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both")
    @State
    public static class ReaderSleeps extends Sides {

        @Actor
        public void writer(II_Result result) {
            result.r2 = number(writer.write(MESSAGE, 0, MESSAGE.length));
        }

        @Actor
        public void reader(II_Result result) {
            reader.announceSleep();
            result.r1 = number(available() > 0);
        }
    }

    /** Also if the writer is quiet at first, and asks later. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it does not sleep")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it is woken")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both")
    @State
    public static class ReaderSleepsOverQuietWriter extends Sides {

        @Actor
        public void writer(II_Result result) {
            writer.writeQuietly(MESSAGE, 0, MESSAGE.length);
            result.r2 = number(writer.isSleptOver());
        }

        @Actor
        public void reader(II_Result result) {
            reader.announceSleep();
            result.r1 = number(available() > 0);
        }
    }

    /** A reader that sleeps is woken once. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "by one of two")
    @State
    public static class WokenOnce extends Sides {

        public WokenOnce() {
            writer.writeQuietly(MESSAGE, 0, MESSAGE.length);
            reader.announceSleep();
        }

        @Actor
        public void one(II_Result result) {
            result.r1 = number(writer.isSleptOver());
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = number(writer.isSleptOver());
        }
    }

    /** A writer that waits for room has seen that there is some, or is woken. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it does not wait")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it is woken")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both")
    @State
    public static class WriterWaits extends Sides {

        private final byte[] into = new byte[MESSAGE.length];

        public WriterWaits() {
            writer.write(MESSAGE, 0, MESSAGE.length);
        }

        @Actor
        public void writer(II_Result result) {
            writer.announceWait();
            result.r1 = number(writer.isRoomFor(MESSAGE.length));
        }

        @Actor
        public void reader(II_Result result) {
            result.r2 = number(reader.read(into, 0, into.length));
        }
    }
}
