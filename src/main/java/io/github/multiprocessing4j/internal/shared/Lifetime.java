package io.github.multiprocessing4j.internal.shared;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Shared objects of this realm that end together, before it does: what waits at one of them then fails, and so does
 * whatever comes later. What other realms hold of them is not concerned.
 */
public final class Lifetime {

    /*
     * A question is noted before its object is asked, and taken back at the end: so one that is not found then is asked
     * after the end was noted, and looks for itself.
     */
    private final Supplier<? extends Exception> loss;
    private volatile boolean ended;

    /** Guards the map. A leaf. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Who may wait, and where. */
    private final Map<Reply<?>, Shared> asked = new WeakHashMap<>();

    /**
     * A life that has begun.
     *
     * @param loss makes what is thrown when it has ended
     */
    public Lifetime(Supplier<? extends Exception> loss) {
        this.loss = loss;
    }

    /** Binds an object to this life: gives what is to be used in its place. */
    public <T extends Shared> T bind(Class<T> type, T object) {
        InvocationHandler handler = new Bound(object);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Ends it. */
    public void end() {
        ended = true;
        Map<Reply<?>, Shared> open;
        lock.lock();
        try {
            open = new HashMap<>(asked);
            asked.clear();
        } finally {
            lock.unlock();
        }
        open.forEach(this::takeBack);
    }

    private void takeBack(Reply<?> reply, Shared object) {
        // A condition would have its waiter wait for the mutex, which nobody can release any more.
        boolean waited = object instanceof ConditionCore condition ? condition.dismiss(reply) : object.withdraw(reply);
        if (waited) {
            reply.fail(loss.get());
        }
    }

    private final class Bound implements InvocationHandler {

        private final Shared object;

        Bound(Shared object) {
            this.object = object;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode", "toString", "claim", "withdraw" -> call(method, arguments);
                default -> ask(method, arguments);
            };
        }

        private Object ask(Method method, Object[] arguments) throws Throwable {
            if (ended) {
                throw loss.get();
            }
            Reply<?> reply =
                    arguments != null && arguments[arguments.length - 1] instanceof Reply<?> last ? last : null;
            if (reply != null) {
                note(reply);
            }
            Object result = call(method, arguments);
            if (reply != null && ended) {
                takeBack(reply, object);
            }
            return result instanceof SharedCondition condition ? bind(SharedCondition.class, condition) : result;
        }

        private void note(Reply<?> reply) {
            lock.lock();
            try {
                asked.put(reply, object);
            } finally {
                lock.unlock();
            }
        }

        private Object call(Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(object, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }
    }
}
