package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;

/** How JVMs get in touch that have a key in common, of any length: by the handshake of parents and children. */
public final class Doorway {

    /** How long the other side may take to say who it is. */
    private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final String ROLE = "guest";

    /** In the place of a version of the JVM, which may be another one on each side. */
    private static final String SPOKEN = "guests 1";

    private Doorway() {}

    /**
     * Finds out whether somebody who has connected knows the key.
     *
     * @param channel is closed if not
     * @param name for the name of the thread that writes
     */
    public static Link admit(SocketChannel channel, byte[] key, String name) throws IOException {
        return link(channel, name, timed -> Handshake.accept(timed, derived(key), ROLE, mine()));
    }

    /**
     * Connects to somebody who knows the key.
     *
     * @param name for the name of the thread that writes
     * @throws HandshakeException if somebody is there, and does not prove that he does
     */
    public static Link knock(SocketAddress address, byte[] key, String name) throws IOException {
        SocketChannel channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        boolean connected = false;
        try {
            channel.connect(address);
            connected = true;
        } finally {
            if (!connected) {
                channel.close();
            }
        }
        try {
            return link(channel, name, timed -> Handshake.connect(timed, derived(key), ROLE, mine()));
        } catch (HandshakeException refused) {
            throw refused;
        } catch (IOException ended) {
            throw new HandshakeException("the other side has not proved that it knows the key: " + ended.getMessage());
        }
    }

    private interface Handshaking {

        Handshake.Hello with(DeadlineChannel channel) throws IOException;
    }

    private static Link link(SocketChannel channel, String name, Handshaking handshaking) throws IOException {
        boolean admitted = false;
        try {
            if (channel.getRemoteAddress() instanceof InetSocketAddress) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            }
            channel.configureBlocking(false);
            Handshake.Hello theirs;
            try (DeadlineChannel timed = new DeadlineChannel(channel, HANDSHAKE_NANOS)) {
                theirs = handshaking.with(timed);
            }
            channel.configureBlocking(true);
            admitted = true;
            return new Link(channel, name, mine().messageLimit(), theirs.messageLimit());
        } finally {
            if (!admitted) {
                channel.close();
            }
        }
    }

    private static Handshake.Hello mine() {
        return new Handshake.Hello(SPOKEN, Handshake.Hello.ofThisJvm().messageLimit());
    }

    /** A key of the length of a handshake's, which is good for this alone. */
    private static byte[] derived(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(SPOKEN.getBytes(StandardCharsets.US_ASCII));
            return digest.digest(key);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JVM has SHA-256", impossible);
        }
    }
}
