package io.github.multiprocessing4j.internal.shared;

import java.lang.ref.Cleaner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * This JVM, as the library sees it: the one place for what there is once in a process.
 *
 * <p>{@link #here()} is the only static state of the library. Rooms above keep what they need once in a process here,
 * under a class of their own.
 */
public final class Realm {

    private static final Realm HERE = new Realm();

    private final Map<Class<?>, Object> residents = new ConcurrentHashMap<>();
    private final Cleaner cleaner = Cleaner.create(task -> {
        Thread thread = new Thread(null, task, "mp-cleaner", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null); // the thread outlives whoever comes first
        return thread;
    });

    private Realm() {}

    /** The realm of this JVM. */
    public static Realm here() {
        return HERE;
    }

    /**
     * The one object of a class in this realm; made when it is first asked for.
     *
     * @param type the class, of the room that asks
     * @param make makes the object; must not ask for a resident itself
     */
    public <T> T resident(Class<T> type, Supplier<T> make) {
        Object found = residents.get(type);
        if (found == null) {
            found = residents.computeIfAbsent(type, key -> make.get());
        }
        return type.cast(found);
    }

    /** Cleans up after objects that were dropped without being closed. */
    public Cleaner cleaner() {
        return cleaner;
    }
}
