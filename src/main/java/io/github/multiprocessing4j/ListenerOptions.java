package io.github.multiprocessing4j;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/** The options of a {@link Listener}. Each can be set once. */
public final class ListenerOptions {

    private final Setting<SocketAddress> address = new Setting<>("address", null);
    private final Setting<Address.Family> family = new Setting<>("family", null);
    private final Setting<Integer> backlog = new Setting<>("backlog", Listener.BACKLOG);
    private final Setting<byte[]> authKey = new Setting<>("authKey", null);

    ListenerOptions() {}

    /**
     * Where the listener is. By default it chooses an address of its {@link #family}. (Python:
     * {@code Listener(address)}.)
     *
     * @param place a {@link UnixDomainSocketAddress}, of a file that does not exist; or an {@link InetSocketAddress},
     *     with port 0 for any that is free. One without a host name is that of all networks
     * @return this
     * @throws IllegalArgumentException if it is an address of another kind, or of a host that is not known
     * @throws NullPointerException if {@code place} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public ListenerOptions address(SocketAddress place) {
        address.set(Address.checked(place));
        return this;
    }

    /**
     * The family of the address that the listener chooses: {@code AF_UNIX}, a socket in a directory that is private to
     * the user, which is the default; or {@code AF_INET}, a port of this machine that other machines do not reach.
     *
     * @param name the family
     * @return this
     * @throws IllegalArgumentException if it is another one
     * @throws NullPointerException if {@code name} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public ListenerOptions family(String name) {
        family.set(Address.Family.of(name));
        return this;
    }

    /**
     * How many clients may have been let in that nobody has accepted yet; others wait. By default 16. (In Python 1, but
     * there a client is let in when it is accepted.)
     *
     * @param most how many, at least 1
     * @return this
     * @throws IllegalArgumentException if {@code most} is less than 1
     * @throws IllegalStateException if it was set before
     */
    public ListenerOptions backlog(int most) {
        backlog.set(Setting.atLeastOne("backlog", most));
        return this;
    }

    /**
     * What clients have to know; a listener on an address of a network has to have one. It never travels. See
     * {@link Listener} for what it grants.
     *
     * @param key some 32 random bytes, which are copied; whoever guesses them is let in
     * @return this
     * @throws IllegalArgumentException if {@code key} is empty
     * @throws NullPointerException if {@code key} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public ListenerOptions authKey(byte[] key) {
        authKey.set(Address.checkedKey(key));
        return this;
    }

    /** Where the listener is to be. */
    Address place() throws IOException {
        SocketAddress given = address.get();
        Address.Family wanted = family.get();
        if (given == null) {
            return Address.chosen(wanted == null ? Address.Family.AF_UNIX : wanted);
        }
        if (wanted != null && wanted != Address.Family.of(given)) {
            throw new IllegalArgumentException("address " + given + " is not of family " + wanted);
        }
        return Address.given(given);
    }

    int most() {
        return backlog.get();
    }

    /** Null for none. */
    byte[] keyOrNull() {
        return authKey.get();
    }
}
