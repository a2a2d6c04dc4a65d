package io.github.multiprocessing4j;

import java.io.Serializable;
import java.util.Iterator;
import java.util.Objects;

/**
 * An object of a registered type that a {@link Manager} keeps, and whose methods are called by name.
 *
 * <p>The methods are called in the process of the manager, by as many threads at once as there are callers: whether it
 * is safe for that is up to the object. It may be given to other processes, in any way, and is the same there. Calls
 * fail with {@link SharedObjectLostException} when the manager has ended.
 *
 * <pre>{@code
 * Manager manager = Manager.create(o -> o.register("counter", AtomicInteger::new, "incrementAndGet"));
 * manager.start();
 * ManagedObject counter = manager.create("counter");
 * int one = counter.call("incrementAndGet");
 * }</pre>
 *
 * <p>With an interface there is something better: {@link Manager#create(Class, Object...)}.
 */
public final class ManagedObject implements Iterable<Object>, Proxied, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Reach reach;

    ManagedObject(Reach reach) {
        this.reach = reach;
    }

    /**
     * Calls a method. Of several methods of that name it is the one that the arguments fit best.
     *
     * @param <R> the type of the result, which is not checked
     * @param method its name
     * @param arguments its arguments
     * @return its result; if that is an iterator, one that can be used here; null if the method gives nothing
     * @throws InterruptedException if the thread is interrupted before or while it waits; the method is interrupted
     *     then, if it runs in another process
     * @throws RemoteException if there is no such method, or it is not exposed
     * @throws IllegalArgumentException if the arguments fit none of that name, or several equally well
     * @throws EncodingException if an argument cannot travel to the process of the manager
     * @throws ResultEncodingException if the result cannot travel back
     * @throws RuntimeException what the method throws; a checked exception comes as the cause of a
     *     {@link TaskException}
     * @throws NullPointerException if {@code method} or {@code arguments} is {@code null}
     */
    @SuppressWarnings("unchecked") // by the caller's choice
    public <R> R call(String method, Object... arguments) throws InterruptedException {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(arguments, "arguments");
        try {
            return (R) reach.call(method, arguments, true);
        } catch (RuntimeException | Error | InterruptedException asItIs) {
            throw asItIs;
        } catch (Throwable checked) {
            throw new TaskException(checked);
        }
    }

    /**
     * Iterates over the object, in the process of the manager: it is an iterator itself, or its method {@code iterator}
     * is exposed and gives one.
     *
     * @return an iterator, of which each step is a call
     * @throws RemoteException if it can do neither
     * @throws UncheckedInterruptedException if the thread is interrupted before or while it waits
     */
    @Override
    public Iterator<Object> iterator() {
        try {
            return call("iterator");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedInterruptedException(e);
        }
    }

    /** Whether it is the same object, here or elsewhere. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ManagedObject object && reach.equals(object.reach);
    }

    @Override
    public int hashCode() {
        return reach.hashCode();
    }

    @Override
    public String toString() {
        return reach.name("ManagedObject");
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return Shown.handle(this, Shown.Shape.OBJECT, reach);
    }
}
