package io.github.multiprocessing4j.bench.inside;

import io.github.multiprocessing4j.Action;
import java.util.concurrent.Semaphore;

/** The other thread of a benchmark: does its part each time it is told to. */
final class Companion implements AutoCloseable {

    private final Semaphore rounds = new Semaphore(0);
    private final Action part;
    private final Thread thread = new Thread(this::run, "companion");

    Companion(Action part) {
        this.part = part;
        thread.setDaemon(true);
        thread.start();
    }

    void go() {
        rounds.release();
    }

    private void run() {
        try {
            while (true) {
                rounds.acquire();
                part.run();
            }
        } catch (InterruptedException e) {
            // It is closed.
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
