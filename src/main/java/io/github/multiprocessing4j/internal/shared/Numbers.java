package io.github.multiprocessing4j.internal.shared;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers for objects: the same for the same object, and never again that of another. Objects are told apart by
 * identity, so that no code of a user runs here, and are not held.
 */
final class Numbers {

    private final AtomicLong last = new AtomicLong();
    private final Map<Ref, Long> numbers = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    /** That of the thread itself, which is the one that is asked for most. */
    private final ThreadLocal<Long> ofThisThread = ThreadLocal.withInitial(() -> lookUp(Thread.currentThread()));

    private static final class Ref extends WeakReference<Object> {

        private final int hash;

        Ref(Object object, ReferenceQueue<Object> gone) {
            super(object, gone);
            this.hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            Object object = get();
            return object != null && other instanceof Ref ref && ref.refersTo(object);
        }
    }

    long of(Object object) {
        return object == Thread.currentThread() ? ofThisThread.get() : lookUp(object);
    }

    private long lookUp(Object object) {
        Long number = numbers.get(new Ref(object, null));
        if (number != null) {
            return number;
        }
        for (Reference<?> ref = gone.poll(); ref != null; ref = gone.poll()) {
            numbers.remove(ref);
        }
        return numbers.computeIfAbsent(new Ref(object, gone), ref -> last.incrementAndGet());
    }
}
