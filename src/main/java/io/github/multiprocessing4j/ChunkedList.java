package io.github.multiprocessing4j;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Consumer;

/**
 * A list of fixed size over arrays of the same length, but for the last one, which may be shorter. What it is made of
 * is its own.
 */
final class ChunkedList<R> extends AbstractList<R> implements RandomAccess, Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // as with any list, what is in it has to be serializable for the list to be
    private final Object[][] chunks;

    private final int chunkSize;
    private final int size;

    ChunkedList(Object[][] chunks, int chunkSize, int size) {
        this.chunks = chunks;
        this.chunkSize = chunkSize;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    @SuppressWarnings("unchecked")
    public R get(int index) {
        Objects.checkIndex(index, size);
        return (R) chunks[index / chunkSize][index % chunkSize];
    }

    @Override
    public R set(int index, R element) {
        R before = get(index);
        chunks[index / chunkSize][index % chunkSize] = element;
        return before;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void forEach(Consumer<? super R> action) {
        for (Object[] chunk : chunks) {
            for (Object element : chunk) {
                action.accept((R) element);
            }
        }
    }

    @Override
    public Object[] toArray() {
        Object[] all = new Object[size];
        for (int i = 0; i < chunks.length; i++) {
            System.arraycopy(chunks[i], 0, all, i * chunkSize, chunks[i].length);
        }
        return all;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (!isWhole()) {
            throw new InvalidObjectException("no list of " + size + " elements, " + chunkSize + " in an array");
        }
    }

    private boolean isWhole() {
        if (chunks == null || chunkSize < 1 || size < 1 || chunks.length != (size - 1) / chunkSize + 1) {
            return false;
        }
        for (int i = 0; i < chunks.length; i++) {
            Object[] chunk = chunks[i];
            int length = Math.min(chunkSize, size - i * chunkSize);
            if (chunk == null || chunk.getClass() != Object[].class || chunk.length != length) {
                return false;
            }
        }
        return true;
    }
}
