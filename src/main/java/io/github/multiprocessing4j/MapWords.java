package io.github.multiprocessing4j;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What is said to a managed map. Each word is done in one step.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
interface MapWords<K, V> {

    /**
     * What belongs to a key.
     *
     * @param stamp another one each time that something is put there
     */
    @SuppressWarnings("serial") // the user's value says itself whether it can be written
    record Slot<V>(long stamp, V value) implements Serializable {}

    @Monitor.Prompt
    int size();

    @Monitor.Prompt
    boolean containsKey(Object key);

    boolean containsValue(Object value);

    @Monitor.Prompt
    V get(Object key);

    /** Null for none. */
    @Monitor.Prompt
    Slot<V> read(Object key);

    @Monitor.Prompt
    V put(K key, V value);

    void putAll(Map<? extends K, ? extends V> entries);

    @Monitor.Prompt
    V putIfAbsent(K key, V value);

    @Monitor.Prompt
    V remove(Object key);

    boolean remove(Object key, Object value);

    @Monitor.Prompt
    V replace(K key, V value);

    boolean replace(K key, V before, V value);

    boolean removeAll(Collection<?> keys);

    void clear();

    List<K> keys();

    Map<K, V> copy();

    /**
     * Puts or removes something, if nobody else has since it was read.
     *
     * @param stamp of what was read; 0 if there was none
     * @param next what is to be there; null for nothing; its stamp does not matter
     * @return whether it was done
     */
    boolean commit(K key, long stamp, Slot<V> next);

    /** Does something step by step, there. */
    V change(K key, MapChange<K, V> change);
}
