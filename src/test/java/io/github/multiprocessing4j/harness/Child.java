package io.github.multiprocessing4j.harness;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Action1;
import io.github.multiprocessing4j.Action2;
import io.github.multiprocessing4j.Action3;
import io.github.multiprocessing4j.Action4;
import io.github.multiprocessing4j.Context;
import java.time.Duration;
import java.util.OptionalInt;

/** A child of the program under test, as a process of the context makes it: here a thread. */
public final class Child {

    private final Thread thread;
    private volatile OptionalInt exitCode = OptionalInt.empty();

    private Child(Action target) {
        thread =
                new Thread(
                        () -> {
                            try {
                                target.run();
                                exitCode = OptionalInt.of(0);
                            } catch (Throwable uncaught) {
                                exitCode = OptionalInt.of(1);
                                uncaught.printStackTrace();
                            }
                        },
                        "child");
        thread.setDaemon(true);
    }

    public static Child process(Context mp, Action target) {
        return new Child(target);
    }

    public static <A> Child process(Context mp, Action1<? super A> target, A a) {
        return new Child(() -> target.run(a));
    }

    public static <A, B> Child process(Context mp, Action2<? super A, ? super B> target, A a, B b) {
        return new Child(() -> target.run(a, b));
    }

    public static <A, B, C> Child process(
            Context mp, Action3<? super A, ? super B, ? super C> target, A a, B b, C c) {
        return new Child(() -> target.run(a, b, c));
    }

    public static <A, B, C, D> Child process(
            Context mp,
            Action4<? super A, ? super B, ? super C, ? super D> target,
            A a,
            B b,
            C c,
            D d) {
        return new Child(() -> target.run(a, b, c, d));
    }

    public Child start() {
        thread.start();
        return this;
    }

    public void join() throws InterruptedException {
        thread.join();
    }

    public void join(Duration timeout) throws InterruptedException {
        thread.join(Math.max(1, timeout.toMillis()));
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    public OptionalInt exitCode() {
        return exitCode;
    }
}
