package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.harness.Children.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.EncodingException;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.ShareableList;
import io.github.multiprocessing4j.SharedMemory;
import io.github.multiprocessing4j.SharedMemoryManager;
import io.github.multiprocessing4j.SharedObjectLostException;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Managers whose blocks go when they end. */
class SharedMemoryManagerContractTest {

    private static SharedMemoryManager unstarted(Context mp) {
        return SharedMemoryManager.create(o -> o.startMethod(mp.startMethod()));
    }

    private static void assertGone(Iterable<String> names) {
        for (String name : names) {
            assertThatThrownBy(() -> SharedMemory.attach(name)).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> ShareableList.attach(name)).isInstanceOf(NoSuchFileException.class);
        }
    }

    @ContractTest
    @Tag("SHM.5")
    void itMakesNothingBeforeItIsStartedOrAfterItWasShutDown(Context mp) throws Exception {
        SharedMemoryManager manager = unstarted(mp);
        assertThatThrownBy(() -> manager.sharedMemory(10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was not started");
        assertThatThrownBy(() -> manager.shareableList(1L)).isInstanceOf(IllegalStateException.class);
        manager.start();
        assertThatThrownBy(manager::start).isInstanceOf(IllegalStateException.class);
        manager.sharedMemory(10).close();
        manager.shutdown();
        assertThatThrownBy(() -> manager.sharedMemory(10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was shut down");
        assertThatThrownBy(manager::start).isInstanceOf(IllegalStateException.class);
        manager.shutdown();
        manager.close();
    }

    @ContractTest
    @Tag("SHM.5")
    void whatItHasMadeGoesWithIt(Context mp) throws Exception {
        List<String> names = new ArrayList<>();
        SharedMemoryManager manager = unstarted(mp);
        manager.start();
        try (SharedMemory memory = manager.sharedMemory(100);
                ShareableList list = manager.shareableList("howdy", 1L, null);
                SharedMemory removed = manager.sharedMemory(1)) {
            assertThat(memory.size()).isEqualTo(100);
            try (SharedMemory same = SharedMemory.attach(memory.name());
                    ShareableList sameList = ShareableList.attach(list.shm().name())) {
                memory.buf().put(99, (byte) 1);
                assertThat(same.buf().get(99)).isEqualTo((byte) 1);
                assertThat(sameList).containsExactly("howdy", 1L, null);
            }
            names.add(memory.name());
            names.add(list.shm().name());
            names.add(removed.name());
            removed.unlink();
            manager.shutdown();
            assertGone(names);
            assertThat(memory.buf().get(99)).isEqualTo((byte) 1);
            assertThat(list.get(0)).isEqualTo("howdy");
        }
    }

    @ContractTest
    @Tag("SHM.5")
    void theEndOfItsScopeIsItsEnd(Context mp) throws Exception {
        List<String> names = new ArrayList<>();
        try (SharedMemoryManager manager = mp.sharedMemoryManager()) {
            try (SharedMemory memory = manager.sharedMemory(100);
                    ShareableList list = manager.shareableList(1.5)) {
                names.add(memory.name());
                names.add(list.shm().name());
            }
            for (String name : names) {
                SharedMemory.attach(name).close();
            }
        }
        assertGone(names);
    }

    @ContractTest
    void whatAWorkerMakesByItOutlivesTheWorker(Context mp) throws Exception {
        String name;
        try (SharedMemoryManager manager = mp.sharedMemoryManager()) {
            Queue<SharedMemory> made = mp.queue();
            run(mp.process(SharedMemoryManagerContractTest::make, manager, made));
            try (SharedMemory memory = made.get()) {
                assertThat(memory.buf().getInt(0)).isEqualTo(42);
                name = memory.name();
            }
        }
        assertGone(List.of(name));
    }

    private static void make(SharedMemoryManager manager, Queue<SharedMemory> made) throws Exception {
        SharedMemory memory = manager.sharedMemory(4);
        memory.buf().putInt(0, 42);
        made.put(memory);
    }

    @ContractTest(SPAWN)
    void onlyWhoHasMadeItEndsIt(Context mp) throws Exception {
        try (SharedMemoryManager manager = mp.sharedMemoryManager();
                Pool pool = mp.pool(1)) {
            assertThatThrownBy(() -> pool.apply(SharedMemoryManagerContractTest::shutDown, manager))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("was made by another process");
            manager.sharedMemory(1).close();
            SharedMemory first = pool.apply(m -> m.sharedMemory(1), manager);
            first.close();
            manager.shutdown();
            assertThatThrownBy(() -> pool.apply(m -> m.sharedMemory(1), manager))
                    .isInstanceOf(SharedObjectLostException.class);
            assertThatThrownBy(() -> pool.apply(m -> m.sharedMemory(1), unstarted(mp)))
                    .isInstanceOf(EncodingException.class)
                    .hasMessageContaining("was not started");
        }
    }

    private static int shutDown(SharedMemoryManager manager) throws InterruptedException {
        manager.close();
        manager.shutdown();
        return 0;
    }

    @ContractTest(SPAWN)
    void whenItsProcessIsKilledItsBlocksGo(Context mp) throws Exception {
        try (SharedMemoryManager manager =
                SharedMemoryManager.create(o -> o.startMethod(SPAWN).name("memory"))) {
            manager.start();
            SharedMemory memory = manager.sharedMemory(10);
            Process home = mp.activeChildren().stream()
                    .filter(child -> child.name().equals("memory"))
                    .findFirst()
                    .orElseThrow();
            home.kill();
            home.join();
            assertGone(List.of(memory.name()));
            assertThatThrownBy(() -> manager.sharedMemory(10)).isInstanceOf(SharedObjectLostException.class);
            memory.close();
        }
    }

    @ContractTest
    void badInputIsRefused(Context mp) throws Exception {
        try (SharedMemoryManager manager = mp.sharedMemoryManager()) {
            for (long size : new long[] {0, -1}) {
                assertThatThrownBy(() -> manager.sharedMemory(size))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("size: " + size);
            }
            assertThatThrownBy(() -> manager.sharedMemory(1L << 50))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no room for");
            assertThatThrownBy(() -> manager.shareableList(new Object())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> manager.shareableList((Object[]) null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("items");
            manager.shareableList().close();
        }
    }
}
