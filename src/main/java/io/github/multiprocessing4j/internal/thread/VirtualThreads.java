package io.github.multiprocessing4j.internal.thread;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;

/**
 * Virtual threads, where the JVM has them (21 and later). By method handle, because the library is compiled for Java
 * 17.
 */
final class VirtualThreads {

    private VirtualThreads() {}

    /**
     * A factory of virtual threads of one name.
     *
     * @throws UnsupportedOperationException on a JVM without virtual threads
     */
    static ThreadFactory named(String name) {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Object named = lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class))
                    .invoke(
                            lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual))
                                    .invoke(),
                            name);
            MethodHandle unstarted = lookup.findVirtual(
                            builder, "unstarted", MethodType.methodType(Thread.class, Runnable.class))
                    .bindTo(named);
            return task -> unstarted(unstarted, task);
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            throw new UnsupportedOperationException(
                    "virtual threads need Java 21 or later; this is Java "
                            + Runtime.version().feature(),
                    e);
        } catch (Throwable e) {
            throw new IllegalStateException("the JVM refuses to make virtual threads", e);
        }
    }

    private static Thread unstarted(MethodHandle builder, Runnable task) {
        try {
            return (Thread) builder.invoke(task);
        } catch (Throwable e) {
            throw new IllegalStateException("the JVM refuses to make a virtual thread", e);
        }
    }
}
