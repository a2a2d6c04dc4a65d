package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.memory.PrivateDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Objects;

/** Where a listener is to be, and what it takes to be there. */
record Address(SocketAddress place, PrivateDirectory directory) implements Closeable {

    /** A family of addresses, by the name that it has in Python. */
    enum Family {
        AF_INET,
        AF_UNIX;

        static Family of(String name) {
            for (Family family : values()) {
                if (family.name().equals(Objects.requireNonNull(name, "family"))) {
                    return family;
                }
            }
            throw new IllegalArgumentException("family must be AF_INET or AF_UNIX, not " + name);
        }

        static Family of(SocketAddress address) {
            return address instanceof UnixDomainSocketAddress ? AF_UNIX : AF_INET;
        }
    }

    /** Refuses an address at which nobody can be. */
    static SocketAddress checked(SocketAddress address) {
        Objects.requireNonNull(address, "address");
        boolean known = address instanceof InetSocketAddress inet && !inet.isUnresolved()
                || address instanceof UnixDomainSocketAddress;
        if (!known) {
            throw new IllegalArgumentException("address: " + address);
        }
        return address;
    }

    /** Refuses keys that everybody knows, copies others. */
    static byte[] checkedKey(byte[] key) {
        if (Objects.requireNonNull(key, "authKey").length == 0) {
            throw new IllegalArgumentException("authKey is empty");
        }
        return key.clone();
    }

    /**
     * The key for an address. Files keep others out; from the network anybody can come.
     *
     * @param key null for none
     */
    static byte[] keyFor(SocketAddress address, byte[] key) {
        if (key == null && address instanceof InetSocketAddress) {
            throw new IllegalArgumentException("an address of a network needs an authKey: " + address);
        }
        return key == null ? new byte[0] : key;
    }

    static Address given(SocketAddress place) {
        return new Address(place, null);
    }

    /** One that nobody else has. */
    static Address chosen(Family family) throws IOException {
        if (family == Family.AF_INET) {
            return given(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }
        PrivateDirectory directory = PrivateDirectory.create();
        return new Address(UnixDomainSocketAddress.of(directory.resolve("listener")), directory);
    }

    /** Gives up what it took. */
    @Override
    public void close() {
        if (directory != null) {
            directory.close();
        }
    }
}
