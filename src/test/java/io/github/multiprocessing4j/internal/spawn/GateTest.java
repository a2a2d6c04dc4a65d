package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.multiprocessing4j.harness.Delays;
import io.github.multiprocessing4j.internal.wire.Handshake;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Strangers that come to the gate before the child for which it is open. */
@Timeout(60)
class GateTest {

    private static final String CHILD = "a/1";
    private static final Duration ADMITTED = Delays.scaled(Duration.ofSeconds(5));

    private final byte[] key = key(1);
    private final Handshake.Hello hello = Handshake.Hello.ofThisJvm();
    private final List<SocketChannel> strangers = new ArrayList<>();

    @TempDir
    Path directory;

    private Gate gate;

    @BeforeEach
    void open() throws IOException {
        gate = new Gate(directory.resolve("gate"));
    }

    @AfterEach
    void close() throws IOException {
        gate.close();
        for (SocketChannel stranger : strangers) {
            stranger.close();
        }
    }

    private static byte[] key(long seed) {
        byte[] key = new byte[Handshake.KEY];
        new Random(seed).nextBytes(key);
        return key;
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(gate.path()));
        return channel;
    }

    /** Somebody who is at the gate first, and says something. */
    private void stranger(byte[] said) throws IOException {
        SocketChannel channel = connect();
        strangers.add(channel);
        channel.write(ByteBuffer.wrap(said));
    }

    private Gate.Admitted await(Duration limit) throws IOException {
        return gate.await(key, CHILD, hello, false, limit.toNanos(), () -> true);
    }

    private FutureTask<Handshake.Hello> child(byte[] its) {
        FutureTask<Handshake.Hello> child = new FutureTask<>(() -> {
            try (SocketChannel channel = connect()) {
                return Handshake.connect(channel, its, CHILD, hello);
            }
        });
        new Thread(child, "child").start();
        return child;
    }

    @Test
    void theChildComesInAfterThoseWhoTalkNonsense() throws Exception {
        byte[] noise = new byte[100];
        new Random(7).nextBytes(noise);
        stranger(noise);
        stranger(new byte[] {1, 1}); // a message of 257 bytes
        stranger("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        long start = System.nanoTime();
        FutureTask<Gate.Admitted> waiting = new FutureTask<>(() -> await(ADMITTED));
        new Thread(waiting, "gate").start();
        FutureTask<Handshake.Hello> other = child(key(2));
        assertThat(catchThrowable(other::get)).hasCauseInstanceOf(IOException.class);
        FutureTask<Handshake.Hello> right = child(key);
        try (SocketChannel admitted = waiting.get().channel()) {
            assertThat(right.get()).isEqualTo(hello);
            assertThat(admitted.isOpen()).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ADMITTED);
        for (SocketChannel stranger : strangers) {
            assertIsTurnedAway(stranger);
        }
    }

    private static void assertIsTurnedAway(SocketChannel stranger) {
        ByteBuffer all = ByteBuffer.allocate(1 << 12);
        try {
            while (stranger.read(all) >= 0) {
                continue; // the hello of the parent, in which there is no secret
            }
        } catch (IOException reset) {
            return;
        }
    }

    @Test
    void whoSaysNothingIsLeftWhenTheTimeOfTheChildIsUp() throws Exception {
        stranger(new byte[0]);
        assertThat(catchThrowable(() -> await(Duration.ofMillis(300)))).isInstanceOf(SocketTimeoutException.class);
    }
}
