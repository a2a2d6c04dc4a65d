package io.github.multiprocessing4j;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A type of the user's, as a manager knows it.
 *
 * @param name how it is asked for
 * @param words the interface of its proxies; null if they are called by name
 * @param factory makes an object; null if {@code converter} does
 * @param converter makes an object of an argument; null if {@code factory} does
 * @param exposed the methods that may be called by name; null for all public ones
 */
record Registered(String name, Class<?> words, Task<?> factory, Fn<Object, ?> converter, List<String> exposed)
        implements Serializable {

    /** Makes an object in its home; gives what stands for it. */
    Object make(Keeper keeper, Object[] arguments) throws Exception {
        int wanted = factory == null ? 1 : 0;
        if (arguments.length != wanted) {
            throw new IllegalArgumentException(
                    name + ": its factory takes " + wanted + " arguments, not " + arguments.length);
        }
        Object made = factory == null ? converter.apply(arguments[0]) : factory.call();
        Objects.requireNonNull(made, () -> "the factory of " + name + " gave null");
        if (words != null) {
            if (!words.isInstance(made)) {
                throw new ClassCastException(made.getClass().getName() + " is no " + name);
            }
            return keeper.keep(made, words, reach -> Stub.of(words, reach, words.getSimpleName()));
        }
        Set<String> names = exposed == null ? null : Set.copyOf(exposed);
        return keeper.keep(made, Exposed.names(name, made.getClass(), names), ManagedObject::new);
    }
}
