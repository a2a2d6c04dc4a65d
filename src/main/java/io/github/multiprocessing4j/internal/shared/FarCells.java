package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.READ;
import static io.github.multiprocessing4j.internal.shared.Operations.WRITE;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.lang.ref.Reference;
import java.util.Objects;

/** Stands in for cells of another realm: each access goes to its memory, or else to that realm. */
final class FarCells<T> extends Cells<T> {

    private final Far far;
    private final FarMemory<MappedElements<T>> elements;

    FarCells(Far far, Class<T> type, int length) {
        super(type, length);
        this.far = far;
        this.elements = new FarMemory<>(far, (memory, lease, more) -> MappedElements.in(memory, type, length));
    }

    // While the memory is used this object is kept, and with it the hold by which the memory is ours.

    @Override
    public T get(int index) {
        try {
            MappedElements<T> mapped = elements.get();
            return mapped != null ? mapped.get(index) : type().cast(read(index, 1)[0]);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void set(int index, T value) {
        try {
            MappedElements<T> mapped = elements.get();
            if (mapped != null) {
                mapped.set(index, value);
            } else {
                setAll(index, new Object[] {value});
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public Object[] getAll(int from, int count) {
        return elements.get() != null ? super.getAll(from, count) : read(from, count);
    }

    private Object[] read(int from, int count) {
        Objects.checkFromIndexSize(from, count, length());
        return (Object[]) far.call(READ, from, count);
    }

    @Override
    void write(int from, Object[] values) {
        if (elements.get() != null) {
            super.write(from, values);
        } else {
            far.call(WRITE, from, values);
        }
    }

    @Override
    public Ticket claim(Exchange exchange) {
        return far.claim();
    }
}
