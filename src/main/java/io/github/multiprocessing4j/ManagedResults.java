package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Realm;
import java.io.ObjectInputFilter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is admitted of what the methods of managers' objects give, where it is not the same as of all children. */
final class ManagedResults {

    private final Map<String, ObjectInputFilter> filters = new ConcurrentHashMap<>();

    private ManagedResults() {}

    static ManagedResults here() {
        return Realm.here().resident(ManagedResults.class, ManagedResults::new);
    }

    /** Says what is admitted of what comes from the home of a manager, if its options do. */
    void admit(String home, ManagerOptions options) {
        ObjectInputFilter filter = options.resultFilterOrNull();
        if (filter == null) {
            return;
        }
        Set<Class<?>> words = new HashSet<>(); // the interfaces of its proxies come with them
        options.types().values().forEach(type -> words.add(type.words()));
        filters.put(home, info -> {
            boolean isOfProxy = info.serialClass() != null && words.contains(info.serialClass());
            return isOfProxy ? ObjectInputFilter.Status.ALLOWED : filter.checkInput(info);
        });
    }

    /** The manager has ended. */
    void forget(String home) {
        filters.remove(home);
    }

    /** What is admitted; null for what is admitted of all children. */
    ObjectInputFilter of(String home) {
        return filters.get(home);
    }
}
