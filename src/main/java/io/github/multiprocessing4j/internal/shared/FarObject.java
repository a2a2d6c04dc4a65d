package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.CALL;

import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.Ticket;

/** Stands in for an object of another realm. */
public final class FarObject implements SharedObject {

    private final Far far;

    FarObject(Far far) {
        this.far = far;
    }

    /**
     * Calls a method, and waits until it has returned; see {@link Callee#called}. What the loss of the realm throws is
     * thrown here.
     */
    public Object[] call(String method, Encoded arguments) {
        ThreadReply<Object[]> reply = ask(method, arguments);
        reply.awaitUninterruptibly();
        return reply.get();
    }

    /**
     * Calls a method as {@link #call} does; but an interrupt of the thread is passed on to the thread that runs the
     * method, and nobody waits for its answer.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    public Object[] callInterruptibly(String method, Encoded arguments) throws InterruptedException {
        ThreadReply<Object[]> reply = ask(method, arguments);
        reply.await(this, Deadline.NEVER);
        return reply.get();
    }

    private ThreadReply<Object[]> ask(String method, Encoded arguments) {
        ThreadReply<Object[]> reply = new ThreadReply<>();
        far.ask(reply, answer -> (Object[]) Items.read(answer), CALL, method, arguments);
        return reply;
    }

    @Override
    public boolean withdraw(Reply<?> reply) {
        return far.withdraw(reply);
    }

    @Override
    public Ticket claim(Exchange exchange) {
        return far.claim();
    }

    /** Where the object lives. */
    public String home() {
        return far.home();
    }
}
