package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Doorway;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.Link;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where guests come in: whoever connects to its address, and knows its key, is let in. Each is heard by a thread of his
 * own; so one who is slow, or silent, is in nobody's way.
 */
public final class Embassy implements Closeable {

    /** How many there may be, at a time, who have not yet proved anything; others are turned away. */
    private static final int STRANGERS = 64;

    /** How long nobody is let in, when nobody can be. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Exchange exchange;
    private final ServerSocketChannel server;
    private final byte[] key;
    private final String name;
    private final Welcome welcome;
    private final SocketAddress address;
    private final Semaphore strangers = new Semaphore(STRANGERS);

    /** Guards what follows. A leaf. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Set<Bridge> guests = new HashSet<>();
    private final Set<SocketChannel> unknown = new HashSet<>();
    private boolean closed;
    private int comers;

    /** What those meet who knock. Called by the thread of each, which it may keep. */
    public interface Welcome {

        /**
         * What a guest is given.
         *
         * @param guest where he is, as far as his socket has an address
         * @throws IllegalStateException if he cannot be let in after all
         */
        Encoded gift(SocketAddress guest);

        /** Somebody has not proved that he knows the key. */
        default void refused(SocketAddress stranger, IOException why) {}
    }

    private Embassy(ServerSocketChannel server, byte[] key, String name, Welcome welcome) throws IOException {
        this.exchange = Exchange.here();
        this.server = server;
        this.key = key.clone();
        this.name = name;
        this.welcome = welcome;
        this.address = server.getLocalAddress();
    }

    /**
     * Opens one.
     *
     * @param backlog how many may wait until they are heard at all; 0 for what is usual
     * @param name for the names of its threads
     * @throws IOException if the address is in use, or cannot be used
     */
    public static Embassy open(SocketAddress address, int backlog, byte[] key, String name, Welcome welcome)
            throws IOException {
        boolean local = address instanceof UnixDomainSocketAddress;
        ServerSocketChannel server =
                local ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
        Embassy embassy = null;
        try {
            server.bind(address, backlog);
            if (local) {
                makePrivate(((UnixDomainSocketAddress) address).getPath());
            }
            embassy = new Embassy(server, key, name, welcome);
        } finally {
            if (embassy == null) {
                server.close();
            }
        }
        embassy.start(embassy::accept, "door");
        return embassy;
    }

    private static void makePrivate(Path socket) throws IOException {
        if (Files.getFileStore(socket).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Where it is, with the port that was chosen. */
    public SocketAddress address() {
        return address;
    }

    private void start(Runnable task, String what) {
        Thread thread = new Thread(null, task, "mp-" + name + "-" + what, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    private void accept() {
        while (true) {
            try {
                SocketChannel channel = server.accept();
                if (!strangers.tryAcquire()) {
                    channel.close();
                } else if (note(channel)) {
                    start(() -> receive(channel), "guest-" + ++comers);
                } else {
                    strangers.release();
                    channel.close();
                }
            } catch (IOException failure) {
                if (!server.isOpen()) {
                    return;
                }
                LockSupport.parkNanos(PAUSE_NANOS); // too many open files: there is nothing to wait for
            }
        }
    }

    private boolean note(SocketChannel channel) {
        lock.lock();
        try {
            return !closed && unknown.add(channel);
        } finally {
            lock.unlock();
        }
    }

    private void receive(SocketChannel channel) {
        Bridge guest;
        SocketAddress from = null;
        try {
            SocketAddress remote = channel.getRemoteAddress();
            from = remote;
            Link link = Doorway.admit(channel, key, name + "-guest");
            guest = Bridge.host(exchange, link, () -> welcome.gift(remote));
        } catch (IOException stranger) {
            if (!isClosed()) {
                welcome.refused(from, stranger);
            }
            return; // he has been turned away
        } finally {
            strangers.release();
            lock.lock();
            try {
                unknown.remove(channel);
            } finally {
                lock.unlock();
            }
        }
        if (letIn(guest)) {
            try {
                guest.read();
            } finally {
                letOut(guest);
            }
        } else {
            guest.close();
        }
    }

    private boolean letIn(Bridge guest) {
        lock.lock();
        try {
            return !closed && guests.add(guest);
        } finally {
            lock.unlock();
        }
    }

    private void letOut(Bridge guest) {
        lock.lock();
        try {
            guests.remove(guest);
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more. Who is there may stay. */
    public void closeDoor() throws IOException {
        List<SocketChannel> strange;
        lock.lock();
        try {
            if (closed) {
                return; // another one may have opened a door there meanwhile
            }
            closed = true;
            strange = new ArrayList<>(unknown);
        } finally {
            lock.unlock();
        }
        server.close();
        if (address instanceof UnixDomainSocketAddress local) {
            Files.deleteIfExists(local.getPath());
        }
        for (SocketChannel channel : strange) {
            channel.close();
        }
    }

    /** Lets nobody in any more, and sends away who is there. */
    @Override
    public void close() throws IOException {
        closeDoor();
        List<Bridge> present;
        lock.lock();
        try {
            present = new ArrayList<>(guests);
        } finally {
            lock.unlock();
        }
        present.forEach(Bridge::close);
    }
}
