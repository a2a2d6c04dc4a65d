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
        Coder coder = Classes.here().coder();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(keeper.loader());
        try {
            Object result = call(method, (Object[]) Freight.decode(arguments));
            Encoded encoded = coder.encode(result);
            return new Object[] {true, encoded};
        } catch (Throwable failure) {
            return new Object[] {false, Portraits.of(failure, coder::encode)};
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
