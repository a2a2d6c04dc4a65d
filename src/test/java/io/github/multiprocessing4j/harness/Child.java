package io.github.multiprocessing4j.harness;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Action1;
import io.github.multiprocessing4j.Action2;
import io.github.multiprocessing4j.Action3;
import io.github.multiprocessing4j.Action4;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Process;
import java.time.Duration;
import java.util.OptionalInt;

/** A process that is a child of the program under test, and that the program does not wait for. */
public final class Child {

    private final Process process;

    private Child(Process process) {
        process.setDaemon(true);
        this.process = process;
    }

    public static Child process(Context mp, Action target) {
        return new Child(mp.process(target));
    }

    public static <A> Child process(Context mp, Action1<? super A> target, A a) {
        return new Child(mp.process(target, a));
    }

    public static <A, B> Child process(Context mp, Action2<? super A, ? super B> target, A a, B b) {
        return new Child(mp.process(target, a, b));
    }

    public static <A, B, C> Child process(Context mp, Action3<? super A, ? super B, ? super C> target, A a, B b, C c) {
        return new Child(mp.process(target, a, b, c));
    }

    public static <A, B, C, D> Child process(
            Context mp, Action4<? super A, ? super B, ? super C, ? super D> target, A a, B b, C c, D d) {
        return new Child(mp.process(target, a, b, c, d));
    }

    public Child start() {
        process.start();
        return this;
    }

    public void join() throws InterruptedException {
        process.join();
    }

    public void join(Duration timeout) throws InterruptedException {
        process.join(timeout);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public OptionalInt exitCode() {
        return process.exitCode();
    }
}
