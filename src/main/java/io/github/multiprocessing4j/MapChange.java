package io.github.multiprocessing4j;

import io.github.multiprocessing4j.MapWords.Slot;
import java.io.Serializable;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How a value follows from the one before, by a function of the user.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
interface MapChange<K, V> extends Serializable {

    /**
     * What is to be there.
     *
     * @param before null for none
     * @return null for nothing; {@code before} itself if nothing is to be changed
     */
    Slot<V> apply(K key, Slot<V> before);

    /** Does it, again and again until nobody has come between. The function runs here, and under no lock. */
    static <K, V> V run(MapWords<K, V> words, K key, MapChange<K, V> change) {
        for (; ; ) {
            Slot<V> before = words.read(key);
            Slot<V> next = change.apply(key, before);
            if (next == before || words.commit(key, before == null ? 0 : before.stamp(), next)) {
                return next == null ? null : next.value();
            }
        }
    }

    private static <V> Slot<V> slot(V value) {
        return value == null ? null : new Slot<>(0, value);
    }

    private static boolean isLacking(Slot<?> slot) {
        return slot == null || slot.value() == null;
    }

    /** See {@link java.util.Map#compute}. */
    @SuppressWarnings("serial") // the user's function says itself whether it can be written
    record Compute<K, V>(BiFunction<? super K, ? super V, ? extends V> function) implements MapChange<K, V> {

        @Override
        public Slot<V> apply(K key, Slot<V> before) {
            return slot(function.apply(key, before == null ? null : before.value()));
        }
    }

    /** See {@link java.util.Map#computeIfAbsent}. */
    @SuppressWarnings("serial")
    record ComputeIfAbsent<K, V>(Function<? super K, ? extends V> function) implements MapChange<K, V> {

        @Override
        public Slot<V> apply(K key, Slot<V> before) {
            if (!isLacking(before)) {
                return before;
            }
            Slot<V> made = slot(function.apply(key));
            return made == null ? before : made;
        }
    }

    /** See {@link java.util.Map#computeIfPresent}. */
    @SuppressWarnings("serial")
    record ComputeIfPresent<K, V>(BiFunction<? super K, ? super V, ? extends V> function) implements MapChange<K, V> {

        @Override
        public Slot<V> apply(K key, Slot<V> before) {
            return isLacking(before) ? before : slot(function.apply(key, before.value()));
        }
    }

    /** See {@link java.util.Map#merge}. */
    @SuppressWarnings("serial")
    record Merge<K, V>(V value, BiFunction<? super V, ? super V, ? extends V> function) implements MapChange<K, V> {

        @Override
        public Slot<V> apply(K key, Slot<V> before) {
            return slot(isLacking(before) ? value : function.apply(before.value(), value));
        }
    }

    /** One step of {@link java.util.Map#replaceAll}. */
    @SuppressWarnings("serial")
    record Replace<K, V>(BiFunction<? super K, ? super V, ? extends V> function) implements MapChange<K, V> {

        @Override
        public Slot<V> apply(K key, Slot<V> before) {
            return before == null ? null : new Slot<>(0, function.apply(key, before.value()));
        }
    }
}
