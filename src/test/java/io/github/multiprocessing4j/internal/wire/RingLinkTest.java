package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.internal.memory.PrivateDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links over rings in shared memory. */
class RingLinkTest extends LinkTest {

    private Rings ofParent;
    private Rings ofChild;
    private ByteBuffer memory;

    @Override
    void open(PrivateDirectory directory) throws IOException {
        Path file = directory.resolve("m");
        ofParent = Rings.create(file);
        ofChild = Rings.open(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = channel.map(MapMode.READ_WRITE, 0, channel.size());
        }
        ofParent.delete();
    }

    @Override
    Rings rings(boolean parent) {
        return parent ? ofParent : ofChild;
    }

    @Test
    void noiseInTheMemoryEndsTheLink() {
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, (byte) (i * 31 + 7));
        }
        assertThatThrownBy(() -> readAll(link)).isInstanceOf(MalformedMessageException.class);
    }

    /** Whoever sends does not wait for somebody who says that he reads what was never written. */
    @Test
    void whoLiesAboutWhatHeHasReadIsSentNothing() throws Exception {
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, (byte) 0xff);
        }
        link.send(0, new byte[1 << 20]);
        assertThat(link.flush(Link.FLUSH_NANOS)).isFalse();
        assertThat(link.send(0)).isFalse();
    }

    /** Processes are started by threads of users, which others interrupt. */
    @Test
    void anInterruptDoesNotMatterToRings(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("m");
        Thread.currentThread().interrupt();
        Rings.create(file);
        Rings.open(file);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatIsOfAnotherSizeIsNoRing(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("m"), new byte[1_000]);
        assertThatThrownBy(() -> Rings.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1000 bytes");
        assertThatThrownBy(() -> Rings.create(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasSize(1_000);
    }

    /** What was written is read, also when the one who wrote it has died since. */
    @Test
    void theLastWordsOfTheDeadAreHeard() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            link.send(i, "last words");
        }
        link.close();
        assertThat(readAll(other())).hasSize(1_000);
    }
}
