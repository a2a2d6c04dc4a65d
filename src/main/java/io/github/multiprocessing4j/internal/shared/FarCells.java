package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.READ;
import static io.github.multiprocessing4j.internal.shared.Operations.WRITE;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.util.Objects;

/** Stands in for cells of another realm: each access goes there. */
final class FarCells<T> extends Cells<T> {

    private final Far far;

    FarCells(Far far, Class<T> type, int length) {
        super(type, length);
        this.far = far;
    }

    @Override
    public T get(int index) {
        return type().cast(getAll(index, 1)[0]);
    }

    @Override
    public void set(int index, T value) {
        setAll(index, new Object[] {value});
    }

    @Override
    public Object[] getAll(int from, int count) {
        Objects.checkFromIndexSize(from, count, length());
        return (Object[]) far.call(READ, from, count);
    }

    @Override
    void write(int from, Object[] values) {
        far.call(WRITE, from, values);
    }

    @Override
    public Ticket claim(Exchange exchange) {
        return far.claim();
    }
}
