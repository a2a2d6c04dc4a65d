package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.shared.FarObject;
import io.github.multiprocessing4j.internal.shared.Kind;
import io.github.multiprocessing4j.internal.shared.ObjectCore;
import io.github.multiprocessing4j.internal.shared.SharedObject;
import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.Ticket;
import io.github.multiprocessing4j.internal.worker.Classes;
import io.github.multiprocessing4j.internal.worker.Portraits;
import java.io.Serializable;

/**
 * The way to an object that a manager keeps, here or elsewhere.
 *
 * @param object equal only to itself: there is one in each JVM for each object
 */
record Reach(SharedObject object) {

    private static final Object[] NOTHING = {};

    /** The way that a ticket shows. */
    static Reach of(Ticket ticket) {
        return new Reach(Kind.OBJECT.redeem(Exchange.here(), ticket, SharedObjectLostException::new));
    }

    /**
     * Calls a method.
     *
     * @param method as {@link Exposed} knows it
     * @param arguments null for none
     * @param interruptible whether an interrupt of the thread ends the wait, and is passed on to the method
     * @throws Throwable what the method throws
     */
    Object call(String method, Object[] arguments, boolean interruptible) throws Throwable {
        Object[] given = arguments == null ? NOTHING : arguments;
        if (object instanceof ObjectCore core) {
            return ((Kept) core.callee()).call(method, given);
        }
        FarObject far = (FarObject) object;
        Encoded encoded = Freight.encode(given);
        Object[] answer = interruptible ? far.callInterruptibly(method, encoded) : far.call(method, encoded);
        if ((boolean) answer[0]) {
            return result((Encoded) answer[1], far.home());
        }
        Throwable thrown = Portraits.restore((Object[]) answer[1], bytes -> Freight.admit(bytes, far.home()));
        Throwable told = Outcomes.called(thrown, method);
        new CallerTrace().addTo(told);
        throw told;
    }

    private static Object result(Encoded encoded, String home) {
        try {
            return Freight.admit(encoded, home);
        } catch (DecodingFailure failure) {
            throw new DecodingException(failure);
        }
    }

    /** What speaks to the object in the words of an interface of ours. */
    <W> W speaking(Class<W> words) {
        return Stub.of(words, this, null);
    }

    /** Whether a function of the user is run where the object lives: in one step then, and not in several from here. */
    boolean takes(Object function) {
        return object instanceof FarObject far
                && Classes.isGivenCode(far.home())
                && (function == null || function instanceof Serializable);
    }

    /** What a proxy is called where its content is not shown. */
    String name(String type) {
        return type + "@" + Integer.toHexString(hashCode());
    }
}
