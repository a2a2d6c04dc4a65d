package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.StreamCorruptedException;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Reads objects in the direct form, which {@link DirectWriter} describes. Whoever wrote it may lie: nothing is made
 * before it was looked at, and nothing larger than the bytes that it comes from allow.
 *
 * <p>For one object, once. Runs code of the user: of records that are made, of keys that are put in maps, and where
 * lambdas are made.
 */
final class DirectReader {

    /** Finds a class. */
    interface Classes {

        Class<?> find(String place, String name) throws ClassNotFoundException;
    }

    /** For what names no class. */
    static final Classes NO_CLASSES = (place, name) -> {
        throw new ClassNotFoundException(name + " (where none should be named)");
    };

    private final DirectInput in;
    private final Classes finder;
    private final DirectAdmission admission;

    // None are made before there is something to be noted: most objects are numbers, or have short text alone.

    /** What has a number; null for what is not made yet. */
    private List<Object> numbered = List.of();

    private List<Class<?>> classes = List.of();
    private List<Description> records = List.of();

    /** A class of records, and which components were written of each. */
    private record Description(Class<?> type, RecordShape shape, List<String> names) {}

    /** Reads from after the first byte. */
    DirectReader(DirectInput in, Classes finder, DirectAdmission admission) {
        this.in = in;
        this.finder = finder;
        this.admission = admission;
    }

    Object read() throws IOException, ReflectiveOperationException {
        return take(1);
    }

    /**
     * Reads a short {@code Object[]} whose elements are numbers, text and the like, or null; gives null for anything
     * else, of which nothing is made that contains something.
     */
    Object[] readFlatRow() throws IOException {
        if (takeKind(1) != DirectKind.OBJECTS) {
            return null;
        }
        int count = in.takeCount(1);
        admission.admitArray(Object[].class, count, 1, in.position());
        Object[] row = new Object[count];
        for (int i = 0; i < count; i++) {
            DirectKind element = takeKind(2);
            if (element.isBoxed()) {
                row[i] = takeBoxed(element);
                admission.admit(row[i].getClass(), 2, in.position());
            } else if (element == DirectKind.LATIN_TEXT) {
                row[i] = in.takeLatin();
            } else if (element == DirectKind.TEXT) {
                row[i] = in.takeText();
            } else if (element != DirectKind.NULL) {
                return null;
            }
        }
        return row;
    }

    private Object take(int depth) throws IOException, ReflectiveOperationException {
        DirectKind kind = takeKind(depth);
        if (kind.isBoxed()) {
            Object value = takeBoxed(kind);
            admission.admit(value.getClass(), depth, in.position());
            return value;
        }
        return switch (kind) {
            case NULL -> null;
            case LATIN_TEXT, TEXT -> {
                String text = kind == DirectKind.TEXT ? in.takeText() : in.takeLatin();
                if (DirectWriter.isNumbered(text)) {
                    numbered = with(numbered, text);
                }
                yield text;
            }
            case AGAIN -> again(depth);
            case ENUM -> takeEnum(depth);
            default -> {
                int number = numbered.size();
                numbered = with(numbered, null);
                Object made = takeNumbered(kind, number, depth);
                numbered.set(number, made);
                yield made;
            }
        };
    }

    private static <T> List<T> with(List<T> known, T next) {
        List<T> more = known.isEmpty() ? new ArrayList<>() : known;
        more.add(next);
        return more;
    }

    private DirectKind takeKind(int depth) throws IOException {
        int tag = in.takeByte();
        DirectKind kind = DirectKind.at(tag);
        if (kind == null || depth > DirectWriter.DEEPEST + 1) {
            throw new StreamCorruptedException("byte " + tag + ", " + depth + " objects deep");
        }
        return kind;
    }

    private Object takeBoxed(DirectKind kind) throws IOException {
        return switch (kind) {
            case TRUE -> true;
            case FALSE -> false;
            case BYTE -> (byte) in.takeByte();
            case SHORT -> (short) in.takeShort();
            case CHARACTER -> (char) in.takeShort();
            case INTEGER -> (int) in.takeNumber(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> in.takeNumber();
            case FLOAT -> Float.intBitsToFloat(in.takeInt());
            case DOUBLE -> Double.longBitsToDouble(in.takeLong());
            default -> throw new StreamCorruptedException("kind " + kind + " where a number should be");
        };
    }

    private Object again(int depth) throws IOException {
        admission.admitAgain(depth, in.position());
        int number = (int) in.takeNumberOf(numbered.size());
        Object before = numbered.get(number);
        if (before == null) {
            throw new StreamCorruptedException("something that is in itself");
        }
        return before;
    }

    private String takeText() throws IOException {
        int tag = in.takeByte();
        if (tag == DirectKind.LATIN_TEXT.ordinal()) {
            return in.takeLatin();
        }
        if (tag == DirectKind.TEXT.ordinal()) {
            return in.takeText();
        }
        throw new StreamCorruptedException("byte " + tag + " where text should be");
    }

    private Class<?> takeClass() throws IOException, ClassNotFoundException {
        int index = (int) in.takeNumberOf(classes.size() + 1L);
        if (index == classes.size()) {
            String place = takeText();
            classes = with(classes, finder.find(place, takeText()));
        }
        return classes.get(index);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object takeEnum(int depth) throws IOException, ClassNotFoundException {
        Class<?> type = takeClass();
        admission.admit(type, depth, in.position());
        admission.admit(Enum.class, depth, in.position());
        String name = takeText();
        if (!type.isEnum()) {
            throw new StreamCorruptedException(type + " has no constants");
        }
        try {
            return Enum.valueOf((Class) type, name);
        } catch (IllegalArgumentException unknown) {
            InvalidObjectException failure =
                    new InvalidObjectException("enum constant " + name + " does not exist in " + type);
            failure.initCause(unknown);
            throw failure;
        }
    }

    private Object takeNumbered(DirectKind kind, int number, int depth)
            throws IOException, ReflectiveOperationException {
        return switch (kind) {
            case OBJECTS -> takeArray(Object[].class, number, depth);
            case STRINGS -> takeArray(String[].class, number, depth);
            case INTEGERS -> takeArray(Integer[].class, number, depth);
            case LONG_OBJECTS -> takeArray(Long[].class, number, depth);
            case DOUBLE_OBJECTS -> takeArray(Double[].class, number, depth);
            case ROW_OF_INTEGERS -> takeRow(NumberRow.INTEGERS, depth);
            case ROW_OF_LONGS -> takeRow(NumberRow.LONGS, depth);
            case ROW_OF_DOUBLES -> takeRow(NumberRow.DOUBLES, depth);
            case ARRAY_LIST -> takeCollection(ArrayList.class, ArrayList::new, number, depth);
            case HASH_SET -> takeCollection(HashSet.class, DirectReader::hashSet, number, depth);
            case LINKED_HASH_SET -> takeCollection(LinkedHashSet.class, DirectReader::linkedHashSet, number, depth);
            case HASH_MAP -> takeMap(HashMap.class, DirectReader::hashMap, number, depth);
            case LINKED_HASH_MAP -> takeMap(LinkedHashMap.class, DirectReader::linkedHashMap, number, depth);
            case LIST_OF_FEW -> List.of(takeElements(depth));
            // Of these some have nulls: the class does not tell.
            case LIST_OF -> Stream.of(takeElements(depth)).toList();
            case SET_OF -> Set.of(takeElements(depth));
            case MAP_OF -> takeMapOf(depth);
            case RECORD -> takeRecord(depth);
            case LAMBDA -> takeLambda(depth);
            default ->
                in.takeArray(
                        kind, length -> admission.admitArray(PrimitiveArrays.type(kind), length, depth, in.position()));
        };
    }

    // For as many as there will be, without growing. Those of the JDK that do that are younger than 17.

    private static int capacity(int count) {
        return (int) Math.min(Integer.MAX_VALUE, count * 4L / 3 + 1);
    }

    private static Collection<Object> hashSet(int count) {
        return new HashSet<>(capacity(count));
    }

    private static Collection<Object> linkedHashSet(int count) {
        return new LinkedHashSet<>(capacity(count));
    }

    private static Map<Object, Object> hashMap(int count) {
        return new HashMap<>(capacity(count));
    }

    private static Map<Object, Object> linkedHashMap(int count) {
        return new LinkedHashMap<>(capacity(count));
    }

    private Object[] takeArray(Class<? extends Object[]> type, int number, int depth)
            throws IOException, ReflectiveOperationException {
        int count = in.takeCount(1);
        admission.admitArray(type, count, depth, in.position());
        Object[] array = (Object[]) Array.newInstance(type.getComponentType(), count);
        numbered.set(number, array);
        for (int i = 0; i < count; i++) {
            Object element = take(depth + 1);
            if (element != null && !type.getComponentType().isInstance(element)) {
                throw new StreamCorruptedException(element.getClass() + " in " + type);
            }
            array[i] = element;
        }
        return array;
    }

    private Object[] takeRow(NumberRow row, int depth) throws IOException {
        int count = in.takeCount(row.elementSize());
        admission.admitArray(Object[].class, count, depth, in.position());
        admission.admitAll(row.type(), count, depth + 1, in.position() + (long) count * row.elementSize());
        Object[] array = new Object[count];
        row.read(in, array);
        return array;
    }

    private Object takeCollection(Class<?> type, IntFunction<? extends Collection<Object>> make, int number, int depth)
            throws IOException, ReflectiveOperationException {
        int count = in.takeCount(1);
        admission.admit(type, depth, in.position());
        admission.admitArray(Object[].class, count, depth, in.position());
        Collection<Object> made = make.apply(count);
        numbered.set(number, made);
        for (int i = 0; i < count; i++) {
            made.add(take(depth + 1));
        }
        return made;
    }

    private Object takeMap(Class<?> type, IntFunction<? extends Map<Object, Object>> make, int number, int depth)
            throws IOException, ReflectiveOperationException {
        int count = in.takeCount(2);
        admission.admit(type, depth, in.position());
        admission.admitArray(Map.Entry[].class, capacity(count), depth, in.position());
        Map<Object, Object> made = make.apply(count);
        numbered.set(number, made);
        for (int i = 0; i < count; i++) {
            Object key = take(depth + 1);
            made.put(key, take(depth + 1));
        }
        return made;
    }

    /** The elements of what is made of them all. */
    private Object[] takeElements(int depth) throws IOException, ReflectiveOperationException {
        int count = in.takeCount(1);
        admission.admitImmutable(count, depth, in.position());
        Object[] elements = new Object[count];
        for (int i = 0; i < count; i++) {
            elements[i] = take(depth + 1);
        }
        return elements;
    }

    private Object takeMapOf(int depth) throws IOException, ReflectiveOperationException {
        int count = in.takeCount(2);
        admission.admitImmutable(2 * count, depth, in.position());
        List<Map.Entry<Object, Object>> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Object key = take(depth + 1);
            entries.add(Map.entry(key, take(depth + 1)));
        }
        @SuppressWarnings({"unchecked", "rawtypes"})
        Map.Entry<Object, Object>[] row = entries.toArray(new Map.Entry[0]);
        return Map.ofEntries(row);
    }

    private Object takeRecord(int depth) throws IOException, ReflectiveOperationException {
        int index = (int) in.takeNumberOf(records.size() + 1L);
        if (index == records.size()) {
            Class<?> type = takeClass();
            String[] names = new String[in.takeCount(2)];
            for (int i = 0; i < names.length; i++) {
                names[i] = takeText();
            }
            records = with(records, new Description(type, RecordShape.of(type), List.of(names)));
        }
        Description description = records.get(index);
        admission.admit(description.type, depth, in.position());
        if (DirectKind.of(description.type) != DirectKind.RECORD) {
            throw new StreamCorruptedException(description.type + " is not read like that");
        }
        Object[] values = new Object[description.names.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = description.shape.isPrimitive(description.names.get(i))
                    ? takeBoxed(takeKind(depth))
                    : take(depth + 1);
        }
        return description.shape.make(description.names, values);
    }

    private Object takeLambda(int depth) throws IOException, ReflectiveOperationException {
        admission.admit(SerializedLambda.class, depth, in.position());
        Class<?> capturing = takeClass();
        String type = takeText();
        String method = takeText();
        String signature = takeText();
        int kind = in.takeByte();
        String implementing = takeText();
        String implementation = takeText();
        String implementationSignature = takeText();
        String instantiated = takeText();
        Object[] captured = new Object[in.takeCount(1)];
        admission.admitArray(Object[].class, captured.length, depth, in.position());
        for (int i = 0; i < captured.length; i++) {
            captured[i] = take(depth + 1);
        }
        SerializedLambda parts = new SerializedLambda(
                capturing,
                type,
                method,
                signature,
                kind,
                implementing,
                implementation,
                implementationSignature,
                instantiated,
                captured);
        return LambdaShape.make(capturing, parts);
    }
}
