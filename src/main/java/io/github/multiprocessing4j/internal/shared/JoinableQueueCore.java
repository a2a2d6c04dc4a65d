package io.github.multiprocessing4j.internal.shared;

/** A queue that counts the items that were put and not done yet. */
public final class JoinableQueueCore extends QueueCore implements SharedJoinableQueue {

    /** Guarded by the lock, under which items are added too; so nobody is done with one before it is counted. */
    private long unfinished;

    private final Line<Reply<Object>> joiners = new Line<>();

    /**
     * Makes an empty queue.
     *
     * @param capacity how many items it holds at most; less than 1 for as many as there are
     */
    public JoinableQueueCore(int capacity) {
        super(capacity);
    }

    /**
     * Makes an empty queue.
     *
     * @param capacity how many items it holds at most; less than 1 for as many as there are
     * @param copies whether items are put as {@code Encoded} even before the queue was handed out
     */
    public JoinableQueueCore(int capacity, boolean copies) {
        super(capacity, copies);
    }

    @Override
    boolean add(Object masked) {
        lock.lock();
        try {
            boolean added = super.add(masked);
            if (added) {
                unfinished++;
            }
            return added;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void taskDone() {
        lock.lock();
        try {
            if (unfinished == 0) {
                throw new IllegalStateException("taskDone() was called more often than items were put");
            }
            unfinished--;
            serveJoiners();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void join(Reply<Object> reply) {
        couriers().hear(null);
        lineUpJoiner(reply);
        serveJoiners();
    }

    /** The answer comes when all is done, and that is noticed: so it can be taken back meanwhile. */
    void lineUpJoiner(Reply<Object> reply) {
        lock.lock();
        try {
            joiners.add(reply, reply);
        } finally {
            lock.unlock();
        }
    }

    /** Answers if all is done. */
    void serveJoiners() {
        lock.lock();
        try {
            while (unfinished == 0 && !joiners.isEmpty()) {
                joiners.poll().complete(null);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    boolean withdrawOther(Reply<?> reply) {
        return joiners.remove(reply) != null;
    }

    @Override
    Host makeHost(Exchange exchange) {
        return new JoinableQueueHost(exchange, this);
    }
}
