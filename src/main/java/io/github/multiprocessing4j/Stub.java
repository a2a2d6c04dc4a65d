package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.FarObject;
import io.github.multiprocessing4j.internal.wire.Arriving;
import io.github.multiprocessing4j.internal.wire.Portable;
import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What is behind a proxy that has an interface: each call goes to the object that a manager keeps. */
final class Stub implements InvocationHandler, Portable, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Reach reach;
    private final transient Class<?> type;
    private final transient String name;
    private final transient Map<Method, Word> words = new ConcurrentHashMap<>();

    /** How a method is called. */
    private record Word(String signature, boolean interruptible) {

        private static Word of(Method method) {
            return new Word(Exposed.signature(method), mayThrow(method, InterruptedException.class));
        }
    }

    private Stub(Reach reach, Class<?> type, String name) {
        this.reach = reach;
        this.type = type;
        this.name = name;
    }

    /**
     * A proxy.
     *
     * @param type its interface
     * @param name what it says of itself; null if it is not for users, and does not travel
     */
    static <T> T of(Class<T> type, Reach reach, String name) {
        Stub stub = new Stub(reach, type, name);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, stub));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> isSame(arguments[0]);
                case "hashCode" -> reach.hashCode();
                default -> reach.name(name);
            };
        }
        Word word = words.computeIfAbsent(method, Word::of);
        try {
            return reach.call(word.signature, arguments, word.interruptible);
        } catch (RuntimeException | Error unchecked) {
            throw unchecked;
        } catch (Throwable checked) {
            throw mayThrow(method, checked.getClass()) ? checked : new TaskException(checked);
        }
    }

    private static boolean mayThrow(Method method, Class<?> exception) {
        return Arrays.stream(method.getExceptionTypes()).anyMatch(each -> each.isAssignableFrom(exception));
    }

    /** The realm in which the object of a proxy lives; it is not this one. */
    static String homeOf(Object proxy) {
        return ((FarObject) ((Stub) Proxy.getInvocationHandler(proxy)).reach.object()).home();
    }

    private boolean isSame(Object other) {
        return other != null
                && Proxy.isProxyClass(other.getClass())
                && Proxy.getInvocationHandler(other) instanceof Stub stub
                && stub.reach.equals(reach);
    }

    @Override
    public Object depart(Consumer<Ticket> tickets) {
        return handle().depart(tickets);
    }

    private Object writeReplace() {
        return handle();
    }

    private Handle handle() {
        return new Handle(this, claims -> new Written(type, name, claims.to(reach.object())));
    }

    /** What is written of a proxy. */
    private record Written(Class<?> type, String name, Ticket ticket) implements Arriving, Serializable {

        @Override
        public Object arrive() {
            return of(type, Reach.of(ticket), name);
        }
    }
}
