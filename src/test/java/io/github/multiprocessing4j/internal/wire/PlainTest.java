package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTest {

    private static final long MANY = 1L << 40;

    private static Object[] read(byte[] bytes, long values) throws IOException {
        return Plain.read(
                new FrameInput(new ByteArrayInputStream(bytes), bytes.length, values, PrimitiveArrays.FIRST_PART));
    }

    private static byte[] write(Object... message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Plain.write(message, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static byte[] raw(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writing.to(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private interface Writing {

        void to(DataOutputStream out) throws IOException;
    }

    private static void assertKept(Object... message) throws IOException {
        assertThat(Arrays.deepEquals(read(write(message), MANY), message)).isTrue();
    }

    private static void assertMalformed(byte[] bytes, String why) {
        assertThatThrownBy(() -> read(bytes, MANY))
                .isExactlyInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(why);
    }

    @Test
    void allKindsOfValuesAreKept() throws IOException {
        assertKept();
        assertKept(null, true, false, (byte) -1, (short) -2, 'c', -3, Long.MIN_VALUE, 1.5f, Double.NaN, "text", "");
        assertKept(new byte[0], new byte[] {1, 2}, new Object[0], new Object[] {1, new Object[] {"a", null}});
        assertKept((Object) new byte[300_000]);
    }

    @Test
    void textIsKeptAsItIs() throws IOException {
        assertKept("Grüße, 世界, \ud83d\ude00, \0");
        assertKept("\ud800", "a\udc00b", "\udc00\ud800", "x".repeat(100_000) + "\ud800");
    }

    @Test
    void encodedObjectsAreKeptWithTheirTickets() throws Exception {
        byte[] piece = new byte[Encoded.PIECE];
        Arrays.fill(piece, (byte) 7);
        List<Ticket> tickets = List.of(new Ticket("a/1", 2, "a", 3), new Ticket("", -1, "b", 0));
        Encoded encoded = new Encoded(List.of(piece, new byte[] {1, 2, 3}), tickets, true);
        Object[] message = read(write(1, encoded, "end"), MANY);
        Encoded read = (Encoded) message[1];
        assertThat(read.tickets()).isEqualTo(tickets);
        assertThat(read.length()).isEqualTo(Encoded.PIECE + 3);
        assertThat(read.open().readAllBytes()).isEqualTo(encoded.open().readAllBytes());
        assertThat(message[2]).isEqualTo("end");
        Encoded empty = (Encoded) read(write(new Encoded(List.of(), List.of(), true)), MANY)[0];
        assertThat(empty.length()).isZero();
    }

    @Test
    void otherObjectsAreNoMessage() {
        assertThatThrownBy(() -> write(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("List");
        assertThatThrownBy(() -> write((Object) new int[0])).isInstanceOf(IllegalArgumentException.class);
    }

    /** As deep as may be written may be read, and no deeper. */
    @Test
    void rowsCanBeNestedToADepth() throws IOException {
        assertKept(nested(15));
        assertThatThrownBy(() -> write(nested(16))).isInstanceOf(IllegalArgumentException.class);
        assertMalformed(
                raw(out -> {
                    for (int i = 0; i < 100_000; i++) {
                        out.writeInt(1);
                        out.writeByte(12);
                    }
                }),
                "nested");
    }

    private static Object[] nested(int depth) {
        Object[] row = {"innermost"};
        for (int i = 0; i < depth; i++) {
            row = new Object[] {row};
        }
        return row;
    }

    @Test
    void aLengthThatCannotBeIsRefused() throws IOException {
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 10}) {
            assertMalformed(raw(out -> out.writeInt(length)), "a length of " + length);
            for (int kind : new int[] {11, 12, 13}) {
                assertMalformed(
                        raw(out -> {
                            out.writeInt(1);
                            out.writeByte(kind);
                            out.writeInt(length);
                        }),
                        "a length of " + length);
            }
        }
    }

    @Test
    void aPieceThatIsTooLongIsRefused() throws IOException {
        assertMalformed(
                raw(out -> {
                    out.writeInt(1);
                    out.writeByte(13);
                    out.writeInt(0);
                    out.writeInt(Encoded.PIECE + 1);
                    out.write(new byte[Encoded.PIECE + 1]);
                }),
                "a piece of");
    }

    @Test
    void whatIsUnknownIsRefused() throws IOException {
        assertMalformed(
                raw(out -> {
                    out.writeInt(1);
                    out.writeByte(15);
                }),
                "unknown kind of value: 15");
    }

    /** A byte becomes a reference, and five become a row. */
    @Test
    void theNumberOfValuesIsLimited() throws IOException {
        Object[] nulls = new Object[1000];
        assertThat(read(write(nulls), 1000)).hasSize(1000);
        assertTooMany(write(nulls), 999);
        Object[] rows = new Object[1000];
        Arrays.fill(rows, new Object[0]);
        assertTooMany(write(rows), 999);
        assertTooMany(write(new Encoded(Collections.nCopies(1000, new byte[1]), List.of(), true)), 1000);
        assertTooMany(write(new Encoded(List.of(), Collections.nCopies(1000, new Ticket("", 1, "", 1)), true)), 1000);
    }

    private static void assertTooMany(byte[] bytes, long values) {
        assertThatThrownBy(() -> read(bytes, values))
                .isExactlyInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("too many values");
    }
}
