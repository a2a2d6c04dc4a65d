package io.github.multiprocessing4j;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A list that a manager keeps. See {@link Manager#list()}. */
final class ManagedList<T> extends AbstractList<T> implements Proxied, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Reach reach;
    private final transient ListWords<T> words;

    @SuppressWarnings("unchecked")
    ManagedList(Reach reach) {
        this.reach = reach;
        this.words = reach.speaking(ListWords.class);
    }

    @Override
    public int size() {
        return words.size();
    }

    @Override
    public T get(int index) {
        return words.get(index);
    }

    @Override
    public T set(int index, T element) {
        return words.set(index, element);
    }

    @Override
    public boolean add(T element) {
        return words.add(element);
    }

    @Override
    public void add(int index, T element) {
        words.add(index, element);
    }

    @Override
    public boolean addAll(Collection<? extends T> elements) {
        return words.addAll(new ArrayList<>(elements));
    }

    @Override
    public boolean addAll(int index, Collection<? extends T> elements) {
        return words.addAll(index, new ArrayList<>(elements));
    }

    @Override
    public T remove(int index) {
        return words.removeAt(index);
    }

    @Override
    public boolean remove(Object element) {
        return words.removeFirst(element);
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        return words.removeAll(new ArrayList<>(elements));
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        return words.retainAll(new ArrayList<>(elements));
    }

    @Override
    public void clear() {
        words.clear();
    }

    @Override
    public boolean contains(Object element) {
        return indexOf(element) >= 0;
    }

    @Override
    public boolean containsAll(Collection<?> elements) {
        return words.containsAll(new ArrayList<>(elements));
    }

    @Override
    public int indexOf(Object element) {
        return words.indexOf(element);
    }

    @Override
    public int lastIndexOf(Object element) {
        return words.lastIndexOf(element);
    }

    // What is changed by functions

    @Override
    public void sort(Comparator<? super T> order) {
        change(new ListChange.Sort<>(order), order);
    }

    @Override
    public void replaceAll(UnaryOperator<T> function) {
        change(new ListChange.ReplaceAll<>(Objects.requireNonNull(function, "function")), function);
    }

    @Override
    public boolean removeIf(Predicate<? super T> condition) {
        return change(new ListChange.RemoveIf<>(Objects.requireNonNull(condition, "condition")), condition);
    }

    private boolean change(ListChange<T> change, Object function) {
        return reach.takes(function) ? words.change(change) : ListChange.run(words, change);
    }

    // What looks at all: at a copy

    private List<T> copy() {
        return words.copy().elements();
    }

    @Override
    public List<T> subList(int from, int to) {
        if (from < 0 || to < from) {
            throw new IndexOutOfBoundsException("from " + from + " to " + to);
        }
        return words.slice(from, to);
    }

    @Override
    public void forEach(Consumer<? super T> action) {
        copy().forEach(action);
    }

    @Override
    public Spliterator<T> spliterator() {
        return copy().spliterator();
    }

    @Override
    public Object[] toArray() {
        return copy().toArray();
    }

    @Override
    public <E> E[] toArray(E[] array) {
        return copy().toArray(array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ManagedList<?> list
                ? reach.equals(list.reach) || copy().equals(list.copy())
                : other instanceof List<?> && copy().equals(other);
    }

    @Override
    public int hashCode() {
        return copy().hashCode();
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        copy().forEach(element -> text.add(Proxied.show(element)));
        return text.toString();
    }

    // What looks at one after the other

    @Override
    public Iterator<T> iterator() {
        return new OneByOne();
    }

    /** Asks for each element when it is its turn. */
    private final class OneByOne implements Iterator<T> {

        private int next;
        private int size = -1; // when it was asked for last; not yet
        private boolean exhausted;
        private boolean removable;

        @Override
        public boolean hasNext() {
            if (!exhausted && next >= size) {
                size = words.size();
                exhausted = next >= size;
            }
            return !exhausted;
        }

        @Override
        public T next() {
            if (exhausted) {
                throw new NoSuchElementException();
            }
            ListWords.At<T> at = words.at(next);
            size = at.size();
            if (next >= size) {
                exhausted = true;
                throw new NoSuchElementException("the list has " + size + " elements by now");
            }
            next++;
            removable = true;
            return at.element();
        }

        @Override
        public void remove() {
            if (!removable) {
                throw new IllegalStateException("there is no element to remove: next comes first");
            }
            removable = false;
            words.removeAt(--next);
            size = -1;
        }
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return Shown.handle(this, Shown.Shape.LIST, reach);
    }
}
