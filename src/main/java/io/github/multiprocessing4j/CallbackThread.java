package io.github.multiprocessing4j;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread of a pool on which callbacks and progress listeners run, one at a time. It is started when there is
 * the first of them.
 */
final class CallbackThread {

    private final ThreadPoolExecutor executor;

    /** Written by the factory, when the thread is made; read by anybody. */
    private volatile Thread thread;

    /** What is being delivered, or was last. Written by the thread itself. */
    private volatile Delivery current;

    private volatile boolean terminated;

    /** Something to tell the user, and what to do afterwards. */
    interface Delivery {

        /** Tells the user. Runs user code; must catch what it throws. */
        void tell();

        /** Goes on, after the user was told, or instead if that takes too long; may be called twice. */
        void goOn();
    }

    /**
     * Starts no thread yet.
     *
     * @param loader the context class loader of the callbacks; may be null
     */
    CallbackThread(String pool, ClassLoader loader) {
        this.executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread made = new Thread(null, task, "mp-" + pool + "-callback", 0, false);
            made.setContextClassLoader(loader);
            made.setDaemon(true);
            thread = made;
            return made;
        });
    }

    /** Delivers as soon as what came before has been delivered; without telling, after {@link #terminate}. */
    void deliver(Delivery delivery) {
        try {
            executor.execute(new Telling(delivery));
        } catch (RejectedExecutionException terminated) {
            delivery.goOn();
        } catch (Throwable noThread) {
            Logging.logger().error("a callback cannot be called: there is no thread for it", noThread);
            delivery.goOn();
        }
    }

    private final class Telling implements Runnable {

        private final Delivery delivery;

        Telling(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public void run() {
            current = delivery;
            try {
                // After that, so that terminate() or this sees the other.
                if (!terminated) {
                    delivery.tell();
                }
            } finally {
                delivery.goOn();
                current = null;
            }
        }
    }

    /** Whether the calling code is a callback. */
    boolean isHere() {
        return Thread.currentThread() == thread;
    }

    /** Lets the thread end. Called when nothing is left to be delivered. */
    void shutdown() {
        executor.shutdown();
    }

    /** Goes on with everything at once, without telling; interrupts the callback that is running. */
    void terminate() {
        terminated = true;
        for (Runnable waiting : executor.shutdownNow()) {
            ((Telling) waiting).delivery.goOn();
        }
        Delivery running = current;
        if (running != null) {
            running.goOn();
        }
    }

    /** Waits until the thread has ended, for so many nanoseconds at most; whether it has. */
    boolean awaitEnd(long nanos) throws InterruptedException {
        return executor.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    }
}
