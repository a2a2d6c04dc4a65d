package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.StartMethod.THREAD;
import static io.github.multiprocessing4j.harness.Children.run;
import static io.github.multiprocessing4j.harness.Times.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.DecodingException;
import io.github.multiprocessing4j.Held;
import io.github.multiprocessing4j.Lock;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.ShareableList;
import io.github.multiprocessing4j.SharedMemory;
import io.github.multiprocessing4j.harness.Child;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

class SharedMemoryContractTest {

    private static final Path IN_MEMORY = Path.of("/dev/shm");

    private final List<SharedMemory> made = new ArrayList<>();

    private SharedMemory mine(SharedMemory memory) {
        made.add(memory);
        return memory;
    }

    @AfterEach
    void unlinkAll() throws IOException {
        for (SharedMemory memory : made) {
            memory.close();
            try {
                memory.unlink();
            } catch (NoSuchFileException unlinkedByTheTest) {
                continue;
            }
        }
    }

    private static String freshName() {
        return "mp4j-test-" + UUID.randomUUID();
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(SharedMemory memory, int length) {
        byte[] read = new byte[length];
        memory.buf().get(read);
        return new String(read, StandardCharsets.US_ASCII);
    }

    // Create and attach

    @ContractTest
    @Tag("SHM.1")
    void aBlockIsMadeAndAttachedTo(Context mp) throws Exception {
        String name = freshName();
        SharedMemory memory = mine(new SharedMemory(name, true, 512));

        assertThat(memory.name()).isEqualTo(name);
        assertThat(memory.size()).isEqualTo(512);
        assertThat(memory.buf().remaining()).isEqualTo(512);
        assertThat(memory.toString()).contains(name).contains("512");
        byte[] content = new byte[512];
        memory.buf().get(content);
        assertThat(content).containsOnly(0);

        SharedMemory same = mp.sharedMemory(name);
        memory.buf().put(0, (byte) 42);
        assertThat(same.buf().get(0)).isEqualTo((byte) 42);
        same.buf().put(511, (byte) 43);
        assertThat(memory.buf().get(511)).isEqualTo((byte) 43);
        assertThat(same.size()).isEqualTo(512);

        SharedMemory larger = new SharedMemory(name, false, 4096);
        assertThat(larger.size()).isEqualTo(512);

        same.close();
        larger.close();
        assertThat(memory.buf().get(0)).isEqualTo((byte) 42);
        mp.sharedMemory(name).close();
        memory.close();
        try (SharedMemory again = mp.sharedMemory(name)) {
            assertThat(again.buf().get(0)).isEqualTo((byte) 42);
        }
    }

    @ContractTest
    @Tag("SHM.1")
    void buffersAreTheirOwners(Context mp) throws Exception {
        SharedMemory memory = mine(mp.sharedMemory(16));
        ByteBuffer one = memory.buf();
        one.putInt(1).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer other = memory.buf();
        assertThat(other.position()).isZero();
        assertThat(other.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(other.getInt()).isEqualTo(1);
        ByteBuffer part = memory.buf(2, 4);
        assertThat(part.remaining()).isEqualTo(4);
        assertThat(part.getShort()).isEqualTo((short) 1);
        assertThatThrownBy(() -> memory.buf(13, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.buf(-1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.buf(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ContractTest
    void whatIsLargerThanABufferIsHadInParts(Context mp) throws Exception {
        assumeTrue(Files.isWritable(IN_MEMORY), "there is a file system in memory");
        String name = freshName();
        long size = 5L << 30;
        Files.createFile(
                IN_MEMORY.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (RandomAccessFile holes =
                new RandomAccessFile(IN_MEMORY.resolve(name).toFile(), "rw")) {
            holes.setLength(size);
        }
        SharedMemory memory = mine(mp.sharedMemory(name));
        assertThat(memory.size()).isEqualTo(size);
        assertThatThrownBy(memory::buf)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("buf(offset, length)");
        run(mp.process(SharedMemoryContractTest::writeAt, memory, (3L << 30) - 2, 0x01020304));
        run(mp.process(SharedMemoryContractTest::writeAt, memory, size - 4, 0x05060708));
        assertThat(memory.buf((3L << 30) - 2, 4).getInt()).isEqualTo(0x01020304);
        assertThat(memory.buf((2L << 30) + 1, 1 << 30).getInt((1 << 30) - 4)).isEqualTo(0x00010203);
        assertThat(memory.buf(size - 4, 4).getInt()).isEqualTo(0x05060708);
        assertThat(memory.buf(0, 4).getInt()).isZero();
        assertThatThrownBy(() -> memory.buf(0, (1 << 30) + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> memory.buf(size - 3, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ShareableList.attach(name)).isInstanceOf(DecodingException.class);
    }

    private static void writeAt(SharedMemory memory, long offset, int value) {
        memory.buf(offset, 4).putInt(value);
    }

    @ContractTest
    @Tag("SHM.2")
    void aNameInUseIsNotTaken(Context mp) throws Exception {
        SharedMemory memory = mine(mp.sharedMemory(freshName(), 100));
        memory.buf().put(bytes("howdy"));
        assertThatThrownBy(() -> mp.sharedMemory(memory.name(), 200))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(memory.name());
        assertThatThrownBy(() -> new SharedMemory(memory.name(), true, 100))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(memory.size()).isEqualTo(100);
        try (SharedMemory same = mp.sharedMemory(memory.name())) {
            assertThat(same.size()).isEqualTo(100);
            assertThat(text(same, 5)).isEqualTo("howdy");
        }
    }

    @ContractTest
    @Tag("SHM.2")
    void anUnknownNameIsNotFound(Context mp) throws Exception {
        String name = freshName();
        assertThatThrownBy(() -> mp.sharedMemory(name))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(name);
        SharedMemory memory = mine(mp.sharedMemory(name, 10));
        memory.unlink();
        assertThatThrownBy(() -> mp.sharedMemory(name)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(memory::unlink).isInstanceOf(NoSuchFileException.class);
    }

    @ContractTest
    @Tag("SHM.2")
    void aNameIsNeededToAttachAndInventedToCreate(Context mp) throws Exception {
        assertThatThrownBy(() -> new SharedMemory(null, false, 0)).isInstanceOf(IllegalArgumentException.class);
        SharedMemory one = mine(new SharedMemory(null, true, 10));
        SharedMemory other = mine(mp.sharedMemory(10));
        assertThat(one.name()).isNotEmpty().isNotEqualTo(other.name());
    }

    @ContractTest
    void anotherBlockOfTheSameNameIsNotRemoved(Context mp) throws Exception {
        SharedMemory first = mine(mp.sharedMemory(freshName(), 10));
        first.unlink();
        SharedMemory second = mine(mp.sharedMemory(first.name(), 20));
        assertThatThrownBy(first::unlink).isInstanceOf(NoSuchFileException.class);
        try (SharedMemory same = mp.sharedMemory(first.name())) {
            assertThat(same.size()).isEqualTo(20);
        }
        first.buf().put(0, (byte) 1);
        assertThat(second.buf().get(0)).isZero();
    }

    @ContractTest
    void ofManyWhoWantANameOneGetsIt(Context mp) throws Exception {
        for (int round = 0; round < 20; round++) {
            String name = freshName();
            AtomicInteger losers = new AtomicInteger();
            List<Callable<?>> makers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                makers.add(() -> {
                    try {
                        SharedMemory memory = mp.sharedMemory(name, 10_000);
                        synchronized (made) {
                            return made.add(memory);
                        }
                    } catch (FileAlreadyExistsException lost) {
                        return losers.incrementAndGet();
                    }
                });
            }
            Race.atOnce(makers);
            assertThat(losers).hasValue(3);
            try (SharedMemory whole = mp.sharedMemory(name)) {
                assertThat(whole.size()).isEqualTo(10_000);
            }
        }
    }

    @ContractTest(SPAWN)
    void ofManyProcessesThatWantANameOneGetsIt(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            String name = freshName();
            List<Integer> won = pool.map(i -> wins(name, i), List.of(1, 2, 3, 4, 5, 6), o -> o.chunkSize(1));
            assertThat(won).filteredOn(i -> i > 0).hasSize(1);
            try (SharedMemory memory = mine(mp.sharedMemory(name))) {
                assertThat(won).contains(memory.buf().getInt(0));
            }
        }
    }

    private static int wins(String name, int i) throws IOException {
        try (SharedMemory memory = SharedMemory.create(name, 10_000)) {
            memory.buf().putInt(0, i);
            return i;
        } catch (FileAlreadyExistsException lost) {
            return 0;
        }
    }

    // Travelling

    private static Object copy(Object object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    @ContractTest
    @Tag("SHM.3")
    void aBlockTravelsByItsName(Context mp) throws Exception {
        SharedMemory memory = mine(mp.sharedMemory(100));
        memory.buf().put(bytes("howdy"));
        try (SharedMemory same = (SharedMemory) copy(memory)) {
            assertThat(same).isNotSameAs(memory);
            assertThat(same.name()).isEqualTo(memory.name());
            assertThat(same.size()).isEqualTo(100);
            assertThat(text(same, 5)).isEqualTo("howdy");
            same.buf().put(0, (byte) 'H');
            assertThat(text(memory, 5)).isEqualTo("Howdy");
            memory.buf().put(1, (byte) 'O');
            assertThat(text(same, 5)).isEqualTo("HOwdy");
        }
        memory.close();
        try (SharedMemory same = (SharedMemory) copy(memory)) {
            assertThat(text(same, 5)).isEqualTo("HOwdy");
        }
        memory.unlink();
        assertThatThrownBy(() -> copy(memory)).isInstanceOf(NoSuchFileException.class);
    }

    @ContractTest
    @Tag("SHM.4")
    void whatChildrenWriteIsReadByTheirParent(Context mp) throws Exception {
        SharedMemory memory = mine(mp.sharedMemory(freshName(), 100));

        run(mp.process(SharedMemoryContractTest::writeByName, memory.name()));
        assertThat(text(memory, 5)).isEqualTo("hello");

        // On threads a child that is to close the object has to have one of its own.
        SharedMemory argument = mp.startMethod() == THREAD ? mp.sharedMemory(memory.name()) : memory;
        run(mp.process(SharedMemoryContractTest::writeAndClose, argument));
        assertThat(text(memory, 5)).isEqualTo("there");
        memory.buf().put(bytes("still"));
        try (SharedMemory same = mp.sharedMemory(memory.name())) {
            assertThat(text(same, 5)).isEqualTo("still");
        }
    }

    private static void writeByName(String name) throws IOException {
        try (SharedMemory memory = SharedMemory.attach(name)) {
            memory.buf().put(bytes("hello"));
        }
    }

    private static void writeAndClose(SharedMemory memory) {
        memory.buf().put(bytes("there"));
        memory.close();
    }

    @ContractTest
    void aBlockTravelsAnyWay(Context mp) throws Exception {
        SharedMemory memory = mine(mp.sharedMemory(8));
        try (Pool pool = mp.pool(1)) {
            Queue<SharedMemory> queue = mp.queue();
            queue.put(memory);
            pool.apply(() -> put(queue.get(), 7));
            SharedMemory back = pool.apply(SharedMemoryContractTest::itself, memory);
            assertThat(back.name()).isEqualTo(memory.name());
            assertThat(back.buf().getInt(0)).isEqualTo(7);
        }
    }

    private static int put(SharedMemory memory, int value) {
        memory.buf().putInt(0, value);
        return value;
    }

    private static SharedMemory itself(SharedMemory memory) {
        return memory;
    }

    @ContractTest
    void underALockNoIncrementIsLost(Context mp) throws Exception {
        SharedMemory memory = mine(mp.sharedMemory(8));
        Lock lock = mp.lock();
        int times = 500;
        Child one = Child.process(mp, SharedMemoryContractTest::increment, memory, lock, times)
                .start();
        Child other = Child.process(mp, SharedMemoryContractTest::increment, memory, lock, times)
                .start();
        increment(memory, lock, times);
        join(one, other);
        assertThat(memory.buf().getInt(0)).isEqualTo(3 * times);
    }

    @SuppressWarnings("try") // a Held is there to be closed
    private static void increment(SharedMemory memory, Lock lock, int times) throws InterruptedException {
        ByteBuffer buffer = memory.buf();
        for (int i = 0; i < times; i++) {
            try (Held held = lock.hold()) {
                buffer.putInt(0, buffer.getInt(0) + 1);
            }
        }
    }

    // Ends

    @ContractTest(SPAWN)
    void aBlockGoesWithTheProcessThatHasMadeIt(Context mp) throws Exception {
        String name = freshName();
        run(mp.process(SharedMemoryContractTest::makeAndLeave, name));
        assertThatThrownBy(() -> mp.sharedMemory(name)).isInstanceOf(NoSuchFileException.class);
    }

    private static void makeAndLeave(String name) throws IOException {
        assertThat(SharedMemory.create(name, 10).buf().remaining()).isEqualTo(10);
    }

    @ContractTest
    void whatAChildUnlinksIsGone(Context mp) throws Exception {
        SharedMemory memory = mine(mp.sharedMemory(10));
        run(mp.process(SharedMemory::unlink, memory));
        assertThatThrownBy(() -> mp.sharedMemory(memory.name())).isInstanceOf(NoSuchFileException.class);
        memory.buf().put(0, (byte) 1);
    }

    @ContractTest
    @Tag("SHM.9")
    void afterCloseThereIsNoWayInAndNoHarm(Context mp) throws Exception {
        SharedMemory memory = mine(mp.sharedMemory(100));
        ByteBuffer before = memory.buf();
        memory.close();
        memory.close();
        assertThatThrownBy(memory::buf)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(memory.name());
        assertThatThrownBy(() -> memory.buf(0, 1)).isInstanceOf(IllegalStateException.class);
        assertThat(memory.size()).isEqualTo(100);
        assertThat(memory.name()).isNotEmpty();
        assertThat(memory.toString()).contains(memory.name());
        memory.unlink();
        System.gc();
        before.put(99, (byte) 1);
        assertThat(before.get(99)).isEqualTo((byte) 1);
        assertThat(memory.size()).isEqualTo(100);
    }

    // Bad input

    @ContractTest
    void namesThatAreNoneAreRefused(Context mp) {
        for (String name :
                List.of("", ".", "..", "a/b", "/a", "a\\b", "..\\a", "a\0b", "x".repeat(201), "ä".repeat(101))) {
            assertThatThrownBy(() -> mp.sharedMemory(name, 10))
                    .as("create %s", name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("name");
            assertThatThrownBy(() -> mp.sharedMemory(name))
                    .as("attach %s", name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> mp.sharedMemory(null, 10))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
        assertThatThrownBy(() -> mp.sharedMemory(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
    }

    @ContractTest
    void strangeNamesAreNames(Context mp) throws Exception {
        for (String name : List.of("a b", "-rf", ".hidden", "x".repeat(190), "per%cent")) {
            String fresh = name + Long.toHexString(System.nanoTime()).substring(6);
            mine(mp.sharedMemory(fresh, 1));
            mp.sharedMemory(fresh).close();
        }
    }

    @ContractTest
    void sizesThatAreNoneAreRefused(Context mp) throws Exception {
        for (long size : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> mp.sharedMemory(size))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("size: " + size);
            assertThatThrownBy(() -> mp.sharedMemory(freshName(), size)).isInstanceOf(IllegalArgumentException.class);
        }
        SharedMemory memory = mine(mp.sharedMemory(10));
        assertThatThrownBy(() -> new SharedMemory(memory.name(), false, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ContractTest
    void whatThereIsNoRoomForIsNotMade(Context mp) {
        String name = freshName();
        for (long size : new long[] {1L << 50, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> mp.sharedMemory(name, size))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no room for " + size);
        }
        assertThatThrownBy(() -> mp.sharedMemory(name)).isInstanceOf(NoSuchFileException.class);
    }

    @ContractTest
    void anInterruptDoesNotMatter(Context mp) throws Exception {
        Thread.currentThread().interrupt();
        try (SharedMemory memory = mine(mp.sharedMemory(10));
                SharedMemory same = mp.sharedMemory(memory.name())) {
            same.buf().put(0, (byte) 1);
            memory.unlink();
        }
        assertThat(Thread.interrupted()).isTrue();
    }
}
