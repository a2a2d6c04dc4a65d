package io.github.multiprocessing4j.internal.worker;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers for the class loaders of this JVM, by which other JVMs name them.
 *
 * <p>A loader keeps its number, and is found by it, as long as it lives; being numbered does not keep it alive. No
 * number is used twice. Loaders are told apart by identity, whatever they think of {@code equals}.
 */
final class LoaderNumbers {

    private final ConcurrentMap<Numbered, Long> numbers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, Numbered> loaders = new ConcurrentHashMap<>();
    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final AtomicLong last = new AtomicLong(Place.BASE);

    /** The number of a loader; its first one if it has none yet. */
    long numberOf(ClassLoader loader) {
        Long known = numbers.get(new Numbered(loader, null));
        if (known != null) {
            return known;
        }
        expunge();
        return numbers.computeIfAbsent(new Numbered(loader, collected), numbered -> {
            long number = last.incrementAndGet();
            loaders.put(number, numbered); // before anybody hears of the number
            return number;
        });
    }

    /** The loader with a number; null if it is gone. */
    ClassLoader loader(long number) {
        Numbered numbered = loaders.get(number);
        return numbered == null ? null : numbered.get();
    }

    private void expunge() {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            Long number = numbers.remove(gone);
            if (number != null) {
                loaders.remove(number);
            }
        }
    }

    private static final class Numbered extends WeakReference<ClassLoader> {

        private final int hash;

        Numbered(ClassLoader loader, ReferenceQueue<ClassLoader> queue) {
            super(loader, queue);
            hash = System.identityHashCode(loader);
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            ClassLoader loader = get();
            return loader != null && other instanceof Numbered numbered && numbered.refersTo(loader);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
