package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.harness.Allocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Large arrays, which travel beside the other bytes. */
class SlabTest {

    private static final long MIB = 1 << 20;

    private final Codec codec = new Codec(new BasePlaces());

    private static Object[] message(byte[] bytes) throws IOException {
        return Plain.read(
                new FrameInput(new ByteArrayInputStream(bytes), bytes.length, MIB, PrimitiveArrays.FIRST_PART));
    }

    private static byte[] bytes(Object... message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Plain.write(message, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /** What the other side makes of an object. */
    private Object travel(Object value) throws Exception {
        Object[] message = message(bytes("before", codec.encode(value), "after"));
        assertThat(message[0]).isEqualTo("before");
        assertThat(message[2]).isEqualTo("after");
        return codec.consume((Encoded) message[1], null);
    }

    private static Object filled(DirectKind kind, int length) {
        byte[] noise = new byte[length * PrimitiveArrays.elementSize(kind)];
        new Random(length).nextBytes(noise);
        Object array = PrimitiveArrays.make(kind, length);
        PrimitiveArrays.empty(kind, ByteBuffer.wrap(noise), array, 0, length);
        return array;
    }

    @ParameterizedTest
    @EnumSource(names = {"BOOLEANS", "BYTES", "SHORTS", "CHARS", "INTS", "LONGS", "FLOATS", "DOUBLES"})
    void arraysOfAllLengthsComeBackAsTheyWere(DirectKind kind) throws Exception {
        for (int length : new int[] {0, 1, 63, 64, 511, 512, 513, 8191, 8193, 65_537, 300_001, 2_500_000}) {
            Object array = filled(kind, length);
            Encoded encoded = codec.encode(array);
            assertThat(encoded.slabs()).hasSize(Slab.isLarge(kind, length) ? 1 : 0);
            assertThat(Objects.deepEquals(travel(array), array))
                    .as("%s of %s", length, kind)
                    .isTrue();
        }
    }

    static Stream<String> texts() {
        return Stream.of("x".repeat(1000), "\u20ac\ud800".repeat(1000), "\u00e9?".repeat(1_000_000));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void longTextComesBackAsItWas(String text) throws Exception {
        assertThat(travel(text)).isEqualTo(text);
        assertThat((String[]) travel(new String[] {text, "short", text})).containsExactly(text, "short", text);
    }

    @Test
    void whatWasOneArrayIsOneOnTheOtherSide() throws Exception {
        double[] array = (double[]) filled(DirectKind.DOUBLES, 1000);
        Object[] read = (Object[]) travel(new Object[] {array, 1, array, new int[500], List.of(array)});
        assertThat(read[0]).isEqualTo(array).isSameAs(read[2]).isSameAs(((List<?>) read[4]).get(0));
        assertThat((int[]) read[3]).hasSize(500).containsOnly(0);
    }

    @Test
    void whatIsChangedAfterwardsIsNotSeen() throws Exception {
        byte[] array = new byte[100_000];
        Encoded encoded = codec.encode(array);
        array[7] = 1;
        byte[] read = (byte[]) codec.decode(encoded, null);
        assertThat(read).containsOnly(0);
        read[7] = 2;
        assertThat((byte[]) codec.decode(encoded, null)).containsOnly(0);
    }

    @Test
    void bytesThatAreUsedUpCannotBeReadAgain() throws Exception {
        Encoded encoded = codec.encode(new byte[100_000]);
        codec.consume(encoded, null);
        assertThatThrownBy(() -> codec.consume(encoded, null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> codec.decode(encoded, null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatCouldNotBeReadIsNotUsedUp() throws Exception {
        Encoded encoded = codec.encode(new Object[] {new byte[1000], List.of(1)});
        ObjectInputFilter none = ObjectInputFilter.Config.createFilter("!java.util.*");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> codec.consume(encoded, none))
                    .isInstanceOf(DecodingFailure.class)
                    .hasMessageContaining("not admitted");
        }
        assertThat((Object[]) codec.consume(encoded, null)).hasSize(2);
    }

    @Test
    void filtersSeeLargeArraysAndTheirBytes() throws Exception {
        Encoded encoded = codec.encode(new Object[] {new long[1000], 1});
        for (String pattern : List.of("maxarray=999", "maxbytes=8000")) {
            assertThatThrownBy(() -> codec.decode(encoded, ObjectInputFilter.Config.createFilter(pattern)))
                    .as(pattern)
                    .isInstanceOf(DecodingFailure.class);
        }
        ObjectInputFilter noLongs = info -> info.serialClass() == long[].class ? Status.REJECTED : Status.UNDECIDED;
        assertThatThrownBy(() -> codec.decode(encoded, noLongs)).isInstanceOf(DecodingFailure.class);
        ObjectInputFilter wide = ObjectInputFilter.Config.createFilter("maxarray=1000;maxbytes=8100");
        assertThat((Object[]) codec.decode(encoded, wide)).hasSize(2);
    }

    // Lies

    private void assertRefused(List<Slab> slabs, String why) {
        byte[] claim = {DirectWriter.MARK, (byte) DirectKind.LONGS.ordinal(), (byte) 0xe8, 7}; // 1000 of them
        Encoded lie = new Encoded(List.of(claim), slabs, List.of(), true);
        assertThatThrownBy(() -> codec.decode(lie, null))
                .isInstanceOf(DecodingFailure.class)
                .hasMessageContaining(why);
    }

    @Test
    void anArrayThatIsNotThereOrIsAnotherOneIsRefused() {
        assertRefused(List.of(), "a number of 1000");
        assertRefused(List.of(Slab.of(DirectKind.LONGS, new long[999])), "1000 LONGS, where there are 999 LONGS");
        assertRefused(List.of(Slab.of(DirectKind.DOUBLES, new double[1000])), "where there are 1000 DOUBLES");
    }

    /** Bytes of a message that holds an object without pieces, and then what is given. */
    private static byte[] encodedWith(int kind, int length, byte... content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(1);
        out.writeByte(13);
        out.writeInt(0);
        out.writeInt(0);
        out.writeByte(kind);
        out.writeInt(length);
        out.write(content);
        return bytes.toByteArray();
    }

    @Test
    void whatIsNoArrayOfPrimitivesIsRefused() throws IOException {
        for (int kind : new int[] {1, DirectKind.OBJECTS.ordinal(), DirectKind.LAMBDA.ordinal(), -1, 127}) {
            byte[] bytes = encodedWith(kind, 1, new byte[100]);
            assertThatThrownBy(() -> message(bytes))
                    .isExactlyInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("kind " + kind);
        }
    }

    @Test
    void aLengthThatCannotBeIsRefused() throws IOException {
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 13}) {
            byte[] bytes = encodedWith(DirectKind.LONGS.ordinal(), length, new byte[100]);
            assertThatThrownBy(() -> message(bytes))
                    .isExactlyInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("a length of " + length);
        }
    }

    @Test
    void theNumberOfArraysIsLimited() throws IOException {
        List<Slab> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(Slab.of(DirectKind.BYTES, new byte[1]));
        }
        byte[] bytes = bytes(new Encoded(List.of(), many, List.of(), true));
        assertThatThrownBy(() -> Plain.read(new FrameInput(
                        new ByteArrayInputStream(bytes), bytes.length, 1000, PrimitiveArrays.FIRST_PART)))
                .isExactlyInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("too many values");
    }

    /** What is announced takes a few times as much memory as has come, and hardly any if nothing has. */
    @Test
    void aLengthThatIsAllowedTakesNoMemoryUntilSomethingComes() throws IOException {
        for (DirectKind kind : List.of(DirectKind.BYTES, DirectKind.DOUBLES)) {
            int announced = (int) (1024 * MIB / PrimitiveArrays.elementSize(kind));
            byte[] nothing = encodedWith(kind.ordinal(), announced);
            byte[] some = encodedWith(kind.ordinal(), announced, new byte[(int) (2 * MIB)]);
            assertThat(allocatedByReading(nothing, PrimitiveArrays.FIRST_PART)).isLessThan(MIB);
            assertThat(allocatedByReading(some, PrimitiveArrays.FIRST_PART)).isLessThan(20 * MIB);
        }
    }

    /** It is not copied as it grows: so it takes no memory but its own. */
    @Test
    void whatSomebodyAnnouncesWhoIsBelievedTakesItsMemoryAtOnce() throws IOException {
        for (DirectKind kind : List.of(DirectKind.BYTES, DirectKind.DOUBLES)) {
            int announced = (int) (8 * MIB / PrimitiveArrays.elementSize(kind));
            byte[] all = encodedWith(kind.ordinal(), announced, new byte[(int) (8 * MIB)]);
            assertThat(allocatedByReading(all, 64 * MIB)).isBetween(8 * MIB, 8 * MIB + MIB / 2);
            assertThat(allocatedByReading(all, PrimitiveArrays.FIRST_PART))
                    .as("of others")
                    .isGreaterThan(9 * MIB);
        }
    }

    private static long allocatedByReading(byte[] cut, long believed) throws IOException {
        FrameInput frame = new FrameInput(new ByteArrayInputStream(cut), 2048 * MIB, MIB, believed);
        long before = Allocation.ofThisThread();
        boolean ended = false;
        try {
            Plain.read(frame);
        } catch (EOFException end) {
            ended = true;
        }
        long allocated = Allocation.ofThisThread() - before;
        assertThat(ended).isTrue();
        return allocated;
    }

    @Test
    void anArrayThatIsLentIsNotCopied() throws Exception {
        double[] array = new double[1000];
        assertThat(codec.encode(array, true).slabs().get(0).array()).isSameAs(array);
        assertThat(codec.encode(List.of("among others", array), true)
                        .slabs()
                        .get(0)
                        .array())
                .isSameAs(array);
        assertThat(codec.encode(array).slabs().get(0).array())
                .as("another one")
                .isNotSameAs(array)
                .isEqualTo(array);
    }

    @Test
    void whateverIsCutOrChangedIsReadOrRefused() throws Exception {
        byte[] bytes = bytes(codec.encode(new Object[] {new byte[600], "text", new double[70], new int[1]}));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> message(cut)).isInstanceOf(MalformedMessageException.class);
        }
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(50)] = (byte) random.nextInt();
            changed[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                for (Object value : message(changed)) {
                    if (value instanceof Encoded encoded) {
                        codec.consume(encoded, ResultFilter.standard());
                    }
                }
            } catch (MalformedMessageException | DecodingFailure refused) {
                assertThat(refused.getCause() instanceof VirtualMachineError).isFalse();
            }
        }
    }
}
