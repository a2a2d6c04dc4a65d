package io.github.multiprocessing4j;

import java.io.Serializable;
import java.util.Iterator;

/** An iterator that a manager keeps, of an object of the user's. */
final class ManagedIterator<T> implements Iterator<T>, Proxied, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Reach reach;
    private final transient Words<T> words;

    /** What is said to it. */
    interface Words<T> {

        boolean hasNext();

        T next();

        void remove();
    }

    /** The iterator, where it lives. */
    record Home<T>(Iterator<T> iterator) implements Words<T> {

        @Override
        public boolean hasNext() {
            return iterator.hasNext();
        }

        @Override
        public T next() {
            return iterator.next();
        }

        @Override
        public void remove() {
            iterator.remove();
        }
    }

    @SuppressWarnings("unchecked")
    ManagedIterator(Reach reach) {
        this.reach = reach;
        this.words = reach.speaking(Words.class);
    }

    @Override
    public boolean hasNext() {
        return words.hasNext();
    }

    @Override
    public T next() {
        return words.next();
    }

    @Override
    public void remove() {
        words.remove();
    }

    private Object writeReplace() {
        return Shown.handle(this, Shown.Shape.ITERATOR, reach);
    }
}
