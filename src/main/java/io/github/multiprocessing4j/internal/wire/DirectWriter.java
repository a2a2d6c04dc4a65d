package io.github.multiprocessing4j.internal.wire;

import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Writes objects in the direct form, of which {@link DirectKind} knows the kinds: as much shorter as it is faster than
 * Java serialization, which writes everything else.
 *
 * <p>For one object, once. Runs no code of the user, but for what a lambda is asked for.
 */
/*
 * Each thing begins with the byte of its kind. What may be referred to by several others has a number, in the order in
 * which they begin: collections, arrays, records, lambdas, and text that is not short. Said again, it is the number
 * alone. So what was one object is one on the other side.
 *
 * What can only be made when all that is in it was read cannot be in itself: such a circle is left to Java
 * serialization, like whatever has no kind.
 */
final class DirectWriter {

    /** The first byte; a stream of Java serialization begins with another one. */
    static final int MARK = 1;

    /** The first byte where no class is named: it is made of numbers, text and collections of the JDK alone. */
    static final int PLAIN_MARK = 2;

    /** Deeper ones are left to Java serialization, which fails in its own way. */
    static final int DEEPEST = 100;

    /** Text up to that length is said again. */
    private static final int SHORT_TEXT = 24;

    private static final ClassValue<DirectPhrase> NAMES = new ClassValue<>() {
        @Override
        protected DirectPhrase computeValue(Class<?> type) {
            return new DirectPhrase();
        }
    };

    private final ClassPlaces places;
    private final DirectOutput out;

    // None are made before there is something to be noted: most objects are numbers, or have short text alone.

    private DirectNumbers numbers;
    private List<Class<?>> classes = List.of();
    private List<Class<?>> records = List.of();

    /** There is something that has no kind. Has no trace, and nobody sees it. */
    private static final class OtherException extends Exception {

        private static final long serialVersionUID = 1L;

        static final OtherException ONE = new OtherException();

        private OtherException() {
            super(null, null, false, false);
        }
    }

    private DirectWriter(ClassPlaces places, boolean lent) {
        this.places = places;
        this.out = new DirectOutput(lent);
    }

    /**
     * Writes an object; gives null if it cannot be said directly, or changes meanwhile.
     *
     * @param lent whether large arrays in it need not be copied
     */
    static Encoded write(Object object, ClassPlaces places, boolean lent) {
        Object value = object instanceof Twofold twofold ? twofold.inDirectForm() : object;
        if (value != null && DirectKind.of(value.getClass()) == DirectKind.OTHER) {
            return null;
        }
        DirectWriter writer = new DirectWriter(places, lent);
        try {
            writer.out.putByte(MARK);
            writer.put(value, 1);
            if (writer.classes.isEmpty()) {
                writer.out.markAs(PLAIN_MARK);
            }
            return writer.out.encoded();
        } catch (OtherException | ReflectiveOperationException | RuntimeException leftToOthers) {
            return null;
        }
    }

    private void put(Object value, int depth) throws OtherException, ReflectiveOperationException {
        if (value == null) {
            begin(DirectKind.NULL);
            return;
        }
        DirectKind kind = DirectKind.of(value.getClass());
        switch (kind) {
            case TRUE -> begin((boolean) value ? DirectKind.TRUE : DirectKind.FALSE);
            case BYTE -> begin(kind).putByte((byte) value);
            case SHORT -> begin(kind).putShort((short) value);
            case CHARACTER -> begin(kind).putShort((char) value);
            case INTEGER -> begin(kind).putNumber((int) value);
            case LONG -> begin(kind).putNumber((long) value);
            case FLOAT -> begin(kind).putInt(Float.floatToRawIntBits((float) value));
            case DOUBLE -> begin(kind).putLong(Double.doubleToRawLongBits((double) value));
            case TEXT -> {
                String text = (String) value;
                if (!isNumbered(text) || isNew(text)) {
                    out.putString(text);
                }
            }
            case ENUM -> {
                begin(kind);
                putClass(((Enum<?>) value).getDeclaringClass());
                out.putString(((Enum<?>) value).name());
            }
            case OTHER -> throw OtherException.ONE;
            default -> {
                if (isNew(value)) {
                    putNumbered(kind, value, depth);
                }
            }
        }
    }

    /** Whether text has a number: it is looked for only if it is not short. */
    static boolean isNumbered(String text) {
        return text.length() > SHORT_TEXT;
    }

    private DirectOutput begin(DirectKind kind) {
        out.putByte(kind.ordinal());
        return out;
    }

    /** Gives something its number, or says the one that it has. */
    private boolean isNew(Object value) throws OtherException {
        if (numbers == null) {
            numbers = new DirectNumbers();
        }
        int before = numbers.give(value);
        if (before == DirectNumbers.NEW) {
            return true;
        }
        if (before == DirectNumbers.CLOSED) {
            throw OtherException.ONE;
        }
        begin(DirectKind.AGAIN).putCount(before);
        return false;
    }

    private void putClass(Class<?> type) {
        int known = classes.indexOf(type);
        if (known >= 0) {
            out.putCount(known);
            return;
        }
        out.putCount(classes.size());
        classes = with(classes, type);
        out.putString(places.placeOf(type)); // which codecs may see differently
        NAMES.get(type).put(out, anywhere -> anywhere.putString(type.getName()));
    }

    private static List<Class<?>> with(List<Class<?>> known, Class<?> type) {
        List<Class<?>> more = known.isEmpty() ? new ArrayList<>() : known;
        more.add(type);
        return more;
    }

    private void putNumbered(DirectKind kind, Object value, int depth)
            throws OtherException, ReflectiveOperationException {
        if (depth > DEEPEST) {
            throw OtherException.ONE;
        }
        switch (kind) {
            case OBJECTS -> {
                NumberRow row = NumberRow.of((Object[]) value);
                if (row != null) {
                    row.write((Object[]) value, begin(row.kind()));
                } else {
                    putElements(kind, (Object[]) value, depth);
                }
            }
            case STRINGS, INTEGERS, LONG_OBJECTS, DOUBLE_OBJECTS -> putElements(kind, (Object[]) value, depth);
            case ARRAY_LIST, HASH_SET, LINKED_HASH_SET -> putAll(kind, (Collection<?>) value, depth);
            case HASH_MAP, LINKED_HASH_MAP -> putAll(kind, (Map<?, ?>) value, depth);
            case LIST_OF_FEW, LIST_OF, SET_OF, MAP_OF, RECORD, LAMBDA -> putClosed(kind, value, depth);
            default -> begin(kind).putArray(kind, value);
        }
    }

    private void putElements(DirectKind kind, Object[] array, int depth)
            throws OtherException, ReflectiveOperationException {
        begin(kind).putCount(array.length);
        for (Object element : array) {
            put(element, depth + 1);
        }
    }

    private void putAll(DirectKind kind, Collection<?> elements, int depth)
            throws OtherException, ReflectiveOperationException {
        int left = elements.size();
        begin(kind).putCount(left);
        for (Object element : elements) {
            put(element, depth + 1);
            left--;
        }
        refuseChanged(left);
    }

    private void putAll(DirectKind kind, Map<?, ?> entries, int depth)
            throws OtherException, ReflectiveOperationException {
        int left = entries.size();
        begin(kind).putCount(left);
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            put(entry.getKey(), depth + 1);
            put(entry.getValue(), depth + 1);
            left--;
        }
        refuseChanged(left);
    }

    private static void refuseChanged(int left) throws OtherException {
        if (left != 0) {
            throw OtherException.ONE;
        }
    }

    /** What cannot be in itself. */
    private void putClosed(DirectKind kind, Object value, int depth)
            throws OtherException, ReflectiveOperationException {
        numbers.turn(value);
        switch (kind) {
            case RECORD -> putRecord(value, depth);
            case LAMBDA -> putLambda(value, depth);
            case MAP_OF -> putAll(kind, (Map<?, ?>) value, depth);
            default -> putAll(kind, (Collection<?>) value, depth);
        }
        numbers.turn(value);
    }

    private void putRecord(Object value, int depth) throws OtherException, ReflectiveOperationException {
        Class<?> type = value.getClass();
        RecordShape shape = RecordShape.of(type);
        begin(DirectKind.RECORD);
        int known = records.indexOf(type);
        out.putCount(known < 0 ? records.size() : known);
        if (known < 0) {
            records = with(records, type);
            putClass(type);
            shape.putNames(out);
        }
        for (int i = 0; i < shape.names().size(); i++) {
            put(shape.value(value, i), depth + 1);
        }
    }

    private void putLambda(Object value, int depth) throws OtherException, ReflectiveOperationException {
        LambdaShape shape = LambdaShape.of(value.getClass());
        SerializedLambda parts = shape.parts(value);
        if (parts == null) {
            throw OtherException.ONE;
        }
        begin(DirectKind.LAMBDA);
        putClass(shape.capturing(parts));
        shape.putNames(parts, out);
        if (numbers.size() == depth) {
            shape.begin(out); // nothing is before it but what it is in: so only what comes now differs
        }
        out.putCount(parts.getCapturedArgCount());
        for (int i = 0; i < parts.getCapturedArgCount(); i++) {
            put(parts.getCapturedArg(i), depth + 1);
        }
    }
}
