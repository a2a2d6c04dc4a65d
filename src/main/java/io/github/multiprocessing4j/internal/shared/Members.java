package io.github.multiprocessing4j.internal.shared;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A set of members: objects that stand for processes.
 *
 * <p>They are compared by identity, so that no code of a user runs here, and not held: a member that is gone will not
 * ask. Safe for use by any number of threads; reading takes no lock.
 */
final class Members {

    private final Set<Ref> refs = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    /** A reference that equals the others to the same object, and itself when that is gone. */
    private static final class Ref extends WeakReference<Object> {

        private final int hash;

        Ref(Object member, ReferenceQueue<Object> gone) {
            super(member, gone);
            this.hash = System.identityHashCode(member);
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
            Object member = get();
            return member != null && other instanceof Ref ref && ref.refersTo(member);
        }
    }

    void add(Object member) {
        for (Reference<?> ref = gone.poll(); ref != null; ref = gone.poll()) {
            refs.remove(ref);
        }
        refs.add(new Ref(member, gone));
    }

    boolean contains(Object member) {
        return refs.contains(new Ref(member, null));
    }
}
