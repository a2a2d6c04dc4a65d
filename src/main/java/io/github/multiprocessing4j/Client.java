package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Bridges;
import io.github.multiprocessing4j.internal.shared.BufferedChannel;
import io.github.multiprocessing4j.internal.shared.Channel;
import io.github.multiprocessing4j.internal.wire.Doorway;
import io.github.multiprocessing4j.internal.wire.HandshakeException;
import java.io.IOException;
import java.net.SocketAddress;

/**
 * Connects to a {@link Listener}. (Python: {@code multiprocessing.connection.Client}.)
 *
 * <pre>{@code
 * try (Connection<String> connection = Client.connect(address, key)) {
 *     System.out.println(connection.recv());
 * }
 * }</pre>
 */
public final class Client {

    private Client() {}

    /**
     * Connects to a listener without a key.
     *
     * @param <T> the type of the messages
     * @param address where it is, which is no address of a network
     * @return the connection, to be closed by the caller
     * @throws AuthenticationException if whoever is there is no listener without a key
     * @throws IllegalArgumentException if it is an address of a network, or of no listener
     * @throws IOException if nobody is there
     * @throws InterruptedException if the thread is interrupted
     * @throws NullPointerException if {@code address} is {@code null}
     */
    public static <T> Connection<T> connect(SocketAddress address) throws IOException, InterruptedException {
        return open(Address.checked(address), Address.keyFor(address, null));
    }

    /**
     * Connects to a listener.
     *
     * @param <T> the type of the messages
     * @param address where it is
     * @param authKey the key of the listener; never travels
     * @return the connection, to be closed by the caller
     * @throws AuthenticationException if whoever is there has another key, or is no listener
     * @throws IllegalArgumentException if the key is empty, or the address is of no listener
     * @throws IOException if nobody is there, or it has ended in the meantime
     * @throws InterruptedException if the thread is interrupted
     * @throws NullPointerException if an argument is {@code null}
     */
    public static <T> Connection<T> connect(SocketAddress address, byte[] authKey)
            throws IOException, InterruptedException {
        return open(Address.checked(address), Address.checkedKey(authKey));
    }

    private static <T> Connection<T> open(SocketAddress address, byte[] key) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        String name = Processes.here().nextClientName();
        Bridges.Visit visit;
        try {
            visit = Bridges.here().visit(Doorway.knock(address, key, name), name);
        } catch (HandshakeException refused) {
            refuseInterrupted(); // that was it, and not the other side
            throw new AuthenticationException(
                    "the listener at " + address + " and this client have not the same key, or it is none", refused);
        } catch (IOException failure) {
            refuseInterrupted();
            throw failure;
        }
        boolean connected = false;
        try {
            Connection<T> connection = join(visit, name);
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                visit.end();
            }
        }
    }

    /** An interrupt closes the socket of whoever is connecting, which is his alone. */
    private static void refuseInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> Connection<T> join(Bridges.Visit visit, String name) throws IOException, InterruptedException {
        Connection<Object> writer = (Connection<Object>) Freight.decode(visit.gift());
        BufferedChannel channel = new BufferedChannel(Channel.MODEST_CAPACITY, true);
        Connection<Object> reader = new Connection<>(channel, null);
        Connection<Object> theirs = new Connection<>(null, channel);
        boolean sent = false;
        try {
            writer.send(theirs);
            sent = true;
        } finally {
            theirs.close(); // what was sent is a copy of it
            if (!sent) {
                writer.close();
            }
        }
        // Under a lock of the channel's, which the farewell must not keep.
        channel.afterReceivers(() -> {
            Thread farewell = new Thread(null, visit::end, "mp-" + name + "-farewell", 0, false);
            farewell.setDaemon(true);
            farewell.setContextClassLoader(null);
            farewell.start();
        });
        return Connection.joining(reader, writer);
    }
}
