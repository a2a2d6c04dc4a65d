package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Children.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.DecodingException;
import io.github.multiprocessing4j.ShareableList;
import io.github.multiprocessing4j.SharedMemory;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

class ShareableListContractTest {

    private final List<SharedMemory> made = new ArrayList<>();

    private ShareableList mine(ShareableList list) {
        made.add(list.shm());
        return list;
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

    // Contents

    @ContractTest
    @Tag("SHM.6")
    void itemsComeBackAsTheyWere(Context mp) throws Exception {
        byte[] bytes = {1, 0, -1, 0, 0};
        Object[] items = {"howdy", bytes, -273.154, 100L, null, true, 42L};
        ShareableList list = mine(mp.shareableList(items));

        assertThat(list.size()).isEqualTo(7);
        for (int i = 0; i < items.length; i++) {
            assertThat(list.get(i)).isEqualTo(items[i]);
        }
        assertThat(list).containsExactly(items);
        try (ShareableList same = ShareableList.attach(list.shm().name())) {
            assertThat(same).containsExactly(items);
            assertThat(same.size()).isEqualTo(7);
        }
        assertThat(list.toString()).contains(list.shm().name());
    }

    @ContractTest
    @Tag("SHM.6")
    void indicesBeyondTheEndAreRefused(Context mp) throws Exception {
        ShareableList list = mine(mp.shareableList("howdy", 1L, 2L, 3L, 4L, 5L, 6L));
        for (int index : new int[] {7, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> list.get(index)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> list.set(index, 1L)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        Iterator<Object> iterator = list.iterator();
        for (int i = 0; i < 7; i++) {
            iterator.next();
        }
        assertThat(iterator.hasNext()).isFalse();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
    }

    @ContractTest
    @Tag("SHM.6")
    void itemsAreFoundAndCounted(Context mp) throws Exception {
        ShareableList list = mine(mp.shareableList("a", 42L, new byte[] {1}, 42L, null, true, 42));

        assertThat(list.index(42L)).isEqualTo(1);
        assertThat(list.index(new byte[] {1})).isEqualTo(2);
        assertThat(list.index(null)).isEqualTo(4);
        assertThat(list.index(42)).isEqualTo(6);
        assertThatThrownBy(() -> list.index("42")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> list.index(new byte[0])).isInstanceOf(NoSuchElementException.class);
        assertThat(list.count(42L)).isEqualTo(2);
        assertThat(list.count(null)).isEqualTo(1);
        assertThat(list.count("42")).isZero();
        assertThat(list.count(new byte[] {1})).isEqualTo(1);
    }

    @ContractTest
    @Tag("SHM.6")
    void extremesComeBackAsTheyWere(Context mp) throws Exception {
        Object[] items = {
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            Integer.MIN_VALUE,
            Integer.MAX_VALUE,
            0,
            -0.0,
            Double.NaN,
            Double.MIN_VALUE,
            Float.MAX_VALUE,
            -0f,
            false,
            "",
            "\0",
            "äöü\0",
            "\uD83D\uDE00",
            new byte[0],
            new byte[1],
            new byte[16],
            "x".repeat(999_999),
            "y".repeat(1_000_000),
            new byte[2_000_000],
            "7 bytes",
            "8 bytes."
        };
        ShareableList list = mine(mp.shareableList(items));
        assertThat(list).containsExactly(items);
        assertThat(mine(mp.shareableList())).isEmpty();
    }

    // Changes

    @ContractTest
    @Tag("SHM.7")
    void itemsAreReplaced(Context mp) throws Exception {
        ShareableList list = mine(mp.shareableList("howdy", null, 42L, 2.5));
        list.set(2, 43L);
        list.set(1, "some");
        assertThat(list).containsExactly("howdy", "some", 43L, 2.5);
        list.set(0, 1);
        list.set(1, new byte[] {1, 2});
        list.set(2, null);
        list.set(3, false);
        assertThat(list).containsExactly(1, new byte[] {1, 2}, null, false);
        list.set(0, "again");
        assertThat(list.get(0)).isEqualTo("again");
    }

    @ContractTest
    @Tag("SHM.7")
    void textAndBytesKeepTheirRoom(Context mp) throws Exception {
        Object[] items = {"five5", "eight888", new byte[5], new byte[8], 1L, true, null, 1.5, "", "neighbour"};
        int[] rooms = {8, 16, 8, 16, 8, 8, 8, 8, 8, 16};
        for (int i = 0; i < items.length; i++) {
            ShareableList list = mine(mp.shareableList(items));
            int room = rooms[i];
            int index = i;
            for (Object longer : List.of("x".repeat(room + 1), "ä" + "x".repeat(room - 1), new byte[room + 1])) {
                assertThatThrownBy(() -> list.set(index, longer))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("exceeds available storage");
                assertThat(list).containsExactly(items);
            }
            for (Object longest : List.of("x".repeat(room), "ä" + "x".repeat(room - 2), new byte[room])) {
                list.set(index, longest);
                Object[] changed = items.clone();
                changed[index] = longest;
                assertThat(list).containsExactly(changed);
            }
        }
    }

    @ContractTest
    @Tag("SHM.7")
    void childrenChangeItems(Context mp) throws Exception {
        ShareableList list = mine(mp.shareableList("howdy", 1, null));
        run(mp.process(ShareableListContractTest::change, list));
        assertThat(list).containsExactly("there", 2, "child");
    }

    private static void change(ShareableList list) {
        list.set(0, "there");
        list.set(1, (Integer) list.get(1) + 1);
        list.set(2, "child");
    }

    // Travelling

    private static byte[] write(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    @ContractTest
    @Tag("SHM.6")
    void aListTravelsByItsName(Context mp) throws Exception {
        ShareableList list = mine(mp.shareableList("howdy", 1L));
        try (ShareableList same = (ShareableList) read(write(list))) {
            assertThat(same).isNotSameAs(list).containsExactly("howdy", 1L);
            same.set(1, 2L);
            assertThat(list.get(1)).isEqualTo(2L);
        }
    }

    @ContractTest
    @Tag("SHM.8")
    void aListWhoseBlockIsGoneCannotBeReadBack(Context mp) throws Exception {
        ShareableList list = mine(mp.shareableList("howdy"));
        byte[] written = write(list);
        list.close();
        list.shm().unlink();
        assertThatThrownBy(() -> read(written))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(list.shm().name());
    }

    // Ends and bad input

    @ContractTest
    @Tag("SHM.9")
    void afterCloseThereIsNoWayIn(Context mp) throws Exception {
        ShareableList list = mine(mp.shareableList("howdy", 1L));
        Iterator<Object> iterator = list.iterator();
        list.close();
        list.close();
        assertThatThrownBy(() -> list.get(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> list.set(0, "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> list.count("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> list.index("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(iterator::next).isInstanceOf(IllegalStateException.class);
        assertThat(list.size()).isEqualTo(2);
        assertThat(list.toString()).contains(list.shm().name());
    }

    @ContractTest
    void namesAreThoseOfBlocks(Context mp) throws Exception {
        ShareableList list = mine(ShareableList.create("mp4j-test-" + System.nanoTime(), List.of(1L)));
        assertThatThrownBy(() -> ShareableList.create(list.shm().name(), List.of(2L)))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(list).containsExactly(1L);
        assertThatThrownBy(() -> ShareableList.attach("mp4j-test-no-such")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> ShareableList.create("a/b", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ShareableList.attach(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
    }

    @ContractTest
    void itemsOfOtherClassesAreRefused(Context mp) throws Exception {
        ShareableList list = mine(mp.shareableList("howdy", 1L));
        for (Object item : Arrays.asList(new Object(), 'c', (short) 1, (byte) 1, new int[1], List.of())) {
            assertThatThrownBy(() -> mp.shareableList(1L, item))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(item.getClass().getName());
            assertThatThrownBy(() -> list.set(0, item)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(list).containsExactly("howdy", 1L);
        assertThatThrownBy(() -> mp.shareableList((Object[]) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("items");
    }

    @ContractTest
    void aBlockWithoutAListIsNoList(Context mp) throws Exception {
        SharedMemory memory = mp.sharedMemory(100);
        made.add(memory);
        memory.buf().order(ByteOrder.nativeOrder()).putLong(0, 1000);
        assertThatThrownBy(() -> ShareableList.attach(memory.name()))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining(memory.name())
                .hasMessageContaining("1000 items");
    }
}
