package io.github.multiprocessing4j.bench;

import java.util.concurrent.Callable;

/** A side of which each sample is the time that a piece of code takes. */
final class Timed<R extends AutoCloseable> implements Side {

    private final String name;
    private final long units;
    private final Callable<R> opener;
    private final Work<? super R> work;

    private R resource;

    Timed(String name, long units, Callable<R> opener, Work<? super R> work) {
        this.name = name;
        this.units = units;
        this.opener = opener;
        this.work = work;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void open() throws Exception {
        resource = opener.call();
    }

    @Override
    public double sample() throws Exception {
        long start = System.nanoTime();
        work.with(resource);
        return (double) (System.nanoTime() - start) / units;
    }

    @Override
    public void close() throws Exception {
        if (resource != null) {
            resource.close();
        }
    }
}
