package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AuthenticationException;
import io.github.multiprocessing4j.Client;
import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Listener;
import io.github.multiprocessing4j.ListenerOptions;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.Delays;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections between processes that know an address. */
@Timeout(60)
class ListenerContractTest {

    private static final byte[] KEY = "a key that nobody guesses".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "another key".getBytes(StandardCharsets.UTF_8);
    private static final Duration TEN_SECONDS = Delays.scaled(Duration.ofSeconds(10));

    private static final List<String> FAMILIES = List.of("AF_UNIX", "AF_INET");

    @TempDir
    Path directory;

    private static Listener listener(String family) throws IOException {
        return Listener.open(o -> o.family(family).authKey(KEY));
    }

    /** Addresses do not travel by serialization, all of them: as programs tell each other, in words. */
    private static String inWords(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress() + " " + inet.getPort()
                : ((UnixDomainSocketAddress) address).getPath().toString();
    }

    private static SocketAddress ofWords(String words) {
        String[] parts = words.split(" ");
        return parts.length == 2
                ? new InetSocketAddress(parts[0], Integer.parseInt(parts[1]))
                : UnixDomainSocketAddress.of(words);
    }

    private static void sendTo(String address, String message) throws Exception {
        try (Connection<String> connection = Client.connect(ofWords(address), KEY)) {
            connection.send(message);
        }
    }

    @ContractTest
    @Tag("LISTEN.1")
    void anAddressInUseIsRefused(Context mp) throws Exception {
        for (String family : FAMILIES) {
            try (Listener first = listener(family)) {
                assertThatThrownBy(() ->
                                Listener.open(o -> o.address(first.address()).authKey(KEY)))
                        .isInstanceOf(IOException.class);
                assertWorks(mp, first);
            }
        }
    }

    private static void assertWorks(Context mp, Listener listener) throws Exception {
        Process client = mp.process(ListenerContractTest::sendTo, inWords(listener.address()), "hello");
        client.start();
        try (Connection<String> connection = listener.accept()) {
            assertThat(connection.recv()).isEqualTo("hello");
            assertThatThrownBy(connection::recv).isInstanceOf(EOFException.class);
        }
        client.join();
        assertThat(client.exitCode()).hasValue(0);
    }

    @ContractTest
    @Tag("LISTEN.2")
    void aClientSendsToWhoeverAccepts(Context mp) throws Exception {
        for (String family : FAMILIES) {
            try (Listener listener = listener(family)) {
                if (listener.address() instanceof InetSocketAddress inet) {
                    assertThat(inet.getPort()).isPositive();
                    assertThat(inet.getAddress().isLoopbackAddress()).isTrue();
                }
                assertWorks(mp, listener);
            }
        }
        try (Listener listener = Listener.open()) {
            assertThat(listener.address()).isInstanceOf(UnixDomainSocketAddress.class);
            try (Connection<String> client = Client.connect(listener.address());
                    Connection<String> accepted = listener.accept()) {
                client.send("without a key");
                assertThat(accepted.recv()).isEqualTo("without a key");
            }
        }
    }

    private static void greet(Connection<String> address) throws Exception {
        try (Listener listener = listener("AF_INET")) {
            address.send(inWords(listener.address()));
            try (Connection<Object> connection = listener.accept()) {
                connection.sendBytes(new byte[] {1, 2, 3});
            }
        }
    }

    @ContractTest
    @Tag("LISTEN.3")
    void whatWasSentIsThereThoughItsSenderIsGone(Context mp) throws Exception {
        Pipe<String> pipe = mp.pipe(false);
        Process server = mp.process(ListenerContractTest::greet, pipe.right());
        server.start();
        try (Connection<Object> client = Client.connect(ofWords(pipe.left().recv()), KEY)) {
            assertThat(client.poll(TEN_SECONDS)).isTrue();
            server.join();
            assertThat(client.recvBytes()).containsExactly(1, 2, 3);
            assertThatThrownBy(client::recvBytes).isInstanceOf(EOFException.class);
        }
    }

    @ContractTest
    @Tag("LISTEN.4")
    void anUnknownFamilyIsRefused(Context mp) {
        for (String family : List.of("AF_PIPE", "AF_INET6", "", "unix")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Listener.open(o -> o.family(family)));
        }
    }

    private static void tryKey(String address, byte[] key, Connection<String> outcome) throws Exception {
        try {
            Client.connect(ofWords(address), key).close();
            outcome.send("let in");
        } catch (AuthenticationException refused) {
            outcome.send("refused");
        }
    }

    @ContractTest
    @Tag("LISTEN.5")
    void aClientWithAnotherKeyIsRefused(Context mp) throws Exception {
        for (String family : FAMILIES) {
            Pipe<String> outcome = mp.pipe(false);
            try (Listener listener = listener(family)) {
                Process client =
                        mp.process(ListenerContractTest::tryKey, inWords(listener.address()), OTHER, outcome.right());
                client.start();
                assertThatThrownBy(listener::accept).isInstanceOf(AuthenticationException.class);
                assertThat(outcome.left().recv()).isEqualTo("refused");
                client.join();
                assertWorks(mp, listener);
            }
        }
    }

    @ContractTest
    @Tag("LISTEN.6")
    void whereNobodyListensThereIsNoConnection(Context mp) throws Exception {
        for (String family : FAMILIES) {
            Listener listener = listener(family);
            listener.close();
            listener.close();
            long start = System.nanoTime();
            assertThatThrownBy(() -> Client.connect(listener.address(), KEY)).isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TEN_SECONDS);
            assertThatThrownBy(listener::accept).isInstanceOf(IOException.class).hasMessageContaining("closed");
        }
    }

    @ContractTest
    @Tag("LISTEN.7")
    void severalClientsMayComeBeforeTheFirstIsAccepted(Context mp) throws Exception {
        for (String family : FAMILIES) {
            try (Listener listener =
                    Listener.open(o -> o.family(family).authKey(KEY).backlog(3))) {
                assertThat(listener.lastAccepted()).isNull();
                List<Connection<Integer>> clients = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    Connection<Integer> client = Client.connect(listener.address(), KEY);
                    client.send(i);
                    clients.add(client);
                }
                Set<Integer> seen = new HashSet<>();
                for (int i = 0; i < 3; i++) {
                    try (Connection<Integer> accepted = listener.accept()) {
                        int number = accepted.recv();
                        seen.add(number);
                        accepted.send(-number);
                        assertThat(clients.get(number).recv()).isEqualTo(-number);
                    }
                    if (family.equals("AF_INET")) {
                        assertThat(((InetSocketAddress) listener.lastAccepted()).getPort())
                                .isPositive();
                    } else {
                        assertThat(listener.lastAccepted()).isNull();
                    }
                }
                assertThat(seen).containsExactlyInAnyOrder(0, 1, 2);
                clients.forEach(Connection::close);
            }
        }
    }

    private static void listenFor(Connection<Object> parent) throws Exception {
        try (Listener listener = listener("AF_UNIX")) {
            parent.send(inWords(listener.address()));
            Connection<String> accepted = listener.accept();
            parent.send(accepted);
            accepted.close();
            parent.recv(); // what is not received lives here
        }
    }

    @ContractTest(SPAWN)
    @Tag("PIPE.7")
    void anAcceptedConnectionTravels(Context mp) throws Exception {
        Pipe<Object> pipe = mp.pipe();
        Process server = mp.process(ListenerContractTest::listenFor, pipe.right());
        server.start();
        String address = (String) pipe.left().recv();
        Process client = mp.process(ListenerContractTest::sendTo, address, "from the second child");
        client.start();
        try (Connection<?> connection = (Connection<?>) pipe.left().recv()) {
            assertThat(connection.recv()).isEqualTo("from the second child");
        }
        pipe.left().send("done");
        server.join();
        client.join();
        assertThat(server.exitCode()).hasValue(0);
        assertThat(client.exitCode()).hasValue(0);
    }

    private static void talk(String address) throws Exception {
        try (Connection<Object> connection = Client.connect(ofWords(address), KEY)) {
            for (Object message = connection.recv(); message != null; message = connection.recv()) {
                connection.send(message);
            }
        }
    }

    @ContractTest
    void allThatAPipeCarriesGoesBothWays(Context mp) throws Exception {
        for (String family : FAMILIES) {
            try (Listener listener = listener(family)) {
                Process echo = mp.process(ListenerContractTest::talk, inWords(listener.address()));
                echo.start();
                try (Connection<Object> connection = listener.accept()) {
                    byte[] large = new byte[5 << 20];
                    Arrays.fill(large, (byte) 7);
                    for (Object message : List.of("text", 42, List.of(1, "two"), large, new byte[0])) {
                        connection.send(message);
                        assertThat(connection.recv()).isEqualTo(message);
                    }
                    Queue<String> queue = mp.queue();
                    connection.send(queue);
                    Queue<?> back = (Queue<?>) connection.recv();
                    queue.put("shared");
                    assertThat(back.get()).isEqualTo("shared");
                    connection.send(null);
                    assertThatThrownBy(connection::recv).isInstanceOf(EOFException.class);
                }
                echo.join();
                assertThat(echo.exitCode()).hasValue(0);
            }
        }
    }

    @ContractTest
    void aConnectionOutlivesItsListener(Context mp) throws Exception {
        for (String family : FAMILIES) {
            Connection<String> client;
            Connection<String> accepted;
            try (Listener listener = listener(family)) {
                client = Client.connect(listener.address(), KEY);
                accepted = listener.accept();
            }
            client.send("still");
            assertThat(accepted.recv()).isEqualTo("still");
            accepted.send("here");
            assertThat(client.recv()).isEqualTo("here");
            client.close();
            assertThatThrownBy(accepted::recv).isInstanceOf(EOFException.class);
            assertThatThrownBy(() -> {
                        while (true) {
                            accepted.send("to nobody");
                        }
                    })
                    .isInstanceOf(IOException.class);
            accepted.close();
        }
    }

    @ContractTest
    void thoseWhoWereNotAcceptedAreSentAwayWhenItCloses(Context mp) throws Exception {
        Listener listener = listener("AF_UNIX");
        try (Connection<String> client = Client.connect(listener.address(), KEY)) {
            listener.close();
            assertThatThrownBy(client::recv).isInstanceOf(EOFException.class);
        }
    }

    /** Half a word, and then silence: others are accepted meanwhile. */
    @ContractTest
    void silenceAndNoiseKeepNobodyWaiting(Context mp) throws Exception {
        for (String family : FAMILIES) {
            try (Listener listener = listener(family)) {
                List<SocketChannel> silent = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    SocketChannel channel = SocketChannel.open(listener.address());
                    if (i % 2 == 0) {
                        channel.write(ByteBuffer.wrap(new byte[] {1}));
                    }
                    silent.add(channel);
                }
                long start = System.nanoTime();
                assertWorks(mp, listener);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TEN_SECONDS);
                for (SocketChannel channel : silent) {
                    channel.close();
                }
                assertThatThrownBy(listener::accept).isInstanceOf(AuthenticationException.class);
            }
        }
    }

    @ContractTest
    void whoeverWaitsForAClientIsWoken(Context mp) throws Exception {
        Listener listener = listener("AF_UNIX");
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread thread = new Thread(() -> {
                try {
                    listener.accept();
                } catch (IOException | InterruptedException failure) {
                    failures.add(failure);
                }
            });
            thread.start();
            waiting.add(thread);
        }
        for (Thread thread : waiting) {
            until(() -> thread.getState() == Thread.State.WAITING);
        }
        waiting.get(0).interrupt();
        waiting.get(0).join();
        assertThat(failures).singleElement().isInstanceOf(InterruptedException.class);
        listener.close();
        waiting.get(1).join();
        assertThat(failures.get(1)).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    @ContractTest
    void anInterruptedClientDoesNotConnect(Context mp) throws Exception {
        try (Listener listener = listener("AF_INET")) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Client.connect(listener.address(), KEY)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
            assertWorks(mp, listener);
        }
    }

    private static void refuses(Consumer<ListenerOptions> options) {
        assertThatIllegalArgumentException().isThrownBy(() -> Listener.open(options::accept));
    }

    @ContractTest
    void badInputIsRefusedAtOnce(Context mp) throws Exception {
        refuses(o -> o.authKey(new byte[0]));
        refuses(o -> o.backlog(0));
        refuses(o -> o.address(InetSocketAddress.createUnresolved("no.such.host.invalid", 1))
                .authKey(KEY));
        refuses(o -> o.address(new SocketAddress() {
            private static final long serialVersionUID = 1L;
        }));
        refuses(o -> o.family("AF_INET")); // without a key
        refuses(o -> o.address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        refuses(o -> o.family("AF_INET").address(UnixDomainSocketAddress.of(directory.resolve("s"))));
        assertThatNullPointerException().isThrownBy(() -> Listener.open(null)).withMessageContaining("options");
        assertThatNullPointerException().isThrownBy(() -> Listener.open(o -> o.authKey(null)));
        assertThatNullPointerException().isThrownBy(() -> Listener.open(o -> o.address(null)));
        assertThatNullPointerException().isThrownBy(() -> Listener.open(o -> o.family(null)));
        assertThatNullPointerException().isThrownBy(() -> Client.connect(null));
        assertThatNullPointerException().isThrownBy(() -> Client.connect(null, KEY));
        UnixDomainSocketAddress nowhere = UnixDomainSocketAddress.of(directory.resolve("nobody"));
        assertThatNullPointerException().isThrownBy(() -> Client.connect(nowhere, null));
        assertThatIllegalArgumentException().isThrownBy(() -> Client.connect(nowhere, new byte[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
        assertThatThrownBy(() -> Client.connect(nowhere)).isInstanceOf(IOException.class);
        assertThatIllegalStateException()
                .isThrownBy(() -> Listener.open(o -> o.backlog(1).backlog(2)));
        assertThatThrownBy(() ->
                        Listener.open(o -> o.address(UnixDomainSocketAddress.of(directory.resolve("long".repeat(60))))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Listener.open(o -> o.address(
                        UnixDomainSocketAddress.of(directory.resolve("missing").resolve("s")))))
                .isInstanceOf(IOException.class);
        try (Listener open = Listener.open(o -> o.address(nowhere))) {
            assertThat(open).hasToString("Listener[" + nowhere + "]");
            assertThat(Files.getPosixFilePermissions(nowhere.getPath())).hasSize(2);
        }
        assertThat(nowhere.getPath()).doesNotExist();
    }
}
