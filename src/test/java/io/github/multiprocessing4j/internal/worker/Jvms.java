package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.wire.ClassPlaces;
import io.github.multiprocessing4j.internal.wire.Codec;
import io.github.multiprocessing4j.internal.wire.Plain;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A program of several JVMs, as far as classes are concerned, in one. */
final class Jvms {

    static final String ROOT = "cafe";
    static final String CHILD = ROOT + "/1";
    static final String GRANDCHILD = CHILD + "/1";

    final List<String> asked = new CopyOnWriteArrayList<>();

    private final Map<String, Jvm> all = new ConcurrentHashMap<>();
    private final Queue<Object> held = new ConcurrentLinkedQueue<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    /** One of them. */
    record Jvm(LoaderPlaces places, ClassDesk desk, Codec codec) {

        Class<?> find(Class<?> of, Jvm from) throws Exception {
            try {
                return places.find(from.places.placeOf(of), of.getName());
            } finally {
                Reference.reachabilityFence(of);
            }
        }
    }

    /** One that has the class path that this one really has. */
    Jvm start(String realm) {
        return start(realm, BaseLoaders.here());
    }

    /** One whose library was brought by a loader. */
    Jvm start(String realm, ClassLoader library) {
        return start(realm, new BaseLoaders(library, ClassLoader.getSystemClassLoader()));
    }

    private Jvm start(String realm, BaseLoaders base) {
        LoaderPlaces places = new LoaderPlaces(realm, this::ask, base);
        Jvm jvm = new Jvm(places, new ClassDesk(places), new Codec(holding(places)));
        all.put(realm, jvm);
        return jvm;
    }

    /** Holds what is sent, as programs do that are interested in what becomes of it: its loader has to live. */
    private ClassPlaces holding(LoaderPlaces places) {
        return new ClassPlaces() {
            @Override
            public String placeOf(Class<?> type) {
                held.add(type);
                return places.placeOf(type);
            }

            @Override
            public Class<?> find(String place, String name) throws ClassNotFoundException {
                return places.find(place, name);
            }

            @Override
            public boolean isForeign(String place) {
                return places.isForeign(place);
            }
        };
    }

    /** Holds a loader. */
    <L extends ClassLoader> L hold(L loader) {
        held.add(loader);
        return loader;
    }

    void end(String realm) {
        gone.add(realm);
    }

    private Object[] ask(String realm, Object... arguments) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        asked.add(realm + " " + arguments[0] + " " + arguments[2]);
        if (gone.contains(realm) || !all.containsKey(realm)) {
            throw new IOException("it is gone");
        }
        return carried(all.get(realm).desk().answer(carried(arguments)));
    }

    /** What arrives of a message: the same, if it is plain. */
    private static Object[] carried(Object[] message) throws IOException {
        Plain.write(message, new DataOutputStream(OutputStream.nullOutputStream()));
        return (Object[]) copy(message);
    }

    private static Object copy(Object value) {
        return value instanceof Object[] row
                ? Arrays.stream(row).map(Jvms::copy).toArray()
                : value;
    }

    /** Sends an object from one to the other. */
    static <T> Object sent(T object, Jvm from, Jvm to) throws Exception {
        return to.codec().decode(from.codec().encode(object), null);
    }
}
