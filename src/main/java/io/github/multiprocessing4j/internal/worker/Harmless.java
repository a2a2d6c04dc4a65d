package io.github.multiprocessing4j.internal.worker;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;

/**
 * Tells which results of the parts of some work can be written and read together, without one that spoils the others:
 * what every JVM knows, and objects of one class that holds nothing else and has no code of its own for that. Either
 * all of these can be read, or none.
 */
final class Harmless {

    private static final Set<Class<?>> KNOWN = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class);

    private static final Set<String> OWN_CODE = Set.of("writeObject", "readObject", "writeReplace", "readResolve");

    /** The first class of the user's own that was met; null for none yet. */
    private Class<?> met;

    /** Whether that holds what is known to every JVM, and nothing else. */
    private boolean plain;

    /** The class of the last result that every JVM knows: the next one is often of the same. */
    private Class<?> lastKnown;

    /** Whether a result can go with the others for which this was asked. */
    boolean goesTogether(Object value) {
        if (value == null || value.getClass() == lastKnown) {
            return true;
        }
        if (isKnown(value.getClass())) {
            lastKnown = value.getClass();
            return true;
        }
        if (met == null) {
            met = value.getClass();
            plain = isPlain(met);
        }
        return plain && value.getClass() == met;
    }

    private static boolean isKnown(Class<?> type) {
        return KNOWN.contains(type)
                || type.isPrimitive()
                || type.isArray() && type.getComponentType().isPrimitive();
    }

    private static boolean isPlain(Class<?> type) {
        if (!Serializable.class.isAssignableFrom(type)
                || Externalizable.class.isAssignableFrom(type)
                || type.isHidden()
                || type.isEnum()
                || type.isArray()) {
            return false;
        }
        for (Class<?> each = type; each != Object.class && each != Record.class; each = each.getSuperclass()) {
            if (each.getName().startsWith("java.") || !holdsWhatIsKnown(each)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsWhatIsKnown(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            boolean travels = (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0;
            if (travels && !isKnown(field.getType())) {
                return false;
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (OWN_CODE.contains(method.getName())) {
                return false;
            }
        }
        return true;
    }
}
