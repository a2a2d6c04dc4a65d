package io.github.multiprocessing4j.harness;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails every test class that leaves something running or open behind: a thread of the library, a thread that keeps the
 * JVM alive, a child process, a socket, a pipe, a mapped or temporary file of the library's.
 *
 * <p>Registered for all tests. What is just ending gets some patience; nobody waits longer than it takes. Test classes
 * must not run at the same time as others, or they would be blamed for each other's.
 */
public final class Leftovers implements BeforeAllCallback, AfterAllCallback {

    /** The configuration parameter for how long to wait for what is ending, in milliseconds. */
    static final String PATIENCE = "mp.leftovers.patience";

    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);
    private static final Namespace NAMESPACE = Namespace.create(Leftovers.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(NAMESPACE).put(Belongings.class, Belongings.now());
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        Belongings before = context.getStore(NAMESPACE).get(Belongings.class, Belongings.class);
        Belongings left = Belongings.now().without(before);
        long start = System.nanoTime();
        for (long pause = 1; !left.isEmpty(); pause = Math.min(2 * pause, 100)) {
            if (System.nanoTime() - start > patience(context).toNanos()) {
                fail(context, left);
            }
            if (left.hasOpen()) {
                // The JDK closes the streams of a process that is over when they are collected.
                System.gc();
            }
            Thread.sleep(pause);
            left = Belongings.now().without(before);
        }
    }

    private static Duration patience(ExtensionContext context) {
        return context.getConfigurationParameter(PATIENCE)
                .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                .orElseGet(() -> Delays.scaled(DEFAULT_PATIENCE));
    }

    private static void fail(ExtensionContext context, Belongings left) {
        String message =
                left.describe().stream().collect(joining("\n", context.getDisplayName() + " leaves behind:\n", ""));
        left.endProcesses();
        throw new AssertionError(message);
    }
}
