package io.github.multiprocessing4j.internal.wire;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * How one gets from an object to one in it: by which field, at which index, by which key.
 *
 * <p>What is in an object is compared by identity, and found by reflection, or by what the JDK's own classes offer:
 * code of the user does not run.
 */
final class Step {

    private static final String UNCHANGEABLE = "java.util.ImmutableCollections$";

    private static final String FRONT_ROOM =
            Step.class.getPackageName().substring(0, Step.class.getPackageName().indexOf("internal"));

    private Step() {}

    /**
     * An object on the way.
     *
     * @param original as it is in the one before it
     * @param written what is written in its place, often the same
     */
    record Node(Object original, Object written) {}

    /**
     * Finds what was written in the one before it.
     *
     * @param after what was written in it, or null
     */
    static Node next(Node at, Object written, Object after) {
        List<Object> replaceable = new ArrayList<>();
        for (Object container : at.written == at.original ? List.of(at.written) : List.of(at.written, at.original)) {
            for (Object content : content(container)) {
                if (content == written) {
                    return new Node(written, written);
                }
                if (content != null && replacesItself(content.getClass())) {
                    replaceable.add(content);
                }
            }
        }
        if (replaceable.size() > 1) {
            replaceable.removeIf(each -> content(each).stream().noneMatch(content -> content == after));
        }
        return new Node(replaceable.size() == 1 ? replaceable.get(0) : written, written);
    }

    private static boolean replacesItself(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            try {
                each.getDeclaredMethod("writeReplace");
                return true;
            } catch (NoSuchMethodException inherited) {
                continue;
            }
        }
        return false;
    }

    /** What is in an object, as far as one can look into it. */
    private static Collection<?> content(Object container) {
        if (container instanceof Object[] array) {
            return Arrays.asList(array);
        }
        if (!isOfTheJdk(container)) {
            return fields(container).map(field -> value(field, container)).toList();
        }
        if (container instanceof Collection<?> all) {
            return all;
        }
        if (container instanceof Map<?, ?> map) {
            List<Object> all = new ArrayList<>(map.keySet());
            all.addAll(map.values());
            return all;
        }
        return List.of();
    }

    /**
     * The step from an object to the next one.
     *
     * @param before what leads to the object, or null
     * @return null for one that nobody would take for a step
     */
    static String between(Node before, Node at, Node next) {
        if (at.written instanceof SerializedLambda || isWrapper(at.written)) {
            return null; // what a lambda has captured is in an array
        }
        if (at.written instanceof Object[] captured
                && before != null
                && before.written instanceof SerializedLambda by) {
            return isWrapper(by) ? null : captured(by, indexOf(Arrays.asList(captured), next.original));
        }
        String member = member(at.written, next.original);
        return member != null || at.original == at.written
                ? type(at.written, member) + text(member)
                : type(at.original, null) + text(member(at.original, next.original));
    }

    /** Whether it is what the front room puts around what its user gives it: no part of the way that he knows. */
    static boolean isWrapper(Object object) {
        String type = object instanceof SerializedLambda lambda
                ? lambda.getCapturingClass().replace('/', '.')
                : object.getClass().getName();
        return type.startsWith(FRONT_ROOM) && type.indexOf('.', FRONT_ROOM.length()) < 0;
    }

    private static String type(Object at, String member) {
        if (at instanceof Object[] && member != null) {
            return at.getClass().getComponentType().getTypeName();
        }
        String type = at.getClass().getTypeName();
        if (type.startsWith(UNCHANGEABLE)) {
            return at instanceof Map ? "java.util.Map" : at instanceof List ? "java.util.List" : "java.util.Set";
        }
        return type;
    }

    private static String text(String member) {
        return member == null ? "" : member;
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

    /** Where in an object another one is; null if it is not found. */
    private static String member(Object at, Object wanted) {
        if (at instanceof Object[] array) {
            int index = indexOf(Arrays.asList(array), wanted);
            return index < 0 ? null : "[" + index + "]";
        }
        if (isOfTheJdk(at)) {
            return memberOfTheJdks(at, wanted);
        }
        return fields(at)
                .filter(field -> value(field, at) == wanted)
                .findFirst()
                .map(field -> "." + field.getName())
                .orElse(null);
    }

    private static String memberOfTheJdks(Object at, Object wanted) {
        if (at instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (entry.getValue() == wanted) {
                    return "[" + Portrait.ofKey(entry.getKey()) + "]";
                }
                if (entry.getKey() == wanted) {
                    return " key";
                }
            }
        } else if (at instanceof Collection<?> all) {
            int index = indexOf(all, wanted);
            return index < 0 ? null : at instanceof List<?> ? "[" + index + "]" : " element";
        } else if (at instanceof Throwable thrown && thrown.getCause() == wanted) {
            return ".cause";
        } else if (at instanceof AtomicReference<?> reference && reference.get() == wanted) {
            return ".value";
        }
        return null;
    }

    private static boolean isOfTheJdk(Object object) {
        return object.getClass().getName().startsWith("java.");
    }

    private static int indexOf(Collection<?> all, Object wanted) {
        Iterator<?> each = all.iterator();
        for (int index = 0; each.hasNext(); index++) {
            if (each.next() == wanted) {
                return index;
            }
        }
        return -1;
    }

    /** The fields of an object that can be looked into. */
    private static Stream<Field> fields(Object of) {
        return Stream.<Class<?>>iterate(of.getClass(), type -> type != null, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .filter(field -> !field.getType().isPrimitive())
                .filter(Field::trySetAccessible);
    }

    private static Object value(Field field, Object of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new AssertionError("it was made accessible", e);
        }
    }
}
