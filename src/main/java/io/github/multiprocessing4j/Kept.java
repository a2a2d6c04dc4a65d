package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Callee;
import io.github.multiprocessing4j.internal.shared.Coder;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.worker.Classes;
import io.github.multiprocessing4j.internal.worker.Portraits;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Iterator;

/** An object that a manager keeps, where it lives. */
final class Kept implements Callee {

    private final Keeper keeper;
    private final Object object;
    private final Exposed exposed;

    Kept(Keeper keeper, Object object, Exposed exposed) {
        this.keeper = keeper;
        this.object = object;
        this.exposed = exposed;
    }

    /** What a call comes to. */
    @FunctionalInterface
    private interface Outcome {

        Object get() throws Throwable;
    }

    /**
     * Calls a method.
     *
     * @throws Throwable what the method throws
     */
    Object call(String method, Object[] arguments) throws Throwable {
        keeper.refuseEnded();
        if (object instanceof Iterator<?> itself && method.equals("iterator")) {
            return keeper.keep(itself); // called by name: so it is iterated
        }
        Method found = exposed.find(method, arguments);
        Object result;
        try {
            result = found.invoke(object, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
        return result instanceof Iterator<?> iterator ? keeper.keep(iterator) : result;
    }

    @Override
    public Object[] called(String from, String method, Encoded arguments) {
        return answer(() -> call(method, (Object[]) Freight.decode(arguments)));
    }

    private Object[] answer(Outcome outcome) {
        Coder coder = Classes.here().coder();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(keeper.loader());
        try {
            Encoded encoded = coder.encode(outcome.get());
            return new Object[] {true, encoded};
        } catch (Throwable failure) {
            return new Object[] {false, Portraits.of(failure, coder::encode)};
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public Made calledPromptly(String method, Encoded arguments) {
        if (!(object instanceof Monitor monitor) || !exposed.isPrompt(method)) {
            return null;
        }
        Object[] given = SimpleValues.read(arguments);
        if (given == null || !monitor.tryEnterLight()) {
            return null;
        }
        Outcome outcome;
        try {
            Object result = call(method, given);
            if (SimpleValues.isOne(result)) {
                return new Made(new Object[] {true, Freight.encode(result)}, null);
            }
            outcome = () -> result;
        } catch (Throwable failure) {
            outcome = () -> {
                throw failure;
            };
        } finally {
            monitor.leave();
        }
        Outcome later = outcome;
        return new Made(null, () -> answer(later));
    }
}
