package io.github.multiprocessing4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A managed map, where it lives. Keeps the order in which keys have come. */
final class MapHome<K, V> extends Monitor implements MapWords<K, V> {

    private final Map<K, Slot<V>> slots = new LinkedHashMap<>();
    private long stamps;

    /** Whether no key is in the table of which that might call a compareTo of the user's. */
    private boolean simpleKeys = true;

    MapHome(Map<? extends K, ? extends V> entries) {
        putAll(entries);
    }

    @Override
    boolean isLight() {
        return simpleKeys && slots.size() < MANY;
    }

    /** Called under the lock. */
    private V store(K key, V value) {
        simpleKeys &= SimpleValues.isOne(key);
        return valueOf(slots.put(key, new Slot<>(++stamps, value)));
    }

    private static <V> V valueOf(Slot<V> slot) {
        return slot == null ? null : slot.value();
    }

    @Override
    public int size() {
        return alone(slots::size);
    }

    @Override
    public boolean containsKey(Object key) {
        return alone(() -> slots.containsKey(key));
    }

    @Override
    public boolean containsValue(Object value) {
        return alone(() -> slots.values().stream().anyMatch(slot -> Objects.equals(slot.value(), value)));
    }

    @Override
    public V get(Object key) {
        return valueOf(read(key));
    }

    @Override
    public Slot<V> read(Object key) {
        return alone(() -> slots.get(key));
    }

    @Override
    public V put(K key, V value) {
        return alone(() -> store(key, value));
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries) {
        List<Map.Entry<? extends K, ? extends V>> given = new ArrayList<>(entries.entrySet());
        alone(() -> {
            given.forEach(entry -> store(entry.getKey(), entry.getValue()));
            return null;
        });
    }

    @Override
    public V putIfAbsent(K key, V value) {
        return alone(() -> {
            V present = valueOf(slots.get(key));
            return present == null ? store(key, value) : present;
        });
    }

    @Override
    public V remove(Object key) {
        return alone(() -> valueOf(slots.remove(key)));
    }

    @Override
    public boolean remove(Object key, Object value) {
        return alone(() -> holds(key, value) && slots.remove(key) != null);
    }

    private boolean holds(Object key, Object value) {
        Slot<V> slot = slots.get(key);
        return slot != null && Objects.equals(slot.value(), value);
    }

    @Override
    public V replace(K key, V value) {
        return alone(() -> slots.containsKey(key) ? store(key, value) : null);
    }

    @Override
    public boolean replace(K key, V before, V value) {
        return alone(() -> {
            boolean held = holds(key, before);
            if (held) {
                store(key, value);
            }
            return held;
        });
    }

    @Override
    public boolean removeAll(Collection<?> keys) {
        return alone(() -> {
            int before = slots.size();
            keys.forEach(slots::remove);
            return slots.size() < before;
        });
    }

    @Override
    public void clear() {
        alone(() -> {
            slots.clear();
            simpleKeys = true;
            return null;
        });
    }

    @Override
    public List<K> keys() {
        return alone(() -> new ArrayList<>(slots.keySet()));
    }

    @Override
    public Map<K, V> copy() {
        return alone(() -> {
            Map<K, V> copy = new LinkedHashMap<>();
            slots.forEach((key, slot) -> copy.put(key, slot.value()));
            return copy;
        });
    }

    @Override
    public boolean commit(K key, long stamp, Slot<V> next) {
        return alone(() -> {
            Slot<V> present = slots.get(key);
            if ((present == null ? 0 : present.stamp()) != stamp) {
                return false;
            }
            if (next == null) {
                slots.remove(key);
            } else {
                store(key, next.value());
            }
            return true;
        });
    }

    @Override
    public V change(K key, MapChange<K, V> change) {
        return MapChange.run(this, key, change);
    }
}
