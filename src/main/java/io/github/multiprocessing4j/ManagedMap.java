package io.github.multiprocessing4j;

import java.io.Serializable;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A map that a manager keeps. See {@link Manager#map()}. */
final class ManagedMap<K, V> extends AbstractMap<K, V> implements Proxied, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Reach reach;
    private final transient MapWords<K, V> words;

    @SuppressWarnings("unchecked")
    ManagedMap(Reach reach) {
        this.reach = reach;
        this.words = reach.speaking(MapWords.class);
    }

    @Override
    public int size() {
        return words.size();
    }

    @Override
    public boolean containsKey(Object key) {
        return words.containsKey(key);
    }

    @Override
    public boolean containsValue(Object value) {
        return words.containsValue(value);
    }

    @Override
    public V get(Object key) {
        return words.get(key);
    }

    @Override
    public V getOrDefault(Object key, V byDefault) {
        MapWords.Slot<V> slot = words.read(key);
        return slot == null ? byDefault : slot.value();
    }

    @Override
    public V put(K key, V value) {
        return words.put(key, value);
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries) {
        words.putAll(new LinkedHashMap<>(entries)); // what it is made of may not travel
    }

    @Override
    public V putIfAbsent(K key, V value) {
        return words.putIfAbsent(key, value);
    }

    @Override
    public V remove(Object key) {
        return words.remove(key);
    }

    @Override
    public boolean remove(Object key, Object value) {
        return words.remove(key, value);
    }

    @Override
    public V replace(K key, V value) {
        return words.replace(key, value);
    }

    @Override
    public boolean replace(K key, V before, V value) {
        return words.replace(key, before, value);
    }

    @Override
    public void clear() {
        words.clear();
    }

    // What is computed by functions

    @Override
    public V compute(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        return change(key, new MapChange.Compute<>(Objects.requireNonNull(function, "function")), function);
    }

    @Override
    public V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        return change(key, new MapChange.ComputeIfAbsent<>(Objects.requireNonNull(function, "function")), function);
    }

    @Override
    public V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        return change(key, new MapChange.ComputeIfPresent<>(Objects.requireNonNull(function, "function")), function);
    }

    @Override
    public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        Objects.requireNonNull(value, "value");
        return change(key, new MapChange.Merge<>(value, Objects.requireNonNull(function, "function")), function);
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        MapChange<K, V> change = new MapChange.Replace<>(Objects.requireNonNull(function, "function"));
        words.keys().forEach(key -> change(key, change, function));
    }

    private V change(K key, MapChange<K, V> change, Object function) {
        return reach.takes(function) ? words.change(key, change) : MapChange.run(words, key, change);
    }

    // What looks at all: at a copy

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        words.copy().forEach(action);
    }

    @Override
    public Set<K> keySet() {
        return new Keys();
    }

    @Override
    public Collection<V> values() {
        return new Values();
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new Entries();
    }

    private final class Keys extends AbstractSet<K> {

        @Override
        public Iterator<K> iterator() {
            return new CopyIterator<>(words.keys(), words::remove);
        }

        @Override
        public int size() {
            return words.size();
        }

        @Override
        public boolean contains(Object key) {
            return words.containsKey(key);
        }

        @Override
        public boolean remove(Object key) {
            return words.removeAll(Collections.singletonList(key));
        }

        @Override
        public boolean removeAll(Collection<?> keys) {
            return words.removeAll(new ArrayList<>(keys));
        }

        @Override
        public void clear() {
            words.clear();
        }
    }

    private final class Values extends AbstractCollection<V> {

        @Override
        public Iterator<V> iterator() {
            Iterator<Entry<K, V>> entries = new Entries().iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public V next() {
                    return entries.next().getValue();
                }

                @Override
                public void remove() {
                    entries.remove();
                }
            };
        }

        @Override
        public int size() {
            return words.size();
        }

        @Override
        public boolean contains(Object value) {
            return words.containsValue(value);
        }

        @Override
        public void clear() {
            words.clear();
        }
    }

    private final class Entries extends AbstractSet<Entry<K, V>> {

        @Override
        public Iterator<Entry<K, V>> iterator() {
            return new CopyIterator<>(
                    words.copy().entrySet().stream()
                            .<Entry<K, V>>map(PutThrough::new)
                            .toList(),
                    entry -> words.remove(entry.getKey()));
        }

        @Override
        public int size() {
            return words.size();
        }

        @Override
        public boolean contains(Object object) {
            if (!(object instanceof Entry<?, ?> entry)) {
                return false;
            }
            MapWords.Slot<V> slot = words.read(entry.getKey());
            return slot != null && Objects.equals(slot.value(), entry.getValue());
        }

        @Override
        public boolean remove(Object object) {
            return object instanceof Entry<?, ?> entry && words.remove(entry.getKey(), entry.getValue());
        }

        @Override
        public void clear() {
            words.clear();
        }
    }

    /** An entry of a copy; what is set in it is put in the map. */
    private final class PutThrough extends SimpleEntry<K, V> {

        private static final long serialVersionUID = 1L;

        PutThrough(Entry<K, V> entry) {
            super(entry);
        }

        @Override
        public V setValue(V value) {
            words.put(getKey(), value);
            return super.setValue(value);
        }

        /** What travels is a plain entry. */
        private Object writeReplace() {
            return new SimpleEntry<>(this);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ManagedMap<?, ?> map
                ? reach.equals(map.reach) || words.copy().equals(map.words.copy())
                : other instanceof Map<?, ?> && words.copy().equals(other);
    }

    @Override
    public int hashCode() {
        return words.copy().hashCode();
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        forEach((key, value) -> text.add(Proxied.show(key) + "=" + Proxied.show(value)));
        return text.toString();
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return Shown.handle(this, Shown.Shape.MAP, reach);
    }
}
