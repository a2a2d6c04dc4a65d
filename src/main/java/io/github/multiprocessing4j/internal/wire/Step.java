package io.github.multiprocessing4j.internal.wire;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How one gets from an object to one in it: by which field, at which index, by which key.
 *
 * <p>What is in an object is compared by identity, and found by reflection, or by what the JDK's own classes offer:
 * code of the user does not run.
 */
final class Step {

    /** What is written in the place of the lists, sets and maps that cannot be changed. */
    static final String UNCHANGEABLE = "java.util.CollSer";

    private static final String UNCHANGEABLE_ORIGINALS = "java.util.ImmutableCollections$";

    private Step() {}

    /**
     * The step from an object to the next one.
     *
     * @param before what leads to the object, or null
     * @return null for one that nobody would take for a step
     */
    static String between(Object before, Object at, Object next) {
        if (at instanceof SerializedLambda) {
            return null; // what it has captured is in an array
        }
        if (at instanceof Object[] captured && before instanceof SerializedLambda lambda) {
            return captured(lambda, indexIn(captured, next));
        }
        if (at instanceof Object[] array) {
            String element = at.getClass().getComponentType().getTypeName();
            return element + "[" + text(indexIn(array, next)) + "]";
        }
        String type = at.getClass().getTypeName();
        if (type.startsWith(UNCHANGEABLE_ORIGINALS)) {
            type = at instanceof Map ? "java.util.Map" : at instanceof List ? "java.util.List" : "java.util.Set";
        }
        if (isOfTheJdk(at)) {
            return type + inJdk(at, next);
        }
        Field field = field(at, next);
        return field == null ? type : type + "." + field.getName();
    }

    private static String captured(SerializedLambda lambda, int index) {
        String host = lambda.getCapturingClass().replace('/', '.');
        boolean bound = lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic
                && lambda.getImplMethodKind() != MethodHandleInfo.REF_newInvokeSpecial;
        if (index == 0 && bound) {
            String what = lambda.getImplMethodName().startsWith("lambda$") ? "\"this\"" : "the receiver";
            return what + " captured by the lambda in " + host;
        }
        return "captured argument " + (index < 0 ? "" : index + 1 + " ") + "of the lambda in " + host;
    }

    private static String inJdk(Object at, Object next) {
        if (at instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (entry.getValue() == next) {
                    return "[" + Portrait.ofKey(entry.getKey()) + "]";
                }
                if (entry.getKey() == next) {
                    return " key";
                }
            }
        } else if (at instanceof Collection<?> all) {
            int index = indexOf(all, next);
            return index < 0 ? "" : at instanceof List<?> ? "[" + index + "]" : " element";
        } else if (at instanceof Throwable thrown && thrown.getCause() == next) {
            return ".cause";
        } else if (at instanceof AtomicReference<?> reference && reference.get() == next) {
            return ".value";
        }
        return "";
    }

    private static boolean isOfTheJdk(Object object) {
        return object.getClass().getName().startsWith("java.");
    }

    private static int indexIn(Object[] array, Object wanted) {
        for (int i = 0; i < array.length; i++) {
            if (array[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static int indexOf(Collection<?> all, Object wanted) {
        int index = 0;
        for (Object each : all) {
            if (each == wanted) {
                return index;
            }
            index++;
        }
        return -1;
    }

    private static String text(int index) {
        return index < 0 ? "" : String.valueOf(index);
    }

    /** The field of an object that another one is in; null if there is none that can be looked into. */
    private static Field field(Object at, Object wanted) {
        for (Field field : fields(at)) {
            if (value(field, at) == wanted) {
                return field;
            }
        }
        return null;
    }

    private static List<Field> fields(Object of) {
        List<Field> all = new ArrayList<>();
        for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && field.trySetAccessible()) {
                    all.add(field);
                }
            }
        }
        return all;
    }

    private static Object value(Field field, Object of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new AssertionError("it was made accessible", e);
        }
    }

    /**
     * The list, set or map that cannot be changed in whose place something was written.
     *
     * @param before what it is in, or itself
     * @param next what is in it
     * @return what was written, if it is not found
     */
    static Object original(Object before, Object written, Object next) {
        List<Object> candidates = new ArrayList<>();
        candidates.add(before);
        if (before instanceof Object[] array) {
            candidates.addAll(Arrays.asList(array));
        } else if (before instanceof Collection<?> all && isOfTheJdk(before)) {
            candidates.addAll(all);
        } else if (before instanceof Map<?, ?> map && isOfTheJdk(before)) {
            candidates.addAll(map.keySet());
            candidates.addAll(map.values());
        } else if (!isOfTheJdk(before)) {
            fields(before).forEach(field -> candidates.add(value(field, before)));
        }
        for (Object candidate : candidates) {
            if (candidate != null
                    && candidate.getClass().getName().startsWith(UNCHANGEABLE_ORIGINALS)
                    && holds(candidate, next)) {
                return candidate;
            }
        }
        return written;
    }

    private static boolean holds(Object unchangeable, Object wanted) {
        if (unchangeable instanceof Map<?, ?> map) {
            return indexOf(map.keySet(), wanted) >= 0 || indexOf(map.values(), wanted) >= 0;
        }
        return unchangeable instanceof Collection<?> all && indexOf(all, wanted) >= 0;
    }
}
