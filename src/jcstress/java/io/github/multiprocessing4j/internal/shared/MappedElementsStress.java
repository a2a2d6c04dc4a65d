package io.github.multiprocessing4j.internal.shared;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/** Elements in memory that several JVMs have mapped: each is whole, and all writes have one order. */
public final class MappedElementsStress {

    private MappedElementsStress() {}

    private static <T> MappedElements<T> row(Class<T> type) {
        return MappedElements.in(ByteBuffer.allocateDirect(MappedElements.bytes(type, 2)), type, 2);
    }

    @JCStressTest
    @Outcome(
            id = {"0", "-1"},
            expect = ACCEPTABLE,
            desc = "before or after")
    @State
    public static class NeverTorn {

        private final MappedElements<Long> row = row(Long.class);

        @Actor
        public void writer() {
            row.set(1, -1L);
        }

        @Actor
        public void reader(J_Result result) {
            result.r1 = row.get(1);
        }
    }

    /** As volatile variables: of two who write, each their own, and then look, one at least sees the other. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "one sees the other")
    @State
    public static class LongsInOrder {

        private final MappedElements<Long> row = row(Long.class);

        @Actor
        public void one(II_Result result) {
            row.set(0, 1L);
            result.r1 = (int) (long) row.get(1);
        }

        @Actor
        public void other(II_Result result) {
            row.set(1, 1L);
            result.r2 = (int) (long) row.get(0);
        }
    }

    /** There is no volatile access to a byte, but with fences. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "one sees the other")
    @State
    public static class BytesInOrder {

        private final MappedElements<Byte> row = row(Byte.class);

        @Actor
        public void one(II_Result result) {
            row.set(0, (byte) 1);
            result.r1 = row.get(1);
        }

        @Actor
        public void other(II_Result result) {
            row.set(1, (byte) 1);
            result.r2 = row.get(0);
        }
    }

    /** What was written before is seen by who sees what was written after it. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "in order")
    @State
    public static class BytesPublish {

        private final MappedElements<Byte> row = row(Byte.class);

        @Actor
        public void writer() {
            row.set(0, (byte) 1);
            row.set(1, (byte) 1);
        }

        @Actor
        public void reader(II_Result result) {
            result.r1 = row.get(1);
            result.r2 = row.get(0);
        }
    }
}
