package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written directly comes back as it would by Java serialization, or not at all. */
class DirectFormTest {

    private final Codec codec = new Codec(new BasePlaces());

    enum Color {
        RED,
        GREEN {
            @Override
            boolean isLikeGrass() {
                return true;
            }
        };

        boolean isLikeGrass() {
            return false;
        }
    }

    private record Nothing() implements Serializable {}

    private record Point(int x, double y) implements Serializable {}

    private record Everything(
            boolean truth,
            byte tiny,
            short small,
            char letter,
            int number,
            long large,
            float real,
            double precise,
            String text,
            Color color,
            Object any)
            implements Serializable {}

    private record Positive(int value) implements Serializable {
        Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("not positive: " + value);
            }
        }
    }

    private record Doubled(int[] value) implements Serializable {
        @Override
        public int[] value() {
            return new int[] {2 * value[0]};
        }
    }

    private record Stand(int number) implements Serializable {
        private Object writeReplace() {
            return "number " + number;
        }
    }

    private record Local(int number) {}

    private static final class MyList extends ArrayList<Object> {
        private static final long serialVersionUID = 1L;
    }

    @FunctionalInterface
    interface Formula extends IntSupplier, Serializable {}

    private Object travel(Object value) throws Exception {
        return codec.decode(codec.encode(value), null);
    }

    private static Object travelByJava(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(value);
        return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }

    static Stream<Arguments> known() {
        Stream<Object> values = Stream.of(
                true,
                false,
                Byte.MIN_VALUE,
                Short.MIN_VALUE,
                '\uffff',
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                0,
                -1,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                Float.NaN,
                -0f,
                Double.MIN_VALUE,
                Double.NEGATIVE_INFINITY,
                "",
                "plain",
                "\u00e9\u00ff?",
                "\u20ac?",
                "\ud83d\ude00",
                "lone \ud800 surrogate",
                "long ".repeat(100_000),
                new boolean[] {true, false},
                new byte[] {1, -1},
                new short[] {Short.MAX_VALUE, -2},
                new char[] {'a', '\ud800'},
                new int[] {1, -1},
                IntStream.range(0, 100_000).toArray(),
                new long[] {Long.MIN_VALUE},
                new float[] {Float.MIN_VALUE},
                new double[] {Double.NaN, 1},
                new double[300_000],
                new byte[3 * Encoded.PIECE + 1],
                new Object[] {null, 1, "a", new Object[0]},
                new Object[] {1, 2, 3, 4, 5, 6, 7},
                new Object[] {Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 0, 1, 127, 128, -129},
                new Object[] {Long.MIN_VALUE, Long.MAX_VALUE, -1L, 0L, 1L, 127L, 128L, -129L},
                new Object[] {Double.NaN, -0.0, 0.0, Double.MIN_VALUE, Double.MAX_VALUE, 1.0, -1.0, 0.1},
                new Object[] {1, 2, 3, 4, 5, 6, 7, null},
                new Object[] {null, 2, 3, 4, 5, 6, 7, 8},
                new Object[] {1, 2, 3, 4, 5, 6, 7, 8L},
                IntStream.range(0, 1023).boxed().toArray(),
                IntStream.range(0, 1024).boxed().toArray(),
                IntStream.range(-50_000, 50_000).boxed().toArray(),
                LongStream.range(0, 1025).boxed().toArray(),
                DoubleStream.iterate(1, x -> x / -3).limit(3000).boxed().toArray(),
                new Object[] {IntStream.range(0, 9).boxed().toArray(), "a"},
                new String[] {"a", null},
                new Integer[] {1, null},
                new Long[] {1L},
                new Double[] {1.0},
                new ArrayList<>(Arrays.asList(1, null, "a")),
                new HashSet<>(Arrays.asList(1, null, "a")),
                new LinkedHashSet<>(List.of(3, 1, 2)),
                new HashMap<>(Collections.singletonMap(null, null)),
                new LinkedHashMap<>(Map.of("a", 1)),
                List.of(),
                List.of(1),
                List.of(1, 2),
                List.of(1, 2, 3),
                Stream.of(1, null, 3, 4).toList(),
                Set.of(),
                Set.of(1),
                Set.of(1, 2, 3),
                Map.of(),
                Map.of(1, 2),
                Map.of(1, 2, 3, 4),
                Color.RED,
                Color.GREEN,
                List.of(Color.GREEN, Color.GREEN),
                new Nothing(),
                new Point(1, 2),
                List.of(new Point(1, 2), new Point(3, 4), new Point(1, 2)),
                new Everything(
                        true, (byte) 1, (short) 2, 'c', 4, 5, 6, 7, "eight", Color.RED, List.of(new Point(1, 1))),
                new Everything(false, (byte) 0, (short) 0, '\0', 0, 0, 0, 0, null, null, null));
        return values.map(value -> Arguments.of(new Object[] {value}));
    }

    @ParameterizedTest
    @MethodSource("known")
    void whatIsKnownComesBackAsItWas(Object value) throws Exception {
        Encoded encoded = codec.encode(value);
        assertThat(encoded.isDirect()).isTrue();
        Object read = codec.decode(encoded, null);
        assertThat(read).hasSameClassAs(travelByJava(value));
        assertThat(Objects.deepEquals(read, value)).as("%s", value).isTrue();
    }

    @Test
    void nullComesBack() throws Exception {
        assertThat(codec.encode(null).isDirect()).isTrue();
        assertThat(travel(null)).isNull();
    }

    @Test
    void anOrderThatWasPromisedIsKept() throws Exception {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 100; i > 0; i--) {
            map.put(i, "value " + i);
        }
        assertThat(((Map<?, ?>) travel(map)).keySet()).hasToString(map.keySet().toString());
    }

    @Test
    void whatCannotBeChangedCannotBeChangedAfterwards() throws Exception {
        for (Object list :
                List.of(List.of(1), List.of(1, 2, 3), Stream.of(1, 2, 3).toList())) {
            assertThatThrownBy(() -> ((List<?>) travel(list)).remove(0))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
        assertThatThrownBy(() -> ((Map<?, ?>) travel(Map.of(1, 2))).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    // Lambdas

    @Test
    void lambdasComeBack() throws Exception {
        int captured = 40;
        String text = "ab";
        Formula formula = () -> captured + text.length();
        Encoded encoded = codec.encode(formula);
        assertThat(encoded.isDirect()).isTrue();
        assertThat(((Formula) codec.decode(encoded, null)).getAsInt()).isEqualTo(42);
        Formula reference = text::length;
        assertThat(((Formula) travel(reference)).getAsInt()).isEqualTo(2);
        Formula constant = () -> 7;
        assertThat(((Formula) travel(constant)).getAsInt()).isEqualTo(7);
    }

    @Test
    void lambdasOfOnePlaceShareTheBytesInWhichTheyDoNotDiffer() throws Exception {
        List<Encoded> encoded = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int n = i;
            encoded.add(codec.encode((Formula) () -> n + 40));
        }

        assertThat(encoded.get(2).pieces().get(0))
                .isSameAs(encoded.get(1).pieces().get(0))
                .hasSizeGreaterThan(100);
        assertThat(encoded.get(2).pieces().get(1)).hasSizeLessThan(20);
        assertThat(((Formula) codec.decode(encoded.get(0), null)).getAsInt()).isEqualTo(40);
        assertThat(((Formula) codec.decode(encoded.get(2), null)).getAsInt()).isEqualTo(42);
    }

    @Test
    void aLambdaMayHoldALambda() throws Exception {
        Formula inner = () -> 1;
        Formula outer = () -> inner.getAsInt() + 1;
        assertThat(codec.encode(outer).isDirect()).isTrue();
        assertThat(((Formula) travel(outer)).getAsInt()).isEqualTo(2);
    }

    @Test
    void aLambdaThatHoldsSomethingElseTravelsAsBefore() throws Exception {
        Date date = new Date(5);
        Supplier<Long> supplier = (Supplier<Long> & Serializable) () -> date.getTime();
        assertThat(codec.encode(supplier).isDirect()).isFalse();
        assertThat(((Supplier<?>) travel(supplier)).get()).isEqualTo(5L);
    }

    // What is left to Java serialization

    @Test
    void whatIsNotKnownTravelsAsBefore() throws Exception {
        MyList mine = new MyList();
        mine.add(1);
        List<Object> others = List.of(
                mine,
                new Date(1),
                new Object[] {1, new Date(1)},
                new Stand(1),
                new Point[] {new Point(1, 1)},
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Arrays.asList(1, 2));
        for (Object other : others) {
            assertThat(codec.encode(other).isDirect()).as("%s", other).isFalse();
            assertThat(Objects.deepEquals(travel(other), travelByJava(other)))
                    .as("%s", other)
                    .isTrue();
        }
    }

    @Test
    void whatIsNotSerializableFailsAsBefore() {
        assertThatThrownBy(() -> codec.encode(List.of(new Local(1))))
                .isInstanceOf(EncodingFailure.class)
                .hasMessageContaining("Local is not serializable");
        assertThatThrownBy(() -> codec.encode(new ArrayList<>(List.of(1, new Object()))))
                .isInstanceOf(EncodingFailure.class)
                .hasMessageContaining("Object is not serializable");
    }

    @Test
    void theFieldsOfARecordAreWrittenAndNotWhatItSays() throws Exception {
        assertThat(((Doubled) travel(new Doubled(new int[] {1}))).value()).containsExactly(2);
    }

    // Sharing

    @Test
    void whatWasOneObjectIsOne() throws Exception {
        List<Object> shared = new ArrayList<>(List.of(1));
        Point point = new Point(1, 2);
        String text = "a text that is somewhat longer than short ones";
        int[] numbers = {1};
        Object[] read = (Object[]) travel(new Object[] {shared, shared, point, point, text, text, numbers, numbers});
        for (int i = 0; i < read.length; i += 2) {
            assertThat(read[i]).isSameAs(read[i + 1]);
        }
    }

    @Test
    void whatWereTwoObjectsAreTwo() throws Exception {
        Object[] read = (Object[]) travel(new Object[] {new ArrayList<>(), new ArrayList<>()});
        assertThat(read[0]).isNotSameAs(read[1]);
    }

    @Test
    void whatIsInItselfIsAfterwards() throws Exception {
        Object[] array = new Object[1];
        array[0] = array;
        Object[] read = (Object[]) travel(array);
        assertThat(read[0]).isSameAs(read);

        List<Object> list = new ArrayList<>();
        list.add(new Object[] {list});
        List<?> readList = (List<?>) travel(list);
        assertThat(((Object[]) readList.get(0))[0]).isSameAs(readList);
    }

    private record Holder(List<Object> content) implements Serializable {}

    @Test
    void aCircleThroughARecordIsLeftToJava() throws Exception {
        Holder holder = new Holder(new ArrayList<>());
        holder.content().add(holder);
        assertThat(codec.encode(holder).isDirect()).isFalse();
        assertThat(codec.encode(holder.content()).isDirect()).isTrue();
        List<?> read = (List<?>) travel(holder.content());
        assertThat(((Holder) read.get(0)).content()).isSameAs(read);
    }

    @Test
    void textThatIsSaidOftenIsWrittenOnce() throws Exception {
        String text = "x".repeat(1000);
        assertThat(codec.encode(Collections.nCopies(1000, text).toArray()).length())
                .isLessThan(10_000);
    }

    @Test
    void deepOnesAreLeftToJava() throws Exception {
        Object deep = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            deep = new ArrayList<>(Collections.singletonList(deep));
        }
        assertThat(codec.encode(deep).isDirect()).isFalse();
        assertThat(travel(deep)).isEqualTo(deep);
    }

    @Test
    void aNumberOfARowTakesItsOwnBytesAlone() throws Exception {
        assertThat(codec.encode(Collections.nCopies(1000, 7).toArray()).length())
                .isLessThan(4 * 1000 + 10);
        assertThat(codec.encode(Collections.nCopies(1000, 7L).toArray()).length())
                .isLessThan(8 * 1000 + 10);
    }

    // Random ones

    private static Object random(Random random, int depth) {
        int kinds = depth == 0 ? 6 : 13;
        int size = random.nextInt(4);
        Supplier<Object> inner = () -> random(random, depth - 1);
        return switch (random.nextInt(kinds)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextLong() >> random.nextInt(64);
            case 2 -> null;
            case 3 ->
                random.ints(size * 10L, 0, 0x10000)
                        .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                        .toString();
            case 4 -> Color.values()[random.nextInt(2)];
            case 5 -> random.doubles(size).toArray();
            case 6 -> Stream.generate(inner).limit(size).toArray();
            case 7 ->
                new ArrayList<>(Arrays.asList(Stream.generate(inner).limit(size).toArray()));
            case 8 ->
                Arrays.asList(Stream.generate(inner).limit(size).toArray()).stream()
                        .toList();
            case 9 ->
                new Everything(
                        random.nextBoolean(),
                        (byte) random.nextInt(),
                        (short) random.nextInt(),
                        (char) random.nextInt(),
                        random.nextInt(),
                        random.nextLong(),
                        random.nextFloat(),
                        random.nextGaussian(),
                        "text",
                        null,
                        inner.get());
            case 10 -> {
                Map<Object, Object> map = new HashMap<>();
                for (int i = 0; i < size; i++) {
                    map.put("key " + random.nextInt(), inner.get());
                }
                yield map;
            }
            case 11 -> Map.of(random.nextInt(), List.of("a"), "b", new Point(random.nextInt(), 1));
            default -> {
                Object twice = inner.get();
                yield new Object[] {twice, twice};
            }
        };
    }

    @Test
    void whateverIsKnownComesBackAsItWouldByJava() throws Exception {
        for (int seed = 0; seed < 2000; seed++) {
            Object value = random(new Random(seed), 4);
            Encoded encoded = codec.encode(value);
            assertThat(encoded.isDirect()).as("seed %d", seed).isTrue();
            assertThat(List.of(text(codec.decode(encoded, null))))
                    .as("seed %d", seed)
                    .isEqualTo(List.of(text(travelByJava(value))));
        }
    }

    /** All that can be seen of something; for arrays have no equality, and sets of the same need not be in order. */
    private static String text(Object value) {
        if (value instanceof Object[] row) {
            return "array" + Stream.of(row).map(DirectFormTest::text).toList()
                    + (row.length == 2 && row[0] == row[1] && row[0] instanceof List);
        }
        if (value instanceof List<?> list) {
            return list.getClass()
                    + list.stream().map(DirectFormTest::text).toList().toString();
        }
        if (value instanceof Map<?, ?> map) {
            return map.getClass()
                    + map.entrySet().stream()
                            .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
                            .sorted()
                            .toList()
                            .toString();
        }
        if (value instanceof Everything all) {
            return all.truth + "," + all.tiny + all.small + (int) all.letter + all.number + all.large + all.real
                    + all.precise + all.text + all.color + text(all.any);
        }
        return value instanceof double[] numbers
                ? Arrays.toString(numbers)
                : value == null ? "null" : value.getClass() + " " + value;
    }

    // What cannot be read

    @Test
    void whatARecordRefusesIsSaid() throws Exception {
        Encoded good = codec.encode(new Positive(5));
        byte[] bytes = good.open().readAllBytes();
        bytes[bytes.length - 1] = 9; // minus five
        assertThatThrownBy(() -> codec.decode(encoded(bytes), null))
                .isInstanceOf(DecodingFailure.class)
                .hasMessageContaining("not positive: -5")
                .hasCauseInstanceOf(InvalidObjectException.class);
    }

    @Test
    void whatNamesNoClassIsPlain() throws Exception {
        for (Object plain :
                Arrays.asList(null, 1, "a", new int[] {1}, new Object[] {1, "a"}, List.of(1), Map.of(1, 2))) {
            assertThat(codec.encode(plain).isPlain()).as("%s", plain).isTrue();
        }
        Formula lambda = () -> 1;
        for (Object other : new Object[] {Color.RED, new Point(1, 2), List.of(new Point(1, 2)), lambda}) {
            assertThat(codec.encode(other).isDirect()).as("%s", other).isTrue();
            assertThat(codec.encode(other).isPlain()).as("%s", other).isFalse();
        }
    }

    @Test
    void whatSaysThatItIsPlainAndNamesAClassIsRefused() throws Exception {
        for (Object other : new Object[] {Color.RED, new Point(1, 2)}) {
            byte[] bytes = codec.encode(other).open().readAllBytes();
            bytes[0] = DirectWriter.PLAIN_MARK;
            assertThatThrownBy(() -> codec.decode(encoded(bytes), null)).isInstanceOf(DecodingFailure.class);
        }
    }

    @Test
    void componentsOfAnotherVersionOfARecordAreDroppedOrZero() throws Exception {
        byte[] bytes = codec.encode(new Point(1, 2)).open().readAllBytes();
        int x = indexOf(bytes, new byte[] {(byte) DirectKind.LATIN_TEXT.ordinal(), 1, 'x'});
        bytes[x + 2] = 'z';
        assertThat(codec.decode(encoded(bytes), null)).isEqualTo(new Point(0, 2));
    }

    @Test
    void valuesThatDoNotFitAreRefused() throws Exception {
        byte[] bytes = codec.encode(new Positive(5)).open().readAllBytes();
        bytes[bytes.length - 2] = (byte) DirectKind.LONG.ordinal();
        assertThatThrownBy(() -> codec.decode(encoded(bytes), null))
                .isInstanceOf(DecodingFailure.class)
                .hasMessageContaining("do not fit");
    }

    @Test
    void aConstantThatIsMissingIsNamed() throws Exception {
        byte[] bytes = codec.encode(Color.RED).open().readAllBytes();
        bytes[bytes.length - 1] = 'X';
        assertThatThrownBy(() -> codec.decode(encoded(bytes), null))
                .isInstanceOf(DecodingFailure.class)
                .hasMessageContaining("REX");
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    private static Encoded encoded(byte... bytes) {
        return new Encoded(List.of(bytes), List.of(), true);
    }

    private static Encoded of(int... bytes) {
        byte[] all = new byte[bytes.length + 1];
        all[0] = DirectWriter.MARK;
        for (int i = 0; i < bytes.length; i++) {
            all[i + 1] = (byte) bytes[i];
        }
        return encoded(all);
    }

    private void assertRefused(Encoded lie, String why) {
        assertThatThrownBy(() -> codec.decode(lie, null))
                .isInstanceOf(DecodingFailure.class)
                .hasMessageContaining(why);
    }

    @Test
    void liesAreRefused() {
        int list = DirectKind.ARRAY_LIST.ordinal();
        int number = DirectKind.INTEGER.ordinal();
        assertRefused(of(), "more should come");
        assertRefused(of(DirectKind.OTHER.ordinal()), "byte " + DirectKind.OTHER.ordinal());
        assertRefused(of(250), "byte 250");
        assertRefused(of(list, 0xff, 0xff, 0xff, 0xff, 7), "a number of 2147483647");
        assertRefused(of(DirectKind.LONGS.ordinal(), 100, 1, 2, 3), "a number of 100");
        assertRefused(
                of(DirectKind.BYTES.ordinal(), 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1), "a number");
        assertRefused(of(number, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), "without an end");
        assertRefused(of(number, 0xff, 0xff, 0xff, 0xff, 0x7f), "a number of");
        assertRefused(of(DirectKind.AGAIN.ordinal(), 0), "number 0 of 0");
        assertRefused(of(DirectKind.LIST_OF.ordinal(), 1, DirectKind.AGAIN.ordinal(), 0), "in itself");
        assertRefused(of(DirectKind.SET_OF.ordinal(), 2, number, 1, number, 1), "duplicate");
        assertRefused(of(DirectKind.LIST_OF_FEW.ordinal(), 1, DirectKind.NULL.ordinal()), "NullPointerException");
        assertRefused(of(DirectKind.STRINGS.ordinal(), 1, number, 1), "Integer in class");
        assertRefused(of(DirectKind.RECORD.ordinal(), 1), "number 1 of 1");
        assertRefused(of(DirectKind.ROW_OF_INTEGERS.ordinal(), 2, 1, 0, 0, 0, 2, 0, 0), "a number of 2");
        assertRefused(of(DirectKind.ROW_OF_LONGS.ordinal(), 0xff, 0xff, 0xff, 0xff, 7), "a number of 2147483647");
        assertRefused(of(DirectKind.ROW_OF_DOUBLES.ordinal()), "more should come");
        int[] nested = new int[2000];
        for (int i = 0; i < nested.length; i += 2) {
            nested[i] = list;
            nested[i + 1] = 1;
        }
        assertRefused(of(nested), "objects deep");
    }

    @Test
    void recordsThatAreReadInAnotherWayAreRefused() throws Exception {
        byte[] bytes = codec.encode(new Nothing()).open().readAllBytes();
        String wrong = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("DirectFormTest$Nothing", "DirectFormTest$Strange");
        assertRefused(encoded(wrong.getBytes(StandardCharsets.ISO_8859_1)), "not read like that");
    }

    private record Strange() implements Arriving {
        @Override
        public Object arrive() {
            throw new AssertionError("must not be made");
        }
    }

    @Test
    void whateverIsCutOrChangedIsReadOrRefused() throws Exception {
        Object value = new Object[] {
            1,
            "a",
            List.of(new Point(1, 2), Color.RED),
            Map.of("k", new int[] {1, 2}),
            new ArrayList<>(List.of(1.5)),
            Collections.nCopies(8, 1).toArray()
        };
        byte[] bytes = codec.encode(value).open().readAllBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.decode(encoded(cut), null)).isInstanceOf(DecodingFailure.class);
        }
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = bytes.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                changed[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt();
            }
            try {
                codec.decode(encoded(changed), ResultFilter.standard());
            } catch (DecodingFailure refused) {
                assertThat(refused.getCause()).isNotInstanceOf(VirtualMachineError.class);
            }
        }
    }

    // Filters

    private void assertNotAdmitted(Object value, ObjectInputFilter filter, String what) throws Exception {
        Encoded encoded = codec.encode(value);
        assertThat(encoded.isDirect()).isTrue();
        assertThatThrownBy(() -> codec.decode(encoded, filter))
                .isInstanceOf(DecodingFailure.class)
                .hasMessageContaining(what)
                .hasCauseInstanceOf(InvalidClassException.class);
    }

    private static ObjectInputFilter pattern(String text) {
        return ObjectInputFilter.Config.createFilter(text);
    }

    @Test
    void filtersAreAsked() throws Exception {
        Object value = new ArrayList<>(List.of(new Point(1, 2), Color.GREEN, 7));
        assertNotAdmitted(value, pattern("!java.util.ArrayList"), "java.util.ArrayList");
        assertNotAdmitted(value, pattern("!java.lang.Integer"), "java.lang.Integer");
        assertNotAdmitted(value, pattern("!java.lang.Number"), "java.lang.Number");
        assertNotAdmitted(value, pattern("!" + Point.class.getName()), "Point");
        assertNotAdmitted(value, pattern("!" + Color.class.getName()), "Color");
        assertNotAdmitted(value, pattern("maxdepth=1"), "2 objects deep");
        assertNotAdmitted(value, pattern("maxrefs=2"), "deep");
        assertNotAdmitted(value, pattern("maxbytes=10"), "deep");
        assertNotAdmitted(new int[10], pattern("maxarray=9"), "[I");
        assertNotAdmitted(List.of(1, 2, 3), pattern("maxarray=2"), "Object");
        Object row = Collections.nCopies(100, 7).toArray();
        assertNotAdmitted(row, pattern("!java.lang.Integer"), "java.lang.Integer");
        assertNotAdmitted(row, pattern("!java.lang.Number"), "java.lang.Number");
        assertNotAdmitted(row, pattern("maxarray=99"), "Object");
        assertNotAdmitted(row, pattern("maxrefs=100"), "deep");
        assertNotAdmitted(row, pattern("maxdepth=1"), "2 objects deep");
        assertNotAdmitted(row, pattern("maxbytes=400"), "deep");
        Formula formula = () -> 1;
        assertNotAdmitted(formula, ResultFilter.standard(), "java.lang.invoke.SerializedLambda");
        assertThatCode(() -> codec.decode(codec.encode(value), ResultFilter.standard()))
                .doesNotThrowAnyException();
    }

    /** The same objects are admitted, and refused, in both forms. */
    @Test
    void filtersSayOfBothFormsTheSame() throws Exception {
        List<Object> values = List.of(
                new Point(1, 2),
                Color.GREEN,
                7,
                "text",
                new int[3],
                List.of(1),
                Map.of(1, "a"),
                Set.of(2L),
                'c',
                true,
                new HashMap<>(Map.of(1, 2)),
                new LinkedHashMap<>(Map.of(1, 2)),
                new LinkedHashSet<>(List.of(1)),
                new Object[] {1},
                Collections.nCopies(9, 1).toArray(),
                Collections.nCopies(9, 1L).toArray(),
                new Double[] {1.0});
        List<String> patterns = List.of(
                "!java.lang.*",
                "!java.util.*",
                "!java.util.HashMap",
                "!java.util.HashSet",
                "!java.lang.Enum",
                "!java.lang.Number",
                "!io.github.**",
                "java.util.*;java.lang.*;!*",
                "!java.util.CollSer");
        for (Object value : values) {
            for (String pattern : patterns) {
                assertThat(isAdmitted(codec.encode(value), pattern(pattern)))
                        .as("%s of %s", pattern, value)
                        .isEqualTo(isAdmittedByJava(value, pattern(pattern)));
            }
        }
    }

    private boolean isAdmitted(Encoded encoded, ObjectInputFilter filter) {
        try {
            codec.decode(encoded, filter);
            return true;
        } catch (DecodingFailure refused) {
            return false;
        }
    }

    private static boolean isAdmittedByJava(Object value, ObjectInputFilter filter) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(value);
        ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        in.setObjectInputFilter(filter);
        try {
            in.readObject();
            return true;
        } catch (InvalidClassException refused) {
            return false;
        }
    }

    @Test
    void classesOfOthersAreNotLoadedForThoseWhoAreFiltered() throws Exception {
        Codec foreign = new Codec(new BasePlaces() {
            @Override
            public boolean isForeign(String place) {
                return true;
            }
        });
        for (Object value : List.of(new Point(1, 1), Color.RED)) {
            Encoded encoded = foreign.encode(value);
            assertThat(foreign.decode(encoded, null)).isEqualTo(value);
            assertThatThrownBy(() -> foreign.decode(encoded, ResultFilter.standard()))
                    .isInstanceOf(DecodingFailure.class)
                    .hasMessageContaining("of another JVM");
        }
    }

    // Two forms

    private record Letter(Object text, Object directly) implements Serializable, Twofold {

        @Override
        public Object inDirectForm() {
            return directly;
        }
    }

    @Test
    void whatHasAnotherFormIsWrittenInThat() throws Exception {
        Encoded encoded = codec.encode(new Letter("a", List.of("b")));
        assertThat(encoded.isDirect()).isTrue();
        assertThat(codec.decode(encoded, null)).isEqualTo(List.of("b"));
    }

    @Test
    void whatHasAnotherFormThatCannotBeWrittenDirectlyIsWrittenItself() throws Exception {
        Letter letter = new Letter("a", new Date(1));
        Encoded encoded = codec.encode(letter);
        assertThat(encoded.isDirect()).isFalse();
        assertThat(codec.decode(encoded, null)).isEqualTo(letter);
    }
}
