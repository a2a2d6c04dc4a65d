package io.github.multiprocessing4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A managed set, where it lives. Keeps the order in which elements have come. */
final class SetHome<T> extends Monitor implements SetWords<T> {

    private final Set<T> elements = new LinkedHashSet<>();

    /** Whether no element is in the table of which that might call a compareTo of the user's. */
    private boolean simple = true;

    SetHome(Collection<? extends T> elements) {
        addAll(elements);
    }

    @Override
    boolean isLight() {
        return simple && elements.size() < MANY;
    }

    /** Called under the lock. */
    private boolean store(T element) {
        simple &= SimpleValues.isOne(element);
        return elements.add(element);
    }

    @Override
    public int size() {
        return alone(elements::size);
    }

    @Override
    public boolean contains(Object element) {
        return alone(() -> elements.contains(element));
    }

    @Override
    public boolean containsAll(Collection<?> others) {
        return alone(() -> elements.containsAll(others));
    }

    @Override
    public boolean add(T element) {
        return alone(() -> store(element));
    }

    @Override
    public boolean addAll(Collection<? extends T> more) {
        List<T> given = new ArrayList<>(more);
        return alone(() -> {
            boolean changed = false;
            for (T element : given) {
                changed |= store(element);
            }
            return changed;
        });
    }

    @Override
    public boolean remove(Object element) {
        return alone(() -> elements.remove(element));
    }

    @Override
    public boolean removeAll(Collection<?> others) {
        return alone(() -> elements.removeAll(others));
    }

    @Override
    public boolean retainAll(Collection<?> others) {
        return alone(() -> elements.retainAll(others));
    }

    @Override
    public void clear() {
        alone(() -> {
            elements.clear();
            simple = true;
            return null;
        });
    }

    @Override
    public List<T> copy() {
        return alone(() -> new ArrayList<>(elements));
    }
}
