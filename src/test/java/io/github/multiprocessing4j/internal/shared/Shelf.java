package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.harness.Times;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Threads of tests that wait for something. */
final class Shelf {

    private Shelf() {}

    /** Starts a thread. */
    static <T> FutureTask<T> begin(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "waiter");
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    static <T> T get(FutureTask<T> future) throws Exception {
        try {
            return future.get(Times.LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Asks, and waits for the answer. */
    static <T> T ask(Consumer<Reply<T>> question) throws Exception {
        return get(begin(() -> {
            ThreadReply<T> reply = new ThreadReply<>();
            question.accept(reply);
            reply.awaitUninterruptibly();
            return reply.get();
        }));
    }

    /** Waits for a state that nothing tells of. */
    static void until(BooleanSupplier state) throws Exception {
        Times.until(state::getAsBoolean);
    }

    /** Waits until nothing is asked, or on its way, from a realm and to it. */
    static void untilIdle(Exchange exchange) throws Exception {
        until(() -> exchange.questions().size() == 0 && exchange.visits().size() == 0);
    }
}
