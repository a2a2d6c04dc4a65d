package io.github.multiprocessing4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.github.multiprocessing4j.internal.shared.Realm;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing static changes, but in the one place for what there is once in a JVM. */
class StaticStateTest {

    private static final List<Class<?>> UNCHANGING = List.of(
            String.class,
            Number.class,
            Boolean.class,
            Character.class,
            BigInteger.class,
            BigDecimal.class,
            Duration.class,
            Charset.class,
            Pattern.class,
            Path.class,
            Class.class,
            MethodHandle.class,
            VarHandle.class);

    @Test
    void everyStaticFieldHoldsTheSameForEver() throws ReflectiveOperationException {
        List<String> changing = new ArrayList<>();
        for (JavaClass type : House.CLASSES) {
            Class<?> loaded = Class.forName(type.getName());
            for (Field field : loaded.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) || field.isSynthetic() || field.getType() == Realm.class) {
                    continue;
                }
                if (!Modifier.isFinal(field.getModifiers()) || !isUnchanging(value(field, null))) {
                    changing.add(loaded.getName() + "." + field.getName());
                }
            }
        }
        assertThat(changing)
                .as("static fields that change, or what they hold may")
                .isEmpty();
    }

    @Test
    void thereIsOneRealm() {
        assertThat(House.CLASSES.get(Realm.class).getFields())
                .filteredOn(field -> field.getRawType().isEquivalentTo(Realm.class))
                .hasSize(1);
    }

    private static boolean isUnchanging(Object value) throws ReflectiveOperationException {
        return isUnchanging(value, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Whether nothing that can be reached from a value ever changes. */
    private static boolean isUnchanging(Object value, Set<Object> seen) throws ReflectiveOperationException {
        if (value == null
                || value.getClass() == Object.class
                || UNCHANGING.stream().anyMatch(type -> type.isInstance(value))
                || !seen.add(value)) {
            return true;
        }
        if (value.getClass().isArray()) {
            return java.lang.reflect.Array.getLength(value) == 0;
        }
        if (value.getClass().getName().startsWith("java.util.ImmutableCollections$")) {
            Stream<?> content = value instanceof Map<?, ?> map
                    ? Stream.concat(map.keySet().stream(), map.values().stream())
                    : ((Collection<?>) value).stream();
            return areUnchanging(content.toList(), seen);
        }
        return value.getClass().getName().startsWith(House.ROOT) && hasUnchangingFields(value, seen);
    }

    private static boolean areUnchanging(List<?> values, Set<Object> seen) throws ReflectiveOperationException {
        for (Object value : values) {
            if (!isUnchanging(value, seen)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasUnchangingFields(Object value, Set<Object> seen) throws ReflectiveOperationException {
        for (Class<?> type = value.getClass(); type.getName().startsWith(House.ROOT); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                if (!Modifier.isFinal(field.getModifiers()) || !isUnchanging(value(field, value), seen)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Object value(Field field, Object of) throws ReflectiveOperationException {
        field.setAccessible(true);
        return field.get(of);
    }
}
