package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An {@code Object[]} all of whose elements are numbers of one class, as the chunks of a map often are: they are
 * written one after the other, of the same length each, the low byte first, and the class once for all.
 */
enum NumberRow {
    INTEGERS(DirectKind.ROW_OF_INTEGERS, Integer.class, Integer.BYTES) {
        @Override
        void put(ByteBuffer block, Object[] row, int from, int count) {
            for (int i = 0; i < count; i++) {
                block.putInt(i * Integer.BYTES, (int) row[from + i]);
            }
        }

        @Override
        void get(ByteBuffer block, Object[] row, int from, int count) {
            for (int i = 0; i < count; i++) {
                row[from + i] = block.getInt(i * Integer.BYTES);
            }
        }
    },

    LONGS(DirectKind.ROW_OF_LONGS, Long.class, Long.BYTES) {
        @Override
        void put(ByteBuffer block, Object[] row, int from, int count) {
            for (int i = 0; i < count; i++) {
                block.putLong(i * Long.BYTES, (long) row[from + i]);
            }
        }

        @Override
        void get(ByteBuffer block, Object[] row, int from, int count) {
            for (int i = 0; i < count; i++) {
                row[from + i] = block.getLong(i * Long.BYTES);
            }
        }
    },

    DOUBLES(DirectKind.ROW_OF_DOUBLES, Double.class, Double.BYTES) {
        @Override
        void put(ByteBuffer block, Object[] row, int from, int count) {
            for (int i = 0; i < count; i++) {
                block.putLong(i * Double.BYTES, Double.doubleToRawLongBits((double) row[from + i]));
            }
        }

        @Override
        void get(ByteBuffer block, Object[] row, int from, int count) {
            for (int i = 0; i < count; i++) {
                row[from + i] = Double.longBitsToDouble(block.getLong(i * Double.BYTES));
            }
        }
    };

    /** Shorter ones are as short, and as quick, one by one. */
    private static final int SHORTEST = 8;

    /** So many elements go at once through memory that the processor has at hand. */
    private static final int BLOCK = 1024;

    private final DirectKind kind;
    private final Class<?> type;
    private final int elementSize;

    NumberRow(DirectKind kind, Class<?> type, int elementSize) {
        this.kind = kind;
        this.type = type;
        this.elementSize = elementSize;
    }

    abstract void put(ByteBuffer block, Object[] row, int from, int count);

    abstract void get(ByteBuffer block, Object[] row, int from, int count);

    /** What an array is; null for nothing of this. */
    static NumberRow of(Object[] array) {
        if (array.length < SHORTEST || array[0] == null) {
            return null;
        }
        Class<?> type = array[0].getClass();
        NumberRow row =
                type == Integer.class ? INTEGERS : type == Long.class ? LONGS : type == Double.class ? DOUBLES : null;
        return row != null && row.isAll(array) ? row : null;
    }

    private boolean isAll(Object[] array) {
        for (Object element : array) {
            if (element == null || element.getClass() != type) {
                return false;
            }
        }
        return true;
    }

    DirectKind kind() {
        return kind;
    }

    Class<?> type() {
        return type;
    }

    int elementSize() {
        return elementSize;
    }

    /** Writes the number of elements, and these. An array that changes meanwhile makes it fail. */
    void write(Object[] row, DirectOutput out) {
        out.putCount(row.length);
        ByteBuffer block = block(row.length);
        for (int from = 0; from < row.length; from += BLOCK) {
            int count = Math.min(BLOCK, row.length - from);
            put(block, row, from, count);
            out.putFirst(block.array(), count * elementSize);
        }
    }

    /** Reads as many elements as the array has. */
    void read(DirectInput in, Object[] row) throws IOException {
        ByteBuffer block = block(row.length);
        for (int from = 0; from < row.length; from += BLOCK) {
            int count = Math.min(BLOCK, row.length - from);
            in.takeBytes(block.array(), count * elementSize);
            get(block, row, from, count);
        }
    }

    private ByteBuffer block(int elements) {
        return ByteBuffer.allocate(Math.min(BLOCK, elements) * elementSize).order(ByteOrder.LITTLE_ENDIAN);
    }
}
