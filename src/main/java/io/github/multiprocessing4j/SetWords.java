package io.github.multiprocessing4j;

import java.util.Collection;
import java.util.List;

/**
 * What is said to a managed set. Each word is done in one step.
 *
 * @param <T> the type of the elements
 */
interface SetWords<T> {

    int size();

    boolean contains(Object element);

    boolean containsAll(Collection<?> elements);

    boolean add(T element);

    boolean addAll(Collection<? extends T> elements);

    boolean remove(Object element);

    boolean removeAll(Collection<?> elements);

    boolean retainAll(Collection<?> elements);

    void clear();

    /** In the order in which they have come. */
    List<T> copy();
}
