package io.github.multiprocessing4j.internal.memory;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A thread of its own for work on a file: an interrupt closes the channel that the interrupted thread works on, and the
 * threads of users are interrupted.
 */
final class Apart {

    private Apart() {}

    /** Work on a file. */
    interface FileWork<T> {

        T call() throws IOException;
    }

    /** Waits until the work is done, interrupted or not. What it throws has the trace of the caller. */
    static <T> T call(FileWork<T> work) throws IOException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> run(work, result), "mp-memory", 0, false);
        thread.setDaemon(true);
        thread.start();
        try {
            return result.join();
        } catch (CompletionException e) {
            throw rethrown(e.getCause());
        }
    }

    private static <T> void run(FileWork<T> work, CompletableFuture<T> result) {
        try {
            result.complete(work.call());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    private static IOException rethrown(Throwable e) {
        e.fillInStackTrace();
        if (e instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return (IOException) e;
    }
}
