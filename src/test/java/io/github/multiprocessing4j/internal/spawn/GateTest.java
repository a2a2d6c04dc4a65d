package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.multiprocessing4j.internal.memory.PrivateDirectory;
import io.github.multiprocessing4j.internal.wire.Handshake;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who comes in where one child is expected, and who does not. */
@Timeout(60)
class GateTest {

    private static final String NAME = "0/1";
    private static final String NOBODY = "65534";

    private final byte[] key = new byte[Handshake.KEY];
    private final List<SocketChannel> strangers = new ArrayList<>();

    private PrivateDirectory directory;
    private Gate gate;

    @BeforeEach
    void open() throws IOException {
        new Random(7).nextBytes(key);
        directory = PrivateDirectory.create();
        gate = new Gate(directory.resolve("s1"));
    }

    @AfterEach
    void close() throws IOException {
        for (SocketChannel stranger : strangers) {
            stranger.close();
        }
        gate.close();
        directory.close();
    }

    private SocketChannel stranger() throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(gate.path()));
        strangers.add(channel);
        return channel;
    }

    private static <T> FutureTask<T> begin(FutureTask<T> task) {
        Thread thread = new Thread(task, "other-side");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private FutureTask<Gate.Admitted> waiting(CountDownLatch gone) {
        return begin(new FutureTask<>(() -> gate.await(
                key,
                NAME,
                Handshake.Hello.ofThisJvm(),
                false,
                TimeUnit.SECONDS.toNanos(30),
                () -> gone.getCount() > 0)));
    }

    /** The one that is expected comes in, whoever came first. */
    private void assertChildIsAdmitted() throws Exception {
        FutureTask<Gate.Admitted> waiting = waiting(new CountDownLatch(1));
        try (SocketChannel child = SocketChannel.open(UnixDomainSocketAddress.of(gate.path()))) {
            Handshake.connect(child, key, NAME, Handshake.Hello.ofThisJvm());
            try (SocketChannel admitted = waiting.get().channel()) {
                admitted.write(ByteBuffer.wrap(new byte[] {42}));
                ByteBuffer got = ByteBuffer.allocate(1);
                child.read(got);
                assertThat(got.get(0)).isEqualTo((byte) 42);
            }
        }
    }

    @Test
    void noiseBeforeTheChildDoesNotKeepItOut() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[1 + random.nextInt(600)];
            random.nextBytes(noise);
            stranger().write(ByteBuffer.wrap(noise));
        }
        assertChildIsAdmitted();
    }

    @Test
    void thoseWhoGoAwayAgainDoNotKeepItOut() throws Exception {
        for (int i = 0; i < 20; i++) {
            stranger().close();
        }
        assertChildIsAdmitted();
    }

    @Test
    void whoeverHasAnotherKeyIsTurnedAwayAndTheChildComesIn() throws Exception {
        byte[] wrong = new byte[Handshake.KEY];
        Arrays.fill(wrong, (byte) 9);
        SocketChannel first = stranger();
        FutureTask<Handshake.Hello> attempt =
                begin(new FutureTask<>(() -> Handshake.connect(first, wrong, NAME, Handshake.Hello.ofThisJvm())));
        assertChildIsAdmitted();
        assertThatThrownBy(attempt::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void whoeverIsNotTheOneExpectedIsTurnedAway() throws Exception {
        SocketChannel first = stranger();
        FutureTask<Handshake.Hello> attempt =
                begin(new FutureTask<>(() -> Handshake.connect(first, key, "0/2", Handshake.Hello.ofThisJvm())));
        assertChildIsAdmitted();
        assertThatThrownBy(attempt::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void oneThatCannotComeAnyMoreIsNotWaitedFor() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        FutureTask<Gate.Admitted> waiting = waiting(gone);
        gone.countDown();
        assertThat(waiting.get()).isNull();
    }

    @Test
    void oneThatDoesNotComeIsWaitedForNoLongerThanAllowed() {
        assertThatThrownBy(() -> gate.await(key, NAME, Handshake.Hello.ofThisJvm(), false, 1_000_000, () -> true))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("1 ms");
    }

    private static int asNobody(String... command) throws Exception {
        List<String> words =
                new ArrayList<>(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
        words.addAll(List.of(command));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** The superuser alone can be somebody else. */
    @Test
    void anotherUserNeitherSeesNorReachesIt() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "there is setpriv");
        assumeTrue("root".equals(System.getProperty("user.name")), "the tests are run by the superuser");
        String socket = gate.path().toString();
        String place = directory.path().toString();
        assertThat(asNobody("ls", "/")).as("what everybody may do").isZero();
        assertThat(asNobody("ls", place)).isNotZero();
        assertThat(asNobody("ls", socket)).isNotZero();
        assertThat(asNobody("touch", place + "/own")).isNotZero();
        assertThat(asNobody("rm", "-f", socket)).isNotZero();
        assertThat(gate.path()).exists();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "there is something to connect with");
        String program = "import socket,sys; s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])";
        assertThat(new ProcessBuilder("/usr/bin/python3", "-c", program, socket)
                        .start()
                        .waitFor())
                .as("what the user himself may do")
                .isZero();
        assertThat(asNobody("/usr/bin/python3", "-c", program, socket)).isNotZero();
    }
}
