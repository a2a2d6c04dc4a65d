package io.github.multiprocessing4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** A managed list, where it lives. */
final class ListHome<T> extends Monitor implements ListWords<T> {

    private final List<T> elements;
    private long stamp;

    ListHome(Collection<? extends T> elements) {
        this.elements = new ArrayList<>(elements);
    }

    @Override
    boolean isLight() {
        return elements.size() < MANY; // elements are not compared by prompt words
    }

    private <R> R alter(Supplier<R> step) {
        return alone(() -> {
            stamp++;
            return step.get();
        });
    }

    @Override
    public int size() {
        return alone(elements::size);
    }

    @Override
    public T get(int index) {
        return alone(() -> elements.get(index));
    }

    @Override
    public At<T> at(int index) {
        return alone(() -> new At<>(elements.size(), index < elements.size() ? elements.get(index) : null));
    }

    @Override
    public Copy<T> copy() {
        return alone(() -> new Copy<>(stamp, new ArrayList<>(elements)));
    }

    @Override
    public List<T> slice(int from, int to) {
        return alone(() -> {
            int size = elements.size();
            return new ArrayList<>(elements.subList(Math.min(from, size), Math.min(to, size)));
        });
    }

    @Override
    public T set(int index, T element) {
        return alter(() -> elements.set(index, element));
    }

    @Override
    public boolean add(T element) {
        return alter(() -> elements.add(element));
    }

    @Override
    public void add(int index, T element) {
        alter(() -> {
            elements.add(index, element);
            return null;
        });
    }

    @Override
    public boolean addAll(Collection<? extends T> more) {
        return alter(() -> elements.addAll(more));
    }

    @Override
    public boolean addAll(int index, Collection<? extends T> more) {
        return alter(() -> elements.addAll(index, more));
    }

    @Override
    public T removeAt(int index) {
        return alter(() -> elements.remove(index));
    }

    @Override
    public boolean removeFirst(Object element) {
        return alter(() -> elements.remove(element));
    }

    @Override
    public boolean removeAll(Collection<?> others) {
        return alter(() -> elements.removeAll(others));
    }

    @Override
    public boolean retainAll(Collection<?> others) {
        return alter(() -> elements.retainAll(others));
    }

    @Override
    public void clear() {
        alter(() -> {
            elements.clear();
            return null;
        });
    }

    @Override
    public boolean containsAll(Collection<?> others) {
        return alone(() -> new HashSet<>(elements).containsAll(others));
    }

    @Override
    public int indexOf(Object element) {
        return alone(() -> elements.indexOf(element));
    }

    @Override
    public int lastIndexOf(Object element) {
        return alone(() -> elements.lastIndexOf(element));
    }

    @Override
    public boolean commit(long before, List<T> after) {
        Objects.requireNonNull(after, "after");
        return alone(() -> {
            if (stamp != before) {
                return false;
            }
            stamp++;
            elements.clear();
            elements.addAll(after);
            return true;
        });
    }

    @Override
    public boolean change(ListChange<T> change) {
        return ListChange.run(this, change);
    }
}
