package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Encoded;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An object of a room above, in the JVM that made it. Threads of this JVM call it directly; a call from elsewhere runs
 * on a thread of the exchange, unless it is {@linkplain Callee#calledPromptly over at once}.
 */
public final class ObjectCore extends TravellingCore implements SharedObject {

    private final Callee callee;

    /** The calls from elsewhere that are to be answered. Guarded by the lock. */
    private final Map<Reply<?>, Call> calls = new HashMap<>();

    /** An object on whose behalf {@code callee} is called. */
    public ObjectCore(Callee callee) {
        this.callee = callee;
    }

    /** What is called. */
    public Callee callee() {
        return callee;
    }

    /** A call from elsewhere. Taking it out of the map decides whether it is answered. */
    private final class Call implements Runnable, Source {

        private final Exchange exchange;
        private final Visit visit;
        private final String method;
        private final Encoded arguments;
        private final Supplier<Object[]> answering;

        /** The thread that calls, while it does. Guarded by the lock. */
        private Thread thread;

        Call(Exchange exchange, Visit visit, String method, Encoded arguments, Supplier<Object[]> answering) {
            this.exchange = exchange;
            this.visit = visit;
            this.method = method;
            this.arguments = arguments;
            this.answering = answering;
        }

        @Override
        public void run() {
            if (!begin()) {
                exchange.discard(arguments);
                return;
            }
            Object[] answer = null;
            boolean wanted;
            try {
                answer = answering.get();
            } finally {
                wanted = end();
                Thread.interrupted(); // was for the call
                if (wanted && answer == null) {
                    visit.fail(new IllegalStateException("the call of " + method + " has failed"));
                }
            }
            if (wanted) {
                visit.item(this).complete(answer);
            } else {
                exchange.discardAll(answer);
            }
        }

        private boolean begin() {
            lock.lock();
            try {
                thread = Thread.currentThread();
                return calls.get(visit) == this;
            } finally {
                lock.unlock();
            }
        }

        /** Nobody interrupts the thread any more, after this; says whether the answer is wanted. */
        private boolean end() {
            lock.lock();
            try {
                thread = null;
                return calls.remove(visit) != null;
            } finally {
                lock.unlock();
            }
        }

        /** The answer is not taken by whoever asked: because it is too long, or he has given up, or is gone. */
        @Override
        public void putBack(Object answer) {
            exchange.discardAll((Object[]) answer);
            visit.refuse(new IllegalStateException("the answer of " + method + " could not be sent"));
        }

        @Override
        public boolean isMissed() {
            return false;
        }
    }

    /** Begins a call of a visitor; ends it, too, if it is one for which nobody has to be woken. */
    void call(Exchange exchange, Visit visit, String method, Encoded arguments) {
        Callee.Made made = callee.calledPromptly(method, arguments);
        if (made == null) {
            begin(exchange, visit, method, arguments, () -> callee.called(visit.from(), method, arguments));
        } else if (made.answer() == null) {
            begin(exchange, visit, method, arguments, made.writing());
        } else {
            visit.complete(Items.write(made.answer()));
        }
    }

    private void begin(Exchange exchange, Visit visit, String method, Encoded arguments, Supplier<Object[]> answering) {
        Call call = new Call(exchange, visit, method, arguments, answering);
        lock.lock();
        try {
            calls.put(visit, call);
        } finally {
            lock.unlock();
        }
        exchange.execute(call);
    }

    @Override
    public boolean withdraw(Reply<?> reply) {
        lock.lock();
        try {
            Call call = calls.remove(reply);
            if (call == null) {
                return false;
            }
            if (call.thread != null) {
                call.thread.interrupt();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    Host makeHost(Exchange exchange) {
        return new ObjectHost(exchange, this);
    }
}
