package io.github.multiprocessing4j.internal.wire;

import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.StreamCorruptedException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a class of records is taken apart and put together, as Java serialization does it: by the fields, and by the
 * constructor that has them all.
 */
final class RecordShape {

    private static final Set<String> REPLACING = Set.of("writeReplace", "readResolve");

    private static final Map<Class<?>, Object> ZEROS = Map.of(
            boolean.class,
            false,
            byte.class,
            (byte) 0,
            char.class,
            '\0',
            short.class,
            (short) 0,
            int.class,
            0,
            long.class,
            0L,
            float.class,
            0f,
            double.class,
            0d);

    private static final ClassValue<Optional<RecordShape>> SHAPES = new ClassValue<>() {
        @Override
        protected Optional<RecordShape> computeValue(Class<?> type) {
            return Optional.ofNullable(find(type));
        }
    };

    private final Class<?> type;
    private final List<String> names;
    private final Field[] fields;
    private final Constructor<?> constructor;
    private final DirectPhrase written = new DirectPhrase();

    private RecordShape(Class<?> type, List<String> names, Field[] fields, Constructor<?> constructor) {
        this.type = type;
        this.names = names;
        this.fields = fields;
        this.constructor = constructor;
    }

    /** The shape of a class; null if it is none of records, or if they cannot be reached, or replace themselves. */
    static RecordShape of(Class<?> type) {
        return SHAPES.get(type).orElse(null);
    }

    private static RecordShape find(Class<?> type) {
        if (!type.isRecord() || type.isHidden()) {
            return null;
        }
        for (Method method : type.getDeclaredMethods()) {
            if (REPLACING.contains(method.getName()) && method.getParameterCount() == 0) {
                return null;
            }
        }
        RecordComponent[] components = type.getRecordComponents();
        Field[] fields = new Field[components.length];
        try {
            for (int i = 0; i < fields.length; i++) {
                fields[i] = type.getDeclaredField(components[i].getName());
                fields[i].setAccessible(true);
            }
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            List<String> names =
                    Arrays.stream(components).map(RecordComponent::getName).toList();
            return new RecordShape(type, names, fields, constructor);
        } catch (ReflectiveOperationException | RuntimeException unreachable) { // in a package that is not open
            return null;
        }
    }

    /** What its components are called, in order. */
    List<String> names() {
        return names;
    }

    /** Writes what its components are called, in order. */
    void putNames(DirectOutput out) {
        written.put(out, saying -> {
            saying.putCount(names.size());
            names.forEach(saying::putString);
        });
    }

    /** Whether a component is no object. */
    boolean isPrimitive(String name) {
        int index = names.indexOf(name);
        return index >= 0 && fields[index].getType().isPrimitive();
    }

    /** A component of a record. */
    Object value(Object of, int index) throws IllegalAccessException {
        return fields[index].get(of);
    }

    /**
     * Makes a record of values of components of these names, which may be those of another version of the class: what
     * is not known here is dropped, and what was not known there is null or zero.
     */
    Object make(List<String> given, Object[] values)
            throws ObjectStreamException, InstantiationException, IllegalAccessException {
        Object[] arguments = values;
        if (!given.equals(names)) {
            arguments = new Object[names.size()];
            for (int i = 0; i < arguments.length; i++) {
                int at = given.indexOf(names.get(i));
                arguments[i] = at < 0 ? ZEROS.get(fields[i].getType()) : values[at];
            }
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Error error) {
                throw error;
            }
            InvalidObjectException failure =
                    new InvalidObjectException(thrown.getCause().getMessage());
            failure.initCause(thrown.getCause());
            throw failure;
        } catch (IllegalArgumentException misfit) {
            throw new StreamCorruptedException("values that do not fit " + type);
        }
    }
}
