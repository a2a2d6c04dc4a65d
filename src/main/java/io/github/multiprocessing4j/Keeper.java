package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Embassy;
import io.github.multiprocessing4j.internal.shared.Lifetime;
import io.github.multiprocessing4j.internal.shared.ObjectCore;
import io.github.multiprocessing4j.internal.shared.RLockCore;
import io.github.multiprocessing4j.internal.shared.Shared;
import io.github.multiprocessing4j.internal.shared.SharedMutex;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import io.github.multiprocessing4j.internal.worker.Classes;
import java.io.Closeable;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The home of a manager's objects: makes them, and ends with the manager. It does not hold them: who uses them does.
 */
final class Keeper implements HomeWords {

    private final String manager;
    private final StartMethod startMethod;
    private final Map<String, Registered> types;
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    /** What can be said to objects that have an interface. */
    private final Map<Class<?>, Exposed> exposed = new ConcurrentHashMap<>();

    /** The pools, which would outlive the manager in this JVM. */
    private final Set<WeakReference<Pool>> pools = ConcurrentHashMap.newKeySet();

    /** What is held for those who know its name. */
    private final Map<String, Object> published = new ConcurrentHashMap<>();

    /** Where others come in; null if they do not. */
    private final AtomicReference<Embassy> embassy = new AtomicReference<>();

    private final CountDownLatch ended = new CountDownLatch(1);

    /** Until all is gone that would be left behind: the process of the manager lasts so long, if it has one. */
    private final CountDownLatch cleared = new CountDownLatch(1);

    private final Lifetime lifetime = new Lifetime(this::loss);

    Keeper(String manager, StartMethod startMethod, Map<String, Registered> types) {
        this.manager = manager;
        this.startMethod = startMethod;
        this.types = types;
    }

    /** The context class loader for what is called here. */
    ClassLoader loader() {
        return loader;
    }

    /** Whether what is put in queues is copied. */
    boolean copies() {
        return startMethod == StartMethod.SPAWN;
    }

    /** Binds a shared object to the life of the manager, which ends before that of this JVM. */
    <T extends Shared> T bind(Class<T> type, T object) {
        return startMethod == StartMethod.THREAD ? lifetime.bind(type, object) : object;
    }

    RLock rlock() {
        return new RLock(bind(SharedMutex.class, new RLockCore()));
    }

    /** Keeps an object that is called by the methods of an interface. */
    <R> R keep(Object object, Class<?> words, Function<Reach, R> proxy) {
        return keep(object, exposed.computeIfAbsent(words, type -> Exposed.interfaces(type.getName(), type)), proxy);
    }

    /** Keeps an object; gives what stands for it. */
    <R> R keep(Object object, Exposed methods, Function<Reach, R> proxy) {
        return proxy.apply(new Reach(new ObjectCore(new Kept(this, object, methods))));
    }

    private Reach reach(Object object, Class<?> words) {
        return keep(object, words, Function.identity());
    }

    /** Keeps an iterator of the user's. */
    Iterator<?> keep(Iterator<?> iterator) {
        return iterator instanceof ManagedIterator
                ? iterator
                : keep(new ManagedIterator.Home<>(iterator), ManagedIterator.Words.class, ManagedIterator::new);
    }

    /** Makes a pool, which ends with the manager. */
    PoolHome pool(int workers) {
        refuseEnded();
        Pool pool = Pool.create(o -> {
            o.startMethod(startMethod);
            if (workers > 0) {
                o.workers(workers);
            }
        });
        pools.removeIf(known -> known.get() == null);
        pools.add(new WeakReference<>(pool));
        if (ended.getCount() == 0) {
            pool.terminate();
        }
        return new PoolHome(pool);
    }

    @Override
    public Object make(Stock kind, Object[] arguments) {
        refuseEnded();
        return kind.make(this, arguments);
    }

    @Override
    public Object create(String type, Object[] arguments) throws Exception {
        refuseEnded();
        Registered registered = types.get(type);
        if (registered == null) {
            throw new IllegalArgumentException(
                    "manager \"" + manager + "\": no type " + type + " is registered, but " + types.keySet());
        }
        return registered.make(this, arguments);
    }

    @Override
    public void publish(String name, Object object) {
        refuseEnded();
        published.put(name, object);
    }

    @Override
    public Object published(String name) {
        refuseEnded();
        Object object = published.get(name);
        if (object == null) {
            throw new NoSuchElementException(
                    "manager \"" + manager + "\": nothing is published as " + name + ", but " + published.keySet());
        }
        return object;
    }

    @Override
    public SocketAddress open(SocketAddress address, byte[] key) throws IOException {
        refuseEnded();
        Reach reach = reach(this, GuestWords.class);
        Embassy opened = Embassy.open(address, 0, key, manager, guest -> gift(reach));
        embassy.set(opened);
        if (ended.getCount() == 0) {
            close(opened);
        }
        return opened.address();
    }

    /** What a guest is given: a way to speak to this home. */
    private Encoded gift(Reach reach) {
        try {
            return Classes.here().coder().encode(Stub.of(GuestWords.class, reach, manager));
        } catch (EncodingFailure impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void close(Closeable embassy) {
        try {
            embassy.close();
        } catch (IOException failure) {
            Logging.warn("the address of a manager could not be closed: " + failure);
        }
    }

    @Override
    public void initialize(Action initializer) throws Exception {
        initializer.run();
    }

    /**
     * Refuses a call to an object of a manager that has ended.
     *
     * @throws SharedObjectLostException if it has
     */
    void refuseEnded() {
        if (ended.getCount() == 0) {
            throw loss();
        }
    }

    private SharedObjectLostException loss() {
        return new SharedObjectLostException("manager \"" + manager + "\" was shut down, and its objects are gone");
    }

    @Override
    public void end() {
        ended.countDown();
        try {
            clear();
        } finally {
            cleared.countDown();
        }
        Embassy opened = embassy.get();
        if (opened != null) {
            close(opened); // guests, who may take their time
        }
    }

    private void clear() {
        lifetime.end();
        published.clear();
        Embassy opened = embassy.get();
        if (opened != null) {
            close(opened::closeDoor);
        }
        for (WeakReference<Pool> known : pools) {
            Pool pool = known.get();
            if (pool != null) {
                pool.terminate();
            }
        }
    }

    /** Waits until the manager is shut down, and nothing of it is left that this process would leave behind. */
    void awaitEnd() throws InterruptedException {
        cleared.await();
    }
}
