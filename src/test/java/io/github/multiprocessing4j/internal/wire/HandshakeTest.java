package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.internal.memory.PrivateDirectory;
import io.github.multiprocessing4j.internal.wire.Handshake.Hello;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HandshakeTest {

    private static final String NAME = "9f3c/3/1";
    private static final Hello PARENT = new Hello("17.0.1+2", 1000);
    private static final Hello CHILD = new Hello("17.0.1+2", 2000);
    private static final int FUZZED = Integer.getInteger("mp.fuzz.count", 100_000);

    private final byte[] key = new byte[Handshake.KEY];

    private SocketChannel ofParent;
    private SocketChannel ofChild;

    /** What the child has sent. */
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void connect() throws IOException {
        new Random(7).nextBytes(key);
        try (PrivateDirectory directory = PrivateDirectory.create();
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(directory.resolve("s")));
            ofChild = SocketChannel.open(server.getLocalAddress());
            ofParent = server.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        ofChild.close();
        ofParent.close();
    }

    /** The child's channel, with an ear at it. */
    private ByteChannel overheard() {
        return new ByteChannel() {
            @Override
            public int read(ByteBuffer into) throws IOException {
                return ofChild.read(into);
            }

            @Override
            public int write(ByteBuffer from) throws IOException {
                ByteBuffer copy = from.duplicate();
                int count = ofChild.write(from);
                said.write(copy.array(), copy.position(), count);
                return count;
            }

            @Override
            public boolean isOpen() {
                return ofChild.isOpen();
            }

            @Override
            public void close() {}
        };
    }

    private FutureTask<Hello> child(byte[] itsKey, String itsName, Hello hello) {
        FutureTask<Hello> child = new FutureTask<>(() -> {
            try {
                return Handshake.connect(overheard(), itsKey, itsName, hello);
            } finally {
                ofChild.shutdownOutput();
            }
        });
        Thread thread = new Thread(child, "child");
        thread.setDaemon(true);
        thread.start();
        return child;
    }

    private Hello accept() throws IOException {
        try {
            return Handshake.accept(ofParent, key, NAME, PARENT);
        } finally {
            ofParent.shutdownOutput();
        }
    }

    private static void assertRefused(FutureTask<Hello> child) {
        assertThatThrownBy(() -> child.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(HandshakeException.class);
    }

    @Test
    void thoseWhoShareAKeyHearWhatTheOtherSays() throws Exception {
        FutureTask<Hello> child = child(key.clone(), NAME, CHILD);
        assertThat(accept()).isEqualTo(CHILD);
        assertThat(child.get(30, TimeUnit.SECONDS)).isEqualTo(PARENT);
    }

    @Test
    void noByteMoreIsRead() throws Exception {
        FutureTask<Hello> child = child(key, NAME, CHILD);
        Handshake.accept(ofParent, key, NAME, PARENT);
        child.get(30, TimeUnit.SECONDS);
        ofParent.write(ByteBuffer.wrap(new byte[] {42}));
        ByteBuffer next = ByteBuffer.allocate(10);
        ofChild.read(next);
        assertThat(next.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {42}));
    }

    @Test
    void whoeverHasAnotherKeyIsRefusedByBoth() throws Exception {
        byte[] other = key.clone();
        other[31] ^= 1;
        FutureTask<Hello> child = child(other, NAME, CHILD);
        assertThatThrownBy(this::accept)
                .isExactlyInstanceOf(HandshakeException.class)
                .hasMessage("the other side does not know the key");
        assertRefused(child);
    }

    @Test
    void aChildIsNotTakenForAnother() throws Exception {
        FutureTask<Hello> child = child(key, NAME + "0", CHILD);
        assertThatThrownBy(this::accept).isExactlyInstanceOf(HandshakeException.class);
        assertRefused(child);
    }

    @Test
    void anotherJvmIsRefusedForWhatItIs() throws Exception {
        FutureTask<Hello> child = child(key, NAME, new Hello("17.0.2+1", 2000));
        assertThatThrownBy(this::accept)
                .isExactlyInstanceOf(Handshake.RefusedException.class)
                .hasMessageContaining("17.0.2+1")
                .hasMessageContaining("17.0.1+2");
        assertRefused(child);
    }

    @Test
    void aStrangerCannotMakeTheParentBelieveThatItsChildIsAnotherJvm() throws Exception {
        FutureTask<Hello> child = child(new byte[Handshake.KEY], NAME, new Hello("17.0.2+1", 2000));
        assertThatThrownBy(this::accept).isExactlyInstanceOf(HandshakeException.class);
        assertRefused(child);
    }

    @Test
    void whatWasSaidOnceIsOfNoUseLater() throws Exception {
        FutureTask<Hello> child = child(key, NAME, CHILD);
        accept();
        child.get(30, TimeUnit.SECONDS);

        ScriptedChannel replayed = new ScriptedChannel(said.toByteArray());
        assertThatThrownBy(() -> Handshake.accept(replayed, key, NAME, PARENT))
                .isExactlyInstanceOf(HandshakeException.class)
                .hasMessage("the other side does not know the key");
        assertThat(replayed.read()).as("bytes read").isEqualTo(said.size());
    }

    /** Who knows no key can still send back what he is sent. */
    @Test
    void whatOneSaysIsNoProofToOneself() throws Exception {
        assertEchoIsRefused(channel -> Handshake.connect(channel, key, NAME, CHILD));
        assertEchoIsRefused(channel -> Handshake.accept(channel, key, NAME, PARENT));
    }

    private interface Side {

        Hello shake(ByteChannel channel) throws IOException;
    }

    private void assertEchoIsRefused(Side side) {
        EchoChannel echo = new EchoChannel(hello());
        assertThatThrownBy(() -> side.shake(echo)).isExactlyInstanceOf(HandshakeException.class);
        assertThat(echo.proofs).isLessThanOrEqualTo(1);
    }

    /** Says a hello first, if it is asked to, and then whatever it has heard last. */
    private static final class EchoChannel implements ByteChannel {

        private final ByteBuffer heard = ByteBuffer.allocate(2000);
        private int from;
        private int proofs;

        EchoChannel(byte[] first) {
            heard.put(first);
        }

        @Override
        public int read(ByteBuffer into) {
            int count = Math.min(into.remaining(), heard.position() - from);
            if (count == 0) {
                return -1;
            }
            into.put(heard.array(), from, count);
            from += count;
            return count;
        }

        @Override
        public int write(ByteBuffer message) {
            int count = message.remaining();
            if (count == 2 + Proof.LENGTH) {
                proofs++;
            }
            heard.put(message);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** A hello as the child has it. */
    private byte[] hello() {
        ScriptedChannel nobody = new ScriptedChannel(new byte[0]);
        assertThatThrownBy(() -> Handshake.accept(nobody, key, NAME, PARENT)).isInstanceOf(HandshakeException.class);
        return nobody.written();
    }

    @Test
    void aMessageOf257BytesIsNotRead() {
        byte[] script = new byte[2 + 257];
        script[0] = 1;
        script[1] = 1;
        ScriptedChannel stranger = new ScriptedChannel(script);
        assertThatThrownBy(() -> Handshake.accept(stranger, key, NAME, PARENT))
                .isExactlyInstanceOf(HandshakeException.class)
                .hasMessageContaining("257");
        assertThat(stranger.read()).as("bytes read").isEqualTo(2);
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] script = hello();
        script[2 + Integer.BYTES] = 2;
        assertThatThrownBy(() -> Handshake.accept(new ScriptedChannel(script), key, NAME, PARENT))
                .isExactlyInstanceOf(HandshakeException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void whoeverSaysNothingIsLeftWhenTheChannelIsClosed() throws Exception {
        FutureTask<Hello> parent = new FutureTask<>(() -> Handshake.accept(ofParent, key, NAME, PARENT));
        Thread thread = new Thread(parent, "parent");
        thread.start();
        ofChild.write(ByteBuffer.wrap(new byte[] {0, 100, 1})); // and goes on like that, one byte a second
        ofParent.close();
        assertThatThrownBy(() -> parent.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
        thread.join();
    }

    @Test
    void whoeverEndsAnywhereIsRefused() throws Exception {
        FutureTask<Hello> child = child(key, NAME, CHILD);
        accept();
        child.get(30, TimeUnit.SECONDS);
        byte[] whole = said.toByteArray();
        for (int length = 0; length < whole.length; length++) {
            ScriptedChannel cut = new ScriptedChannel(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Handshake.accept(cut, key, NAME, PARENT))
                    .isExactlyInstanceOf(HandshakeException.class);
        }
    }

    /** A man in the middle who changes one bit of what goes in one direction. */
    private static final class Changing implements ByteChannel {

        private final SocketChannel channel;
        private final int wanted;
        private volatile int at;

        Changing(SocketChannel channel, int wanted) {
            this.channel = channel;
            this.wanted = wanted;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return channel.read(into);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            int start = at;
            int offset = wanted - start;
            if (offset >= 0 && offset < from.remaining()) {
                from.put(from.position() + offset, (byte) (from.get(from.position() + offset) ^ 1 << wanted % 8));
            }
            int count = channel.write(from);
            at = start + count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() {}
    }

    @Test
    void nothingOfWhatTheChildSaysCanBeChanged() throws Exception {
        int length = hello().length + 2 + Proof.LENGTH;
        for (int i = 0; i < length; i++) {
            Changing changing = new Changing(ofChild, i);
            FutureTask<Hello> child = new FutureTask<>(() -> {
                Handshake.connect(changing, key, NAME, CHILD);
                throw new AssertionError("it has not noticed");
            });
            FutureTask<Hello> parent = new FutureTask<>(this::accept);
            assertBothRefuse(child, changing, length, parent);
        }
    }

    @Test
    void nothingOfWhatTheParentSaysCanBeChanged() throws Exception {
        int hello = hello().length;
        for (int i = 2; i < hello + 2 + Proof.LENGTH; i++) {
            if (i == hello || i == hello + 1) {
                continue; // with another length the child waits for the rest, as long as it is let
            }
            Changing changing = new Changing(ofParent, i);
            FutureTask<Hello> child = child(key, NAME, CHILD);
            try {
                Handshake.accept(changing, key, NAME, PARENT);
                assertThat(i).as("byte that is changed").isGreaterThan(hello);
            } catch (HandshakeException refused) {
                assertThat(i).as("byte that is changed").isLessThan(hello);
            }
            ofParent.shutdownOutput();
            assertRefused(child);
            close();
            connect();
        }
    }

    private void assertBothRefuse(FutureTask<Hello> child, Changing changing, int length, FutureTask<Hello> parent)
            throws Exception {
        Thread ofTheChild = new Thread(child, "child");
        Thread ofTheParent = new Thread(parent, "parent");
        ofTheChild.start();
        ofTheParent.start();
        while (ofTheChild.isAlive() && changing.at < length) {
            Thread.onSpinWait();
        }
        ofChild.shutdownOutput();
        assertRefused(parent);
        assertRefused(child);
        ofTheChild.join();
        ofTheParent.join();
        close();
        connect();
    }

    @Test
    @Tag("fuzz")
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void anythingElseIsRefusedInTheSameWay() {
        long seed = Long.getLong("mp.fuzz.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] good = hello();
        for (int i = 0; i < FUZZED; i++) {
            byte[] script = random.nextInt(4) == 0
                    ? new byte[random.nextInt(600)]
                    : Arrays.copyOf(good, random.nextInt(3 * good.length));
            for (int flips = script.length == 0 ? 0 : random.nextInt(20); flips > 0; flips--) {
                script[random.nextInt(script.length)] = (byte) random.nextInt();
            }
            boolean parent = random.nextBoolean();
            ScriptedChannel stranger = new ScriptedChannel(script);
            try {
                Hello hello = parent
                        ? Handshake.accept(stranger, key, NAME, PARENT)
                        : Handshake.connect(stranger, key, NAME, CHILD);
                throw new AssertionError("input " + i + " of seed " + seed + " was taken for " + hello);
            } catch (HandshakeException refused) {
                assertThat(refused.getMessage())
                        .as("input %s of seed %s", i, seed)
                        .isNotEmpty();
            } catch (IOException | RuntimeException other) {
                throw new AssertionError("input " + i + " of seed " + seed, other);
            }
        }
    }

    @Test
    void thisJvmHasAHello() {
        Hello hello = Hello.ofThisJvm();
        assertThat(hello.runtime()).isEqualTo(System.getProperty("java.vm.version"));
        assertThat(hello.messageLimit()).isPositive();
    }

    @Test
    void aHelloFitsIntoAMessage() throws Exception {
        Hello longest = new Hello("x".repeat(100), Long.MAX_VALUE);
        FutureTask<Hello> child = child(key, NAME, longest);
        assertThat(Handshake.accept(ofParent, key, NAME, longest)).isEqualTo(longest);
        child.get(30, TimeUnit.SECONDS);
        assertThatThrownBy(() -> new Hello("x".repeat(101), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Hello("17\n", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Hello("17", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyOfAnotherLengthIsAMistake() {
        assertThatThrownBy(() -> Handshake.accept(ofParent, new byte[16], NAME, PARENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16");
    }
}
