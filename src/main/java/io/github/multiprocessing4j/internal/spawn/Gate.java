package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.wire.DeadlineChannel;
import io.github.multiprocessing4j.internal.wire.Handshake;
import io.github.multiprocessing4j.internal.worker.Boarding;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Where one child comes in, and nobody else: a socket in a directory that is private to the user, which admits whoever
 * knows the key of the child. Others are turned away, however many, and cannot keep the child out.
 */
final class Gate implements Closeable {

    /** How long a stranger can keep the gate busy. */
    private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /**
     * How often it is looked whether the child still lives. (To be told by the JDK would take a thread of the common
     * pool.)
     */
    private static final long LOOK_MILLIS = 50;

    private final Path path;
    private final ServerSocketChannel server;
    private final Selector selector;

    /**
     * Who has come in.
     *
     * @param mapped whether it has mapped the memory that was made for it
     */
    record Admitted(SocketChannel channel, Handshake.Hello hello, boolean mapped) {}

    Gate(Path path) throws IOException {
        this.path = path;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            makePrivate(path);
            server.configureBlocking(false);
            this.selector = Selector.open();
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    /** It is the directory that keeps others out; but nothing in it is more open than it has to be. */
    private static void makePrivate(Path socket) throws IOException {
        if (Files.getFileStore(socket).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        }
    }

    Path path() {
        return path;
    }

    /**
     * Waits for the child.
     *
     * @param memory whether there is memory for it to map
     * @param nanos for how long
     * @param mayCome asked again and again: whether it still can come
     * @return null if it cannot
     * @throws IOException if the child does not come in time, or cannot be admitted though it has the key
     */
    Admitted await(byte[] key, String child, Handshake.Hello mine, boolean memory, long nanos, BooleanSupplier mayCome)
            throws IOException {
        long deadline = System.nanoTime() + nanos;
        while (mayCome.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException(
                        "it had not come after " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
            }
            selector.select(Math.max(1, Math.min(LOOK_MILLIS, TimeUnit.NANOSECONDS.toMillis(left))));
            selector.selectedKeys().clear();
            SocketChannel channel = server.accept();
            if (channel != null) {
                Admitted admitted = examine(channel, key, child, mine, memory, Math.min(left, HANDSHAKE_NANOS));
                if (admitted != null) {
                    return admitted;
                }
            }
        }
        return null;
    }

    private static Admitted examine(
            SocketChannel channel, byte[] key, String child, Handshake.Hello mine, boolean memory, long nanos)
            throws IOException {
        boolean admitted = false;
        try {
            channel.configureBlocking(false);
            Handshake.Hello hello;
            boolean mapped;
            try (DeadlineChannel timed = new DeadlineChannel(channel, nanos)) {
                hello = Handshake.accept(timed, key, child, mine);
                mapped = memory && Boarding.hearWhetherMapped(timed);
            }
            channel.configureBlocking(true);
            admitted = true;
            return new Admitted(channel, hello, mapped);
        } catch (Handshake.RefusedException mismatch) {
            throw mismatch;
        } catch (IOException stranger) {
            return null;
        } finally {
            if (!admitted) {
                channel.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        server.close();
        Files.deleteIfExists(path);
    }
}
