package io.github.multiprocessing4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.time.Duration;

/** The home of a manager in a process of its own. */
final class HomeProcess implements Residence {

    /** How long a process that was terminated may take, before it is killed. */
    private static final Duration LAST_GRACE = Duration.ofSeconds(2);

    private final Process process;
    private final Duration shutdownTimeout;
    private final HomeWords words;

    private HomeProcess(Process process, Duration shutdownTimeout, HomeWords words) {
        this.process = process;
        this.shutdownTimeout = shutdownTimeout;
        this.words = words;
    }

    /**
     * Launches the process, and waits until the home is there.
     *
     * @param over is told when the process has ended, also if it is launched in vain
     * @throws UncheckedIOException if it cannot be launched, or has ended before
     */
    static HomeProcess launch(String name, StartMethod method, ManagerOptions options, Runnable over)
            throws InterruptedException {
        Queue<Object> post = new Context(StartMethod.THREAD).queue();
        ManagerMain main = new ManagerMain(name, options.types(), post);
        Process process = Process.of(
                options.process().name(name).daemon().startMethod(method).target(main));
        process.start();
        Object first = null;
        try {
            process.onExit().thenRun(() -> {
                over.run();
                post.putNowait(null);
            });
            first = post.get();
        } finally {
            if (first == null) {
                process.kill();
            }
        }
        if (first == null) {
            throw new UncheckedIOException(new IOException("the process of manager \"" + name
                    + "\" has ended with exit code " + process.exitCode() + " before it was ready"));
        }
        HomeWords words = (HomeWords) first;
        ManagedResults.here().admit(Stub.homeOf(words), options);
        return new HomeProcess(process, options.shutdownTimeout(), words);
    }

    @Override
    public GuestWords words() {
        return words;
    }

    @Override
    public void initialize(Action initializer) throws Exception {
        words.initialize(initializer);
    }

    @Override
    public SocketAddress open(SocketAddress address, byte[] key) throws IOException {
        return words.open(address, key);
    }

    @Override
    public void end() throws InterruptedException {
        boolean ended = false;
        try {
            try {
                words.end();
            } catch (SharedObjectLostException gone) {
                // It is about to end, or has done so by itself.
            }
            if (!process.join(shutdownTimeout)) {
                process.terminate();
                process.join(LAST_GRACE);
            }
            ended = !process.isAlive();
        } finally {
            ManagedResults.here().forget(Stub.homeOf(words));
            if (!ended) {
                process.kill();
            }
        }
        process.join();
    }

    @Override
    public void giveUp() {
        process.kill();
    }
}
