package io.github.multiprocessing4j.internal.wire;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Objects of users in words. Their own code is not to be relied upon, and their size not either. */
final class Portrait {

    private static final int LONGEST = 200;
    private static final int LONGEST_KEY = 40;
    private static final String LAMBDA = "$$Lambda";

    private Portrait() {}

    /** What an object is, and what it says of itself. */
    static String ofValue(Object value) {
        if (value == null) {
            return "null";
        }
        String type = typeOf(value);
        try {
            // All of what is in these would be said, however much it is.
            if (value instanceof Collection<?> all) {
                return type + " of " + all.size() + " elements";
            }
            if (value instanceof Map<?, ?> all) {
                return type + " of " + all.size() + " entries";
            }
            if (value.getClass().isArray()) {
                return typeOf(value) + " of " + Array.getLength(value) + " elements";
            }
            if (isLambda(value.getClass())) {
                return type;
            }
            String text = value.toString();
            return cut(text == null || text.startsWith(type) ? String.valueOf(text) : type + ": " + text, LONGEST);
        } catch (Throwable unspeakable) {
            return type;
        }
    }

    /** What was thrown, and what it says. */
    static String of(Throwable failure) {
        try {
            return cut(failure.toString(), LONGEST);
        } catch (Throwable unspeakable) {
            return failure.getClass().getName();
        }
    }

    /** A key of a map, if it is a simple one; else what it is. */
    static String ofKey(Object key) {
        if (key instanceof String text) {
            return '"' + cut(text, LONGEST_KEY) + '"';
        }
        if (key instanceof Enum<?> constant) {
            return constant.name();
        }
        boolean simple = key == null || key instanceof Boolean || key instanceof Integer || key instanceof Long;
        return simple ? String.valueOf(key) : "a " + typeOf(key);
    }

    /** The class of an object, as one would write it. */
    static String typeOf(Object object) {
        Class<?> type = object.getClass();
        if (isLambda(type)) {
            String host = type.getName().substring(0, type.getName().indexOf(LAMBDA));
            String made =
                    Arrays.stream(type.getInterfaces()).map(Class::getName).collect(Collectors.joining(" & "));
            return "a lambda in " + host + " (" + made + ")";
        }
        return type.getTypeName();
    }

    private static boolean isLambda(Class<?> type) {
        return type.isSynthetic() && type.getName().contains(LAMBDA);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "...";
    }
}
