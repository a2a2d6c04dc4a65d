package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Encoded;

/** Stub. */
public final class Exchange {
    private volatile String path = Long.toHexString(System.nanoTime());
    private final java.util.concurrent.atomic.AtomicLong n = new java.util.concurrent.atomic.AtomicLong();

    public static Exchange here() {
        return Realm.here().resident(Exchange.class, Exchange::new);
    }

    public String path() {
        return path;
    }

    public void becomeChild(String p, Road parent) {
        path = p;
    }

    public String nextChildPath() {
        return path + "/" + n.incrementAndGet();
    }

    public void attach(String p, Road r) {}

    public void detach(String p) {}

    public void receive(Road r, Object[] m) {}

    public void serve(long id, Servant s) {}

    public void discard(Encoded e) {}

    public Object[] ask(String p, long o, int op, Object... args) throws java.io.IOException, InterruptedException {
        throw new java.io.IOException("stub");
    }
}
