package io.github.multiprocessing4j;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Iterates over a copy of something; what is removed is removed from that. */
final class CopyIterator<T> implements Iterator<T> {

    private final Iterator<? extends T> copy;
    private final Consumer<? super T> remove;
    private T last;
    private boolean removable;

    CopyIterator(List<? extends T> copy, Consumer<? super T> remove) {
        this.copy = copy.iterator();
        this.remove = remove;
    }

    @Override
    public boolean hasNext() {
        return copy.hasNext();
    }

    @Override
    public T next() {
        last = copy.next();
        removable = true;
        return last;
    }

    @Override
    public void remove() {
        if (!removable) {
            throw new IllegalStateException("there is no element to remove: next comes first");
        }
        removable = false;
        remove.accept(last);
    }
}
