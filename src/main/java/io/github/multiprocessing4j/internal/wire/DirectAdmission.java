package io.github.multiprocessing4j.internal.wire;

import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.FilterInfo;
import java.io.ObjectInputFilter.Status;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;

/**
 * Asks a filter about what is read in the direct form, as Java serialization does about the same objects in its own
 * form: about each class once, about each array, and about how much there is.
 *
 * <p>For one object.
 */
final class DirectAdmission {

    /** What the immutable collections of the JDK are written as, by Java serialization. */
    private static final Class<?> IMMUTABLE = immutable();

    /** Null if all is admitted. */
    private final ObjectInputFilter filter;

    /** The classes that it was asked about: the first ones, which most often are all, and the others; null for none. */
    private Class<?> first;

    private Class<?> second;
    private Class<?> third;
    private Set<Class<?>> others;

    private Class<?> last;
    private long references;

    DirectAdmission(ObjectInputFilter filter) {
        this.filter = filter;
    }

    private static Class<?> immutable() {
        try {
            return Class.forName("java.util.CollSer");
        } catch (ClassNotFoundException renamed) {
            return java.util.Collection.class;
        }
    }

    private record Info(Class<?> serialClass, long arrayLength, long depth, long references, long streamBytes)
            implements FilterInfo {}

    /** Admits an object of a class, and those that it extends. */
    void admit(Class<?> type, int depth, long bytes) throws InvalidClassException {
        references++;
        if (filter == null || type == last) {
            return;
        }
        last = type;
        for (Class<?> each = type; each != null && isWritten(each); each = each.getSuperclass()) {
            if (isNews(each)) {
                ask(each, -1, depth, bytes);
            } else {
                ask(null, -1, depth, bytes);
            }
        }
    }

    private boolean isNews(Class<?> type) {
        if (type == first || type == second || type == third) {
            return false;
        }
        if (first == null) {
            first = type;
        } else if (second == null) {
            second = type;
        } else if (third == null) {
            third = type;
        } else {
            if (others == null) {
                others = new HashSet<>();
            }
            return others.add(type);
        }
        return true;
    }

    /** Admits so many objects of a class, one after the other. */
    void admitAll(Class<?> type, int count, int depth, long bytes) throws InvalidClassException {
        if (count > 0) {
            references += count - 1; // before it is asked, so that it hears of all of them
            admit(type, depth, bytes);
        }
    }

    private static boolean isWritten(Class<?> type) {
        return Serializable.class.isAssignableFrom(type) || type == IMMUTABLE;
    }

    void admitArray(Class<?> type, long length, int depth, long bytes) throws InvalidClassException {
        references++;
        last = null; // how much there is, is looked at, too
        if (filter != null) {
            ask(type, length, depth, bytes);
        }
    }

    void admitImmutable(int elements, int depth, long bytes) throws InvalidClassException {
        admit(IMMUTABLE, depth, bytes);
        admitArray(Object[].class, elements, depth, bytes);
    }

    /** Admits what was said before. */
    void admitAgain(int depth, long bytes) throws InvalidClassException {
        references++;
        if (filter != null) {
            ask(null, -1, depth, bytes);
        }
    }

    private void ask(Class<?> type, long length, int depth, long bytes) throws InvalidClassException {
        Status status = filter.checkInput(new Info(type, length, depth, references, bytes));
        if (status == null || status == Status.REJECTED) {
            throw new InvalidClassException("filter status: " + status);
        }
    }
}
