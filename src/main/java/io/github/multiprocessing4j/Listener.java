package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Embassy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Where other processes come to for a {@link Connection}, each by a {@link Client}, from this program or another one.
 * (Python: {@code multiprocessing.connection.Listener}.)
 *
 * <p>It has an address of its own choice, unless one is given: a socket in a directory that is private to the user, or
 * a port. Client and listener prove to each other that they know a key, which never travels, before anything else is
 * said or read; no client keeps others waiting by being slow or silent, and whoever has not proved himself after ten
 * seconds is turned away. A connection has all that the end of a {@link Pipe} has. It does not depend on its listener,
 * which may be closed. What was sent before its sender closed or ended can still be received.
 *
 * <p>What comes over a connection from another program is filtered, as the results of workers are; bytes need no
 * filter. Whoever knows the key can use every shared object of this program of which he hears, and send messages of up
 * to half of the heap, but not run code in it. Without a key, an address of files admits who may write to the file:
 * this user alone. Connections are not encrypted.
 *
 * <p>Safe for use by any number of threads.
 *
 * <p>Differs from Python: an address of a network needs a key. {@code authKey} has no default. There is no family
 * {@code AF_PIPE}. A client is let in before it is accepted.
 *
 * <pre>{@code
 * try (Listener listener = Listener.open(o -> o.family("AF_INET").authKey(key))) {
 *     System.out.println("at " + listener.address());
 *     try (Connection<String> connection = listener.accept()) {
 *         connection.send("welcome");
 *     }
 * }
 * }</pre>
 */
public final class Listener implements AutoCloseable {

    static final int BACKLOG = 16;

    private final Address place;
    private final Embassy embassy;
    private final Lobby lobby;
    private final AtomicReference<SocketAddress> lastAccepted = new AtomicReference<>();

    private Listener(Address place, Embassy embassy, Lobby lobby) {
        this.place = place;
        this.embassy = embassy;
        this.lobby = lobby;
    }

    /**
     * Opens a listener at an address of its own choice, without a key: for processes of this user.
     *
     * @return the listener
     * @throws IOException if there is no place for it
     */
    public static Listener open() throws IOException {
        return open(o -> {});
    }

    /**
     * Opens a listener.
     *
     * @param options fills in the options
     * @return the listener
     * @throws IllegalArgumentException if an option has a value that it cannot have, or there is no key for an address
     *     that needs one
     * @throws IllegalStateException if an option is set twice
     * @throws IOException if the address is in use, or cannot be used
     * @throws NullPointerException if {@code options} is {@code null}
     */
    public static Listener open(Consumer<? super ListenerOptions> options) throws IOException {
        ListenerOptions chosen = Setting.configure(new ListenerOptions(), options);
        String name = Processes.here().nextListenerName();
        Address place = chosen.place();
        Listener listener = null;
        try {
            byte[] key = Address.keyFor(place.place(), chosen.keyOrNull());
            Lobby lobby = new Lobby(name, chosen.most());
            listener = new Listener(place, Embassy.open(place.place(), chosen.most(), key, name, lobby), lobby);
            return listener;
        } finally {
            if (listener == null) {
                place.close();
            }
        }
    }

    /**
     * Waits for a client, and gives the connection to it.
     *
     * @param <T> the type of the messages
     * @return the connection, to be closed by the caller
     * @throws AuthenticationException if the next one who came has not proved that he knows the key; there is no
     *     connection to him, and the listener goes on
     * @throws IOException if the listener is closed
     * @throws InterruptedException if the thread is interrupted before or while it waits; nobody was accepted
     */
    @SuppressWarnings("unchecked")
    public <T> Connection<T> accept() throws IOException, InterruptedException {
        Lobby.Accepted next = lobby.next();
        lastAccepted.set(next.from() instanceof InetSocketAddress inet ? inet : null);
        return (Connection<T>) next.connection();
    }

    /**
     * Where clients find it: what they connect to.
     *
     * @return the address, with the port that was chosen
     */
    public SocketAddress address() {
        return embassy.address();
    }

    /**
     * Where the client is that was accepted last.
     *
     * @return its address; null if there was none yet, or if it has none, as those have that come by files
     */
    public SocketAddress lastAccepted() {
        return lastAccepted.get();
    }

    /**
     * Closes the listener: nobody is let in any more, who was not accepted is sent away, and whoever waits in
     * {@link #accept} fails. Connections that were accepted stay open. Does not block. Harmless when called again.
     */
    @Override
    public void close() {
        lobby.close();
        try {
            embassy.closeDoor();
        } catch (IOException e) {
            return; // it is closed for us all the same
        } finally {
            place.close();
        }
    }

    @Override
    public String toString() {
        return "Listener[" + address() + "]";
    }
}
