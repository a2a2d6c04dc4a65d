package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.WorkerSettings;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The options of a new {@link Process}, filled in by a lambda. Each can be set once.
 *
 * <pre>{@code
 * Process p = Process.create(o -> o.name("reader").daemon().target(Reader::run, queue));
 * }</pre>
 *
 * <p>An object of this class is for one thread, and is not used after the lambda has returned.
 */
public final class ProcessOptions {

    private final Setting<StartMethod> startMethod = new Setting<>("startMethod", null);
    private final Setting<String> name = new Setting<>("name", null);
    private final Setting<Boolean> daemon = new Setting<>("daemon", false);
    private final Setting<Action> target = new Setting<>("target", null);

    private final JvmOptions jvm = new JvmOptions();

    ProcessOptions() {}

    /**
     * How the JVM of the process is run, on {@link StartMethod#SPAWN}.
     *
     * @param options fills in the options
     * @return this
     * @throws NullPointerException if {@code options} is {@code null}
     */
    public ProcessOptions jvm(Consumer<? super JvmOptions> options) {
        Setting.configure(jvm, options);
        return this;
    }

    /**
     * Where the process runs. By default as the program says.
     *
     * @param method the start method
     * @return this
     * @throws NullPointerException if {@code method} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public ProcessOptions startMethod(StartMethod method) {
        startMethod.set(Objects.requireNonNull(method, "startMethod"));
        return this;
    }

    /**
     * The name of the process. By default {@code Process-1} and so on, with the ancestry of processes that are started
     * by processes: {@code Process-1:2}.
     *
     * @param text not blank
     * @return this
     * @throws IllegalArgumentException if {@code text} is empty or blank
     * @throws NullPointerException if {@code text} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public ProcessOptions name(String text) {
        if (Objects.requireNonNull(text, "name").isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        name.set(text);
        return this;
    }

    /**
     * The program may end while the process is running; it then ends with the program. By default the program waits for
     * its processes.
     *
     * @return this
     * @throws IllegalStateException if it was set before
     */
    public ProcessOptions daemon() {
        daemon.set(true);
        return this;
    }

    /**
     * What the process runs. By default nothing.
     *
     * @param code the code
     * @return this
     * @throws NullPointerException if {@code code} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public ProcessOptions target(Action code) {
        target.set(Objects.requireNonNull(code, "target"));
        return this;
    }

    /**
     * What the process runs, with one argument.
     *
     * @param <A> the type of the argument
     * @param code the code
     * @param a its argument
     * @return this
     * @throws NullPointerException if {@code code} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public <A> ProcessOptions target(Action1<? super A> code, A a) {
        Objects.requireNonNull(code, "target");
        return target(() -> code.run(a));
    }

    /**
     * What the process runs, with two arguments.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param code the code
     * @param a its first argument
     * @param b its second argument
     * @return this
     * @throws NullPointerException if {@code code} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public <A, B> ProcessOptions target(Action2<? super A, ? super B> code, A a, B b) {
        Objects.requireNonNull(code, "target");
        return target(() -> code.run(a, b));
    }

    /**
     * What the process runs, with three arguments.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @param code the code
     * @param a its first argument
     * @param b its second argument
     * @param c its third argument
     * @return this
     * @throws NullPointerException if {@code code} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public <A, B, C> ProcessOptions target(Action3<? super A, ? super B, ? super C> code, A a, B b, C c) {
        Objects.requireNonNull(code, "target");
        return target(() -> code.run(a, b, c));
    }

    /**
     * What the process runs, with four arguments.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @param <D> the type of the fourth argument
     * @param code the code
     * @param a its first argument
     * @param b its second argument
     * @param c its third argument
     * @param d its fourth argument
     * @return this
     * @throws NullPointerException if {@code code} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public <A, B, C, D> ProcessOptions target(
            Action4<? super A, ? super B, ? super C, ? super D> code, A a, B b, C c, D d) {
        Objects.requireNonNull(code, "target");
        return target(() -> code.run(a, b, c, d));
    }

    WorkerSettings settings() {
        return jvm.settings(0, 0, 0);
    }

    /** The default is asked for only if it is needed: to use it fixes it for the program. */
    StartMethod startMethodOr(Supplier<StartMethod> byDefault) {
        return startMethod.isSet() ? startMethod.get() : byDefault.get();
    }

    String nameOrNull() {
        return name.get();
    }

    boolean isDaemon() {
        return daemon.get();
    }

    Action targetOrNull() {
        return target.get();
    }
}
