package io.github.multiprocessing4j;

import java.io.Serializable;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A set that a manager keeps. See {@link Manager#set()}. */
final class ManagedSet<T> extends AbstractSet<T> implements Proxied, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Reach reach;
    private final transient SetWords<T> words;

    @SuppressWarnings("unchecked")
    ManagedSet(Reach reach) {
        this.reach = reach;
        this.words = reach.speaking(SetWords.class);
    }

    @Override
    public int size() {
        return words.size();
    }

    @Override
    public boolean contains(Object element) {
        return words.contains(element);
    }

    @Override
    public boolean containsAll(Collection<?> elements) {
        return words.containsAll(new ArrayList<>(elements));
    }

    @Override
    public boolean add(T element) {
        return words.add(element);
    }

    @Override
    public boolean addAll(Collection<? extends T> elements) {
        return words.addAll(new ArrayList<>(elements));
    }

    @Override
    public boolean remove(Object element) {
        return words.remove(element);
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        return words.removeAll(new ArrayList<>(elements));
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        return words.retainAll(new ArrayList<>(elements));
    }

    /** Tests each element once, here, and takes them away in one step. */
    @Override
    public boolean removeIf(Predicate<? super T> condition) {
        Objects.requireNonNull(condition, "condition");
        List<T> unwanted = words.copy().stream().filter(condition).toList();
        return !unwanted.isEmpty() && words.removeAll(new ArrayList<>(unwanted));
    }

    @Override
    public void clear() {
        words.clear();
    }

    // What looks at all: at a copy

    @Override
    public Iterator<T> iterator() {
        return new CopyIterator<>(words.copy(), words::remove);
    }

    @Override
    public void forEach(Consumer<? super T> action) {
        words.copy().forEach(action);
    }

    @Override
    public Spliterator<T> spliterator() {
        return new LinkedHashSet<>(words.copy()).spliterator();
    }

    @Override
    public Object[] toArray() {
        return words.copy().toArray();
    }

    @Override
    public <E> E[] toArray(E[] array) {
        return words.copy().toArray(array);
    }

    @Override
    public boolean equals(Object other) {
        if (other instanceof ManagedSet<?> set && reach.equals(set.reach)) {
            return true;
        }
        return other instanceof Set<?> set && new LinkedHashSet<Object>(set).equals(new LinkedHashSet<>(words.copy()));
    }

    @Override
    public int hashCode() {
        return new LinkedHashSet<>(words.copy()).hashCode();
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        words.copy().forEach(element -> text.add(Proxied.show(element)));
        return text.toString();
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return Shown.handle(this, Shown.Shape.SET, reach);
    }
}
