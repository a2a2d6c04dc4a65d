package io.github.multiprocessing4j.internal.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of items of fixed room in memory.
 *
 * <p>The layout is that of CPython's {@code ShareableList}, in the byte order of the machine:
 *
 * <pre>
 *  0          8                    8 (n + 2)                                            + 8 n          + n
 *  +----------+--------------------+-----------------------------------+-----------------+--------------+
 *  | number n | n + 1 offsets in   | the rooms of the items, each of a | n formats of 8  | n kinds of 1 |
 *  | of items | what comes next    | multiple of 8 bytes               | bytes each      | byte each    |
 *  +----------+--------------------+-----------------------------------+-----------------+--------------+
 * </pre>
 *
 * <p>Where the rooms are is read and checked once; what is in them may change at any time, and is checked whenever it
 * is read. Items are read and written without any care for others who do so.
 */
public final class ListLayout {

    private static final int UNIT = ListItem.UNIT;

    private final ByteBuffer memory;
    private final int[] offsets; // in the memory; one more than there are items
    private final int formats;
    private final int kinds;

    private ListLayout(ByteBuffer memory, int[] offsets) {
        this.memory = memory;
        this.offsets = offsets;
        this.formats = offsets[offsets.length - 1];
        this.kinds = formats + UNIT * size();
    }

    /** The items of a list that is about to be made. */
    public static final class Draft {

        private final List<ListItem> items = new ArrayList<>();

        /**
         * Takes the items.
         *
         * @throws IllegalArgumentException if one is of a class that lists have not, or they are too many
         */
        public Draft(Iterable<?> items) {
            for (Object item : items) {
                this.items.add(ListItem.of(item));
            }
            if (size() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a list of " + size() + " bytes");
            }
        }

        /** How many bytes the list needs. */
        public long size() {
            long head = UNIT * (items.size() + 2L);
            return items.stream().mapToLong(item -> item.room() + UNIT + 1).reduce(head, Long::sum);
        }

        /** Writes the list. */
        public ListLayout write(ByteBuffer memory) {
            ByteBuffer ordered = memory.duplicate().order(ByteOrder.nativeOrder());
            int[] offsets = new int[items.size() + 1];
            int start = UNIT * (items.size() + 2);
            offsets[0] = start;
            ordered.putLong(0, items.size());
            for (int i = 0; i < items.size(); i++) {
                offsets[i + 1] = Math.toIntExact(offsets[i] + items.get(i).room());
                ordered.putLong(UNIT * (i + 2), offsets[i + 1] - start);
            }
            ListLayout layout = new ListLayout(ordered, offsets);
            for (int i = 0; i < items.size(); i++) {
                layout.put(i, items.get(i));
            }
            return layout;
        }
    }

    /**
     * The list that lies in memory.
     *
     * @throws MalformedListException if there is none
     */
    public static ListLayout read(ByteBuffer memory) {
        ByteBuffer ordered = memory.duplicate().order(ByteOrder.nativeOrder());
        int size = ordered.capacity();
        if (size < 2 * UNIT) {
            throw new MalformedListException("it has " + size + " bytes");
        }
        long count = ordered.getLong(0);
        if (count < 0 || count > size / UNIT - 2) {
            throw new MalformedListException("it has " + size + " bytes, and says that it has " + count + " items");
        }
        int[] offsets = new int[(int) count + 1];
        int start = UNIT * (offsets.length + 1);
        long most = size - start - count * (UNIT + 1);
        long before = -UNIT;
        for (int i = 0; i < offsets.length; i++) {
            long offset = ordered.getLong(UNIT * (i + 1));
            if (i == 0 && offset != 0 || offset < before + UNIT || offset > most) {
                throw new MalformedListException("the room of item " + i + " is said to be at " + offset);
            }
            before = offset;
            offsets[i] = start + (int) offset;
        }
        return new ListLayout(ordered, offsets);
    }

    /** How many items it has. */
    public int size() {
        return offsets.length - 1;
    }

    /**
     * Reads an item.
     *
     * @param index of an item
     * @throws MalformedListException if it was not written as items are
     */
    public Object get(int index) {
        byte[] format = new byte[UNIT];
        memory.get(formats + UNIT * index, format);
        int length = UNIT;
        while (length > 0 && format[length - 1] == 0) {
            length--;
        }
        return ListItem.read(
                new String(format, 0, length, StandardCharsets.ISO_8859_1),
                memory.get(kinds + index),
                memory.slice(offsets[index], room(index)));
    }

    /**
     * Replaces an item.
     *
     * @param index of an item
     * @throws IllegalArgumentException if the new one is of a class that lists have not, or too large for its room;
     *     then nothing is changed
     */
    public void set(int index, Object value) {
        ListItem item = ListItem.of(value);
        if (item.data().length > room(index)) {
            throw new IllegalArgumentException("item " + index + " exceeds available storage: it would have "
                    + item.data().length + " bytes, and has room for " + room(index));
        }
        put(index, item);
    }

    private int room(int index) {
        return offsets[index + 1] - offsets[index];
    }

    private void put(int index, ListItem item) {
        byte[] data = item.data();
        memory.put(offsets[index], data);
        memory.put(offsets[index] + data.length, new byte[room(index) - data.length]);
        byte[] format = new byte[UNIT];
        byte[] letters = item.format().getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(letters, 0, format, 0, letters.length);
        memory.put(formats + UNIT * index, format);
        memory.put(kinds + index, item.kind());
    }
}
