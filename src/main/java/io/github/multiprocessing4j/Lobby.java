package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Channel;
import io.github.multiprocessing4j.internal.shared.Embassy;
import io.github.multiprocessing4j.internal.wire.Encoded;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where those wait who have come to a listener, until they are accepted.
 *
 * <p>A connection is two channels, each of which lives where its messages are received; so what was sent is there,
 * whatever becomes of its sender. A guest is given the sender's end of one, and sends that of the other.
 */
final class Lobby implements Embassy.Welcome {

    /** How long a guest may take to send his end. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final int most;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All guarded by the lock.

    /** Those who can be accepted, and those who were refused, in the order in which they came. */
    private final Deque<Arrival> arrivals = new ArrayDeque<>();

    /** Those who have not sent their ends yet. */
    private final Set<Connection<?>> greeted = new HashSet<>();

    private int comers;
    private boolean closed;

    /**
     * Somebody has come.
     *
     * @param connection null if he was refused
     * @param refusal why, or null
     */
    private record Arrival(Connection<?> connection, SocketAddress from, IOException refusal) {}

    /**
     * An empty lobby.
     *
     * @param name for the names of threads
     * @param most for how many there is room
     */
    Lobby(String name, int most) {
        this.name = name;
        this.most = most;
    }

    @Override
    public Encoded gift(SocketAddress guest) {
        Pipe<Object> pipe = Pipe.buffered(false, Channel.MODEST_CAPACITY, true);
        int number = enter(pipe.left());
        try {
            Thread thread =
                    new Thread(null, () -> greet(pipe.left(), guest), "mp-" + name + "-comer-" + number, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
            return Freight.encode(pipe.right());
        } finally {
            pipe.right().close(); // what was written is a copy of it
        }
    }

    /** Waits for room; gives the number of whoever has it then. */
    private int enter(Connection<?> reader) {
        lock.lock();
        try {
            while (!closed && arrivals.size() + greeted.size() >= most) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                throw new IllegalStateException("the listener is closed");
            }
            greeted.add(reader);
            return ++comers;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the end that a guest sends. */
    private void greet(Connection<Object> reader, SocketAddress from) {
        Connection<?> whole = null;
        try {
            if (reader.poll(PATIENCE) && reader.recv() instanceof Connection<?> writer && writer.isWritable()) {
                whole = Connection.joining(reader, writer);
            }
        } catch (IOException | MultiprocessingException gone) {
            whole = null;
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this thread", e);
        } finally {
            settle(reader, whole, from);
        }
    }

    private void settle(Connection<?> reader, Connection<?> whole, SocketAddress from) {
        boolean kept;
        lock.lock();
        try {
            greeted.remove(reader);
            kept = whole != null && !closed;
            if (kept) {
                arrivals.add(new Arrival(whole, from, null));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!kept) {
            (whole == null ? reader : whole).close();
        }
    }

    /** More of them than there is room for are not told of. */
    @Override
    public void refused(SocketAddress stranger, IOException why) {
        lock.lock();
        try {
            if (!closed && arrivals.size() < most) {
                arrivals.add(new Arrival(null, stranger, why));
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Who was accepted. */
    record Accepted(Connection<?> connection, SocketAddress from) {}

    /**
     * Waits for the next arrival.
     *
     * @throws AuthenticationException if he was refused
     * @throws IOException if the lobby is closed
     */
    Accepted next() throws IOException, InterruptedException {
        Arrival next;
        lock.lockInterruptibly();
        try {
            while (arrivals.isEmpty() && !closed) {
                changed.await();
            }
            if (closed) {
                throw new IOException("the listener is closed");
            }
            next = arrivals.remove();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (next.refusal != null) {
            throw new AuthenticationException(
                    "a client has not proved that it knows the key: " + next.refusal.getMessage(), next.refusal);
        }
        return new Accepted(next.connection, next.from);
    }

    /** Sends those away who wait. */
    void close() {
        Deque<Arrival> left;
        Set<Connection<?>> late;
        lock.lock();
        try {
            closed = true;
            left = new ArrayDeque<>(arrivals);
            arrivals.clear();
            late = new HashSet<>(greeted);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        left.stream().filter(each -> each.connection != null).forEach(each -> each.connection.close());
        late.forEach(Connection::close);
    }
}
