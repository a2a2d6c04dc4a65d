package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.WorkerOutput;
import io.github.multiprocessing4j.internal.engine.WorkerSettings;
import io.github.multiprocessing4j.internal.shared.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How the child JVMs of a pool or process are run, on {@link StartMethod#SPAWN}; filled in by a lambda. On
 * {@link StartMethod#THREAD} there are none, and the options have no effect: so one word changes where a program runs.
 *
 * <pre>{@code
 * Pool pool = Pool.create(o -> o.startMethod(StartMethod.SPAWN)
 *         .jvm(j -> j.maxHeap(512L << 20).args("-XX:+UseG1GC").environment("LANG", "C")));
 * }</pre>
 *
 * <p>By default a child has the launcher, class path, module path, assertion status and module options of this JVM, the
 * system properties that it was started with, its environment, and a heap and a number of processors that let all
 * workers of a pool fit the machine; with one or two processors each, the serial collector. Properties that the program
 * has set itself, by {@link System#setProperty}, are its own: an initializer can set them in a worker too. Debuggers,
 * agents, management and recording options are not passed on, be they from the command line or from
 * {@code JAVA_TOOL_OPTIONS} and the like, unless there they are in a file that is named; a child has some if
 * {@link #args} or {@link #environment} says so.
 *
 * <p>An object of this class is for one thread, and is not used after the lambda has returned.
 */
public final class JvmOptions {

    private static final int NICEST = 19;
    private static final long LEAST_HEAP = 2L << 20;

    private final Setting<Path> executable = new Setting<>("executable", null);
    private final List<String> args = new ArrayList<>();
    private final Setting<Long> maxHeap = new Setting<>("maxHeap", 0L);
    private final Map<String, String> environment = new HashMap<>();
    private final Setting<Path> directory = new Setting<>("directory", null);
    private final Setting<WorkerOutput> output = new Setting<>("output", new WorkerOutput.Inherited());
    private final Setting<Integer> nice = new Setting<>("nice", 0);
    private final Setting<Duration> stopTimeout =
            new Setting<>("stopTimeout", Duration.ofNanos(WorkerSettings.STOP_GRACE_NANOS));

    JvmOptions() {}

    /**
     * The launcher of the JVM: a {@code java} command. By default that of this JVM, or what
     * {@link Multiprocessing#setExecutable(Path)} says. It has to be of the very version of this JVM.
     *
     * @param launcher the file
     * @return this
     * @throws NullPointerException if {@code launcher} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public JvmOptions executable(Path launcher) {
        executable.set(Objects.requireNonNull(launcher, "executable"));
        return this;
    }

    /**
     * Options for the JVM, after those that it has by default. May be called several times.
     *
     * @param options such as {@code -XX:+UseG1GC}, {@code -Dkey=value}, {@code -Xss4m}
     * @return this
     * @throws NullPointerException if one is {@code null}
     */
    public JvmOptions args(String... options) {
        args.addAll(List.of(options));
        return this;
    }

    /**
     * The largest heap of each JVM. By default all workers of a pool together may have half of the memory of the
     * machine or container.
     *
     * @param bytes at least 2 MiB
     * @return this
     * @throws IllegalArgumentException if {@code bytes} is less
     * @throws IllegalStateException if it was set before
     */
    public JvmOptions maxHeap(long bytes) {
        if (bytes < LEAST_HEAP) {
            throw new IllegalArgumentException("maxHeap must be at least " + LEAST_HEAP + " bytes, not " + bytes);
        }
        maxHeap.set(bytes);
        return this;
    }

    /**
     * Changes the environment, which by default is that of this JVM. May be called several times.
     *
     * @param name the name of a variable
     * @param value its value; {@code null} to take it away
     * @return this
     * @throws NullPointerException if {@code name} is {@code null}
     */
    public JvmOptions environment(String name, String value) {
        environment.put(Objects.requireNonNull(name, "name"), value);
        return this;
    }

    /**
     * The working directory. By default that of this JVM. Relative class path entries go on meaning the same files.
     *
     * @param path the directory
     * @return this
     * @throws NullPointerException if {@code path} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public JvmOptions directory(Path path) {
        directory.set(Objects.requireNonNull(path, "directory"));
        return this;
    }

    /**
     * Standard output and standard error go nowhere. By default they go where those of this JVM go.
     *
     * @return this
     * @throws IllegalStateException if the output was set before
     */
    public JvmOptions discardOutput() {
        output.set(new WorkerOutput.Discarded());
        return this;
    }

    /**
     * Standard output and standard error go to the end of a file, those of all workers of a pool to the same one.
     *
     * @param file the file; made if there is none
     * @return this
     * @throws NullPointerException if {@code file} is {@code null}
     * @throws IllegalStateException if the output was set before
     */
    public JvmOptions outputTo(Path file) {
        output.set(new WorkerOutput.ToFile(Objects.requireNonNull(file, "file")));
        return this;
    }

    /**
     * Each line of standard output is logged here at level INFO, each of standard error at level WARN, by the logger
     * {@code io.github.multiprocessing4j.worker.} and the name of the worker.
     *
     * @return this
     * @throws IllegalStateException if the output was set before
     */
    public JvmOptions logOutput() {
        output.set(new WorkerOutput.Lines(Logging::workerLine));
        return this;
    }

    /**
     * How much the processes step back behind others, where the system has such a thing; elsewhere it has no effect.
     *
     * @param level 0, the default, to 19
     * @return this
     * @throws IllegalArgumentException if {@code level} is outside of that
     * @throws IllegalStateException if it was set before
     */
    public JvmOptions nice(int level) {
        if (level < 0 || level > NICEST) {
            throw new IllegalArgumentException("nice must be 0 to " + NICEST + ", not " + level);
        }
        nice.set(level);
        return this;
    }

    /**
     * How long a JVM that was asked to stop has for it, before it is killed; 3 seconds by default. A task that is to
     * stop is first interrupted, and has a second or this time, whichever is less.
     *
     * @param limit more than zero
     * @return this
     * @throws IllegalArgumentException if {@code limit} is zero or negative
     * @throws NullPointerException if {@code limit} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public JvmOptions stopTimeout(Duration limit) {
        stopTimeout.set(MapOptions.positive("stopTimeout", limit));
        return this;
    }

    WorkerSettings settings(long memoryLimit, long idleNanos, int spares) {
        return new WorkerSettings(
                executable.isSet() ? executable.get() : Processes.here().executable(),
                List.copyOf(args),
                maxHeap.get(),
                environment,
                directory.get(),
                output.get(),
                nice.get(),
                memoryLimit,
                idleNanos,
                spares,
                Math.min(Deadline.nanos(stopTimeout.get()), Long.MAX_VALUE / 4)); // what is added to it fits
    }
}
