package io.github.multiprocessing4j;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;

/**
 * What is said to a managed list. Each word is done in one step.
 *
 * @param <T> the type of the elements
 */
interface ListWords<T> {

    /**
     * What is at an index.
     *
     * @param size how long the list is
     * @param element null if that is too short
     */
    @SuppressWarnings("serial") // the user's element says itself whether it can be written
    record At<T>(int size, T element) implements Serializable {}

    /**
     * All elements.
     *
     * @param stamp another one each time that the list is changed
     */
    @SuppressWarnings("serial")
    record Copy<T>(long stamp, List<T> elements) implements Serializable {}

    @Monitor.Prompt
    int size();

    @Monitor.Prompt
    T get(int index);

    @Monitor.Prompt
    At<T> at(int index);

    Copy<T> copy();

    /** Elements from an index to another one, or to the end if that comes first. */
    List<T> slice(int from, int to);

    @Monitor.Prompt
    T set(int index, T element);

    @Monitor.Prompt
    boolean add(T element);

    void add(int index, T element);

    boolean addAll(Collection<? extends T> elements);

    boolean addAll(int index, Collection<? extends T> elements);

    T removeAt(int index);

    boolean removeFirst(Object element);

    boolean removeAll(Collection<?> elements);

    boolean retainAll(Collection<?> elements);

    void clear();

    boolean containsAll(Collection<?> elements);

    int indexOf(Object element);

    int lastIndexOf(Object element);

    /**
     * Replaces all elements, if nobody has changed any since they were copied.
     *
     * @param stamp that of the copy
     * @return whether it was done
     */
    boolean commit(long stamp, List<T> elements);

    /** Does something step by step, there. */
    boolean change(ListChange<T> change);
}
