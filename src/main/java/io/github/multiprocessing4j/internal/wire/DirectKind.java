package io.github.multiprocessing4j.internal.wire;

import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the direct form can say, and by which byte each of it begins.
 *
 * <p>It is decided by the very class of an object: one that extends such a class may have more in it, and is written by
 * Java serialization.
 */
enum DirectKind {
    NULL,
    TRUE,
    FALSE,
    BYTE,
    SHORT,
    CHARACTER,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,

    /** Text whose characters have a byte each. */
    LATIN_TEXT,
    TEXT,

    /** What has been said before: its number. */
    AGAIN,

    BOOLEANS,
    BYTES,
    SHORTS,
    CHARS,
    INTS,
    LONGS,
    FLOATS,
    DOUBLES,

    OBJECTS,
    STRINGS,
    INTEGERS,
    LONG_OBJECTS,
    DOUBLE_OBJECTS,

    /** An {@code Object[]} of numbers of one class. */
    ROW_OF_INTEGERS,
    ROW_OF_LONGS,
    ROW_OF_DOUBLES,

    ARRAY_LIST,
    HASH_SET,
    LINKED_HASH_SET,
    HASH_MAP,
    LINKED_HASH_MAP,

    /** The lists, sets and maps of {@code of}. */
    LIST_OF_FEW,
    LIST_OF,
    SET_OF,
    MAP_OF,

    RECORD,
    ENUM,
    LAMBDA,

    /** Nothing that can be said here. */
    OTHER;

    private static final List<DirectKind> ALL = List.of(values());

    private static final Map<Class<?>, DirectKind> OF_CLASSES = Map.ofEntries(
            Map.entry(Byte.class, BYTE),
            Map.entry(Short.class, SHORT),
            Map.entry(Character.class, CHARACTER),
            Map.entry(Integer.class, INTEGER),
            Map.entry(Long.class, LONG),
            Map.entry(Float.class, FLOAT),
            Map.entry(Double.class, DOUBLE),
            Map.entry(Boolean.class, TRUE),
            Map.entry(String.class, TEXT),
            Map.entry(boolean[].class, BOOLEANS),
            Map.entry(byte[].class, BYTES),
            Map.entry(short[].class, SHORTS),
            Map.entry(char[].class, CHARS),
            Map.entry(int[].class, INTS),
            Map.entry(long[].class, LONGS),
            Map.entry(float[].class, FLOATS),
            Map.entry(double[].class, DOUBLES),
            Map.entry(Object[].class, OBJECTS),
            Map.entry(String[].class, STRINGS),
            Map.entry(Integer[].class, INTEGERS),
            Map.entry(Long[].class, LONG_OBJECTS),
            Map.entry(Double[].class, DOUBLE_OBJECTS),
            Map.entry(ArrayList.class, ARRAY_LIST),
            Map.entry(HashSet.class, HASH_SET),
            Map.entry(LinkedHashSet.class, LINKED_HASH_SET),
            Map.entry(HashMap.class, HASH_MAP),
            Map.entry(LinkedHashMap.class, LINKED_HASH_MAP));

    /**
     * Those of classes that nobody can name. Two classes for each of the collections: for few elements, and for more.
     */
    private static final Map<Class<?>, DirectKind> OF_HIDDEN_CLASSES = Map.of(
            List.of(1).getClass(), LIST_OF_FEW,
            List.of().getClass(), LIST_OF,
            Set.of(1).getClass(), SET_OF,
            Set.of().getClass(), SET_OF,
            Map.of(1, 1).getClass(), MAP_OF,
            Map.of().getClass(), MAP_OF);

    private static final ClassValue<DirectKind> KINDS = new ClassValue<>() {
        @Override
        protected DirectKind computeValue(Class<?> type) {
            return find(type);
        }
    };

    static DirectKind of(Class<?> type) {
        return KINDS.get(type);
    }

    private static DirectKind find(Class<?> type) {
        DirectKind known = OF_CLASSES.getOrDefault(type, OF_HIDDEN_CLASSES.get(type));
        if (known != null) {
            return known;
        }
        if (!Serializable.class.isAssignableFrom(type)
                || Portable.class.isAssignableFrom(type)
                || Arriving.class.isAssignableFrom(type)
                || Proxy.isProxyClass(type)) {
            return OTHER;
        }
        if (Enum.class.isAssignableFrom(type) && type != Enum.class) {
            return ENUM;
        }
        if (type.isRecord()) {
            return RecordShape.of(type) == null ? OTHER : RECORD;
        }
        return LambdaShape.of(type) == null ? OTHER : LAMBDA;
    }

    /** Whether it is a truth value, a number or a character. */
    boolean isBoxed() {
        return ordinal() >= TRUE.ordinal() && ordinal() <= DOUBLE.ordinal();
    }

    /** That which a byte stands for; null for none. */
    static DirectKind at(int tag) {
        return tag >= 0 && tag < OTHER.ordinal() ? ALL.get(tag) : null;
    }
}
