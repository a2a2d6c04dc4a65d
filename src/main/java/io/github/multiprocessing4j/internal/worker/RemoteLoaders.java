package io.github.multiprocessing4j.internal.worker;

import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * The one stand-in of this JVM for each class loader of another.
 *
 * <p>One that has defined classes is kept until the other JVM is gone, so that all tasks see the same static state. One
 * that has not yet, or whose JVM is gone, lives as long as somebody uses it.
 */
final class RemoteLoaders {

    private final Function<Place, RemoteClassLoader> maker;
    private final ConcurrentMap<Place, WeakReference<RemoteClassLoader>> living = new ConcurrentHashMap<>();
    private final ConcurrentMap<Place, RemoteClassLoader> kept = new ConcurrentHashMap<>();

    RemoteLoaders(Function<Place, RemoteClassLoader> maker) {
        this.maker = maker;
    }

    RemoteClassLoader at(Place place) {
        RemoteClassLoader known = kept.get(place);
        return known == null ? made(place) : known;
    }

    private RemoteClassLoader made(Place place) {
        living.values().removeIf(loader -> loader.refersTo(null));
        RemoteClassLoader[] found = new RemoteClassLoader[1];
        living.compute(place, (key, loader) -> {
            found[0] = loader == null ? null : loader.get();
            if (found[0] != null) {
                return loader;
            }
            found[0] = maker.apply(place);
            return new WeakReference<>(found[0]);
        });
        return found[0];
    }

    /** Keeps one that has defined a class. */
    void keep(RemoteClassLoader loader) {
        kept.putIfAbsent(loader.place(), loader);
    }

    /** A JVM is gone, and those below it. */
    void release(String realm) {
        kept.keySet().removeIf(place -> place.isIn(realm));
    }
}
