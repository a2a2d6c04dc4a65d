package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How those get in touch who have a key in common. */
class DoorwayTest {

    private static final byte[] KEY = {1, 2, 3};

    private ServerSocketChannel server;

    @BeforeEach
    void open() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private FutureTask<Link> admitting() {
        FutureTask<Link> task = new FutureTask<>(() -> Doorway.admit(server.accept(), KEY, "host"));
        new Thread(task, "host").start();
        return task;
    }

    @Test
    void whoKnowsTheKeyIsLetIn() throws Exception {
        FutureTask<Link> host = admitting();
        Link guest = Doorway.knock(server.getLocalAddress(), KEY, "guest");
        guest.send("hello", 1);
        FutureTask<Object[]> heard = new FutureTask<>(() -> new Object[0]);
        Thread reader = new Thread(() -> {
            try {
                host.get().read(message -> {
                    assertThat(message).containsExactly("hello", 1);
                    heard.run();
                });
            } catch (IOException | InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        });
        reader.start();
        heard.get();
        guest.close();
        reader.join();
        host.get().close();
    }

    @Test
    void whoDoesNotIsNot() {
        FutureTask<Link> host = admitting();
        assertThatThrownBy(() -> Doorway.knock(server.getLocalAddress(), new byte[] {1, 2}, "guest"))
                .isInstanceOf(HandshakeException.class);
        assertThatThrownBy(host::get).hasCauseInstanceOf(HandshakeException.class);
    }

    @Test
    void garbageAndSilenceAreTurnedAway() throws Exception {
        FutureTask<Link> host = admitting();
        try (SocketChannel stranger = SocketChannel.open(server.getLocalAddress())) {
            stranger.write(ByteBuffer.wrap(new byte[1000]));
            assertThatThrownBy(host::get).hasCauseInstanceOf(IOException.class);
        }
        FutureTask<Link> next = admitting();
        SocketChannel.open(server.getLocalAddress()).close();
        assertThatThrownBy(next::get).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aHostWhoProvesNothingIsNotBelieved() throws Exception {
        Thread impostor = new Thread(() -> {
            try (SocketChannel channel = server.accept()) {
                channel.write(ByteBuffer.wrap("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        impostor.start();
        assertThatThrownBy(() -> Doorway.knock(server.getLocalAddress(), KEY, "guest"))
                .isInstanceOf(HandshakeException.class);
        impostor.join();
    }
}
