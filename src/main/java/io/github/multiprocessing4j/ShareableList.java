package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.memory.ListLayout;
import io.github.multiprocessing4j.internal.memory.MalformedListException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * A list of fixed length in a {@link SharedMemory} block of its own.
 *
 * <p>Its items are {@code String}, {@code byte[]}, {@code Long}, {@code Integer}, {@code Double}, {@code Float},
 * {@code Boolean} or {@code null}, and come back as what they were. Any of them may replace any other for which there
 * is room: a number, a truth value and {@code null} have 8 bytes; a text or bytes have what they had when the list was
 * made, as the smallest multiple of 8 that is greater than their length in (UTF-8) bytes. A lone surrogate in a text
 * becomes a question mark. What is got are copies.
 *
 * <p>For {@link #shm close and unlink}, the end of the process that has made it, and the order in which others see
 * changes, all holds that is said of {@link SharedMemory}: an item that one process replaces while another reads it may
 * be read half new and half old, unless they hold a {@link Lock}. Safe for use by any number of threads in that sense.
 *
 * <p>It may travel anywhere, as its block may. The layout is that of CPython's {@code ShareableList}: on one machine,
 * lists of the one can be attached to by the other. (CPython takes zeros off the end of texts and bytes, and cannot
 * read those of more than 999,999 bytes that were written here.)
 *
 * <pre>{@code
 * try (ShareableList list = ShareableList.of("resized", 0L, null)) {
 *     list.set(1, 512L);
 *     try (ShareableList same = ShareableList.attach(list.shm().name())) {
 *         System.out.println(same.get(1)); // 512
 *     }
 *     list.shm().unlink();
 * }
 * }</pre>
 *
 * @see Context#shareableList(Object...)
 */
public final class ShareableList implements Iterable<Object>, AutoCloseable, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient SharedMemory memory;
    private final transient ListLayout layout;

    private ShareableList(SharedMemory memory, ListLayout layout) {
        this.memory = memory;
        this.layout = layout;
    }

    /**
     * Makes a list in a block with a fresh name.
     *
     * @param items the items at first
     * @return the list
     * @throws IllegalArgumentException if an item is of a class that lists have not, or all together need more than
     *     {@link Integer#MAX_VALUE} bytes
     * @throws IllegalStateException if this JVM is ending
     * @throws IOException if there is no room for it
     * @throws NullPointerException if {@code items} is {@code null}
     */
    public static ShareableList of(Object... items) throws IOException {
        return create(null, Arrays.asList(Objects.requireNonNull(items, "items")));
    }

    /**
     * Makes a list in a block of a given name, or a fresh one.
     *
     * @param name the name of the block, as {@link SharedMemory#create(String, long)} takes it; {@code null} for a
     *     fresh one
     * @param items the items at first
     * @return the list
     * @throws IllegalArgumentException if the name is no such name, an item is of a class that lists have not, or all
     *     together need more than {@link Integer#MAX_VALUE} bytes
     * @throws IllegalStateException if this JVM is ending
     * @throws java.nio.file.FileAlreadyExistsException if there is a block of that name, which is left as it is
     * @throws IOException if there is no room for it
     * @throws NullPointerException if {@code items} is {@code null}
     */
    public static ShareableList create(String name, Iterable<?> items) throws IOException {
        return make(Objects.requireNonNull(items, "items"), size -> new SharedMemory(name, true, size));
    }

    /** Makes blocks for lists. */
    interface BlockMaker {

        SharedMemory make(long size) throws IOException;
    }

    static ShareableList make(Iterable<?> items, BlockMaker maker) throws IOException {
        ListLayout.Draft draft = new ListLayout.Draft(items);
        SharedMemory memory = maker.make(draft.size());
        return new ShareableList(memory, draft.write(memory.buf()));
    }

    /**
     * Attaches to the list in a block.
     *
     * @param name the name of the block
     * @return the list
     * @throws DecodingException if there is no list in the block
     * @throws IllegalArgumentException if the name is not as {@link SharedMemory#create(String, long)} takes it
     * @throws java.nio.file.NoSuchFileException if there is no block of that name
     * @throws IOException if what has that name is no block, or of another user, or if others may read or write it
     * @throws NullPointerException if {@code name} is {@code null}
     */
    public static ShareableList attach(String name) throws IOException {
        SharedMemory memory = SharedMemory.attach(name);
        try {
            if (memory.size() > Integer.MAX_VALUE) {
                throw new MalformedListException("it has " + memory.size() + " bytes");
            }
            return new ShareableList(memory, ListLayout.read(memory.buf()));
        } catch (MalformedListException e) {
            memory.close();
            throw new DecodingException("the list in " + memory, e.getMessage(), null);
        }
    }

    /**
     * The number of items. (Python: {@code len}.) It can be asked for after close, too.
     *
     * @return 0 or more
     */
    public int size() {
        return layout.size();
    }

    /**
     * Reads an item.
     *
     * @param index from 0 to {@code size() - 1}
     * @return the item
     * @throws DecodingException if somebody has written there what is no item
     * @throws IllegalStateException if the list is closed
     * @throws IndexOutOfBoundsException if there is none of that index
     */
    public Object get(int index) {
        memory.requireOpen();
        Objects.checkIndex(index, size());
        try {
            return layout.get(index);
        } catch (MalformedListException e) {
            throw new DecodingException("item " + index + " of " + this, e.getMessage(), null);
        }
    }

    /**
     * Replaces an item.
     *
     * @param index from 0 to {@code size() - 1}
     * @param item the new item
     * @throws IllegalArgumentException if it exceeds the room of the old one, or is of a class that lists have not;
     *     nothing is changed then
     * @throws IllegalStateException if the list is closed
     * @throws IndexOutOfBoundsException if there is none of that index
     */
    public void set(int index, Object item) {
        memory.requireOpen();
        Objects.checkIndex(index, size());
        layout.set(index, item);
    }

    /**
     * How many items are equal to one; bytes are, if they are the same.
     *
     * @param item to compare with; a {@code Long} equals no {@code Integer}
     * @return 0 or more
     * @throws DecodingException if somebody has written what is no item
     * @throws IllegalStateException if the list is closed
     */
    public int count(Object item) {
        int count = 0;
        for (Object each : this) {
            if (Objects.deepEquals(each, item)) {
                count++;
            }
        }
        return count;
    }

    /**
     * The index of the first item that is equal to one; bytes are, if they are the same.
     *
     * @param item to compare with; a {@code Long} equals no {@code Integer}
     * @return its index
     * @throws DecodingException if somebody has written what is no item
     * @throws IllegalStateException if the list is closed
     * @throws NoSuchElementException if there is none
     */
    public int index(Object item) {
        for (int i = 0; i < size(); i++) {
            if (Objects.deepEquals(get(i), item)) {
                return i;
            }
        }
        throw new NoSuchElementException(this + " has no such item"
                + (item == null ? ": null" : " of " + item.getClass().getName()));
    }

    /**
     * Reads the items one after the other, each as it is when its turn comes.
     *
     * @return an iterator that removes nothing; it throws as {@link #get} does
     */
    @Override
    public Iterator<Object> iterator() {
        return new Iterator<>() {

            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("all " + next + " items were read");
                }
                return get(next++);
            }
        };
    }

    /**
     * The block that the list lies in: it has the name, and can be unlinked. (Python: {@code shm}.)
     *
     * @return the block; the same object each time
     */
    public SharedMemory shm() {
        return memory;
    }

    /** Ends this object. (Python: {@code shm.close()}.) The block stays, and so do other objects for it. */
    @Override
    public void close() {
        memory.close();
    }

    @Override
    public String toString() {
        return "ShareableList[" + memory.name() + ", " + size() + " items]";
    }

    private Object writeReplace() {
        return new Written(memory.name());
    }

    /** What is written of a list. */
    private static final class Written implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String name;
        private transient ShareableList read;

        Written(String name) {
            this.name = name;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            read = attach(name);
        }

        private Object readResolve() {
            return read;
        }
    }
}
