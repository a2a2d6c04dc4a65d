package io.github.multiprocessing4j;

import java.util.Collection;
import java.util.List;

/**
 * What is said to a managed set. Each word is done in one step.
 *
 * @param <T> the type of the elements
 */
interface SetWords<T> {

    @Monitor.Prompt
    int size();

    @Monitor.Prompt
    boolean contains(Object element);

    boolean containsAll(Collection<?> elements);

    @Monitor.Prompt
    boolean add(T element);

    boolean addAll(Collection<? extends T> elements);

    @Monitor.Prompt
    boolean remove(Object element);

    boolean removeAll(Collection<?> elements);

    boolean retainAll(Collection<?> elements);

    void clear();

    /** In the order in which they have come. */
    List<T> copy();
}
