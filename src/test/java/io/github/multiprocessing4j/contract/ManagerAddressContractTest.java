package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.StartMethod.SPAWN;
import static io.github.multiprocessing4j.harness.Children.run;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.AuthenticationException;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.EncodingException;
import io.github.multiprocessing4j.Lock;
import io.github.multiprocessing4j.Manager;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.SharedObjectLostException;
import io.github.multiprocessing4j.contract.programs.Guest;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Managers that have an address, and those that connect to them. */
class ManagerAddressContractTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final byte[] key = new byte[32];

    ManagerAddressContractTest() {
        new SecureRandom().nextBytes(key);
    }

    private static SocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static int portOf(Manager manager) {
        return ((InetSocketAddress) manager.address()).getPort();
    }

    private Manager served(Context mp) throws InterruptedException {
        return mp.manager(o -> o.address(anyPort()).authKey(key));
    }

    private static Manager connected(SocketAddress address, byte[] key) throws Exception {
        Manager manager = Manager.create(o -> o.address(address).authKey(key));
        manager.connect();
        return manager;
    }

    @ContractTest
    @Tag("MGR.7")
    void aChildConnectsByAddressAndKey(Context mp) throws Exception {
        try (Manager manager = served(mp)) {
            manager.publish("queue", manager.queue());
            assertThat(portOf(manager)).isPositive();
            long here = ProcessHandle.current().pid();
            run(mp.process(ManagerAddressContractTest::putLetter, manager.address(), key, here));
            try (Manager third = connected(manager.address(), key)) {
                List<Object> letter =
                        third.<Queue<List<Object>>>published("queue").get();
                assertThat(letter.subList(0, 5)).isEqualTo(letter().subList(0, 5));
                assertThat((byte[]) letter.get(5)).isEqualTo((byte[]) letter().get(5));
            }
            assertThat(manager.list()).isEmpty();
        }
    }

    private static List<Object> letter() {
        return new ArrayList<>(
                Arrays.asList("text", null, true, 0.5, "na\u00efve \u20ac \ud83d\ude00", new byte[] {1, 2, -3}));
    }

    private static void putLetter(SocketAddress address, byte[] key, long maker) throws Exception {
        try (Manager manager = connected(address, key)) {
            Queue<Object> queue = manager.published("queue");
            queue.put(letter());
            if (ProcessHandle.current().pid() != maker) {
                assertThatThrownBy(() -> queue.put(new Object())).isInstanceOf(EncodingException.class);
            }
        }
    }

    @ContractTest
    @Tag("MGR.20")
    void aWrongKeyIsRefused(Context mp) throws Exception {
        try (Manager manager = served(mp)) {
            byte[] other = key.clone();
            other[31]++;
            long before = System.nanoTime();
            assertThatThrownBy(() -> connected(manager.address(), other)).isInstanceOf(AuthenticationException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
            try (Manager right = connected(manager.address(), key)) {
                assertThat(right.list(List.of(1))).containsExactly(1);
            }
            assertThat(manager.list(List.of(1))).containsExactly(1);
        }
    }

    @ContractTest
    void strangersAreInNobodysWay(Context mp) throws Exception {
        try (Manager manager = served(mp)) {
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), portOf(manager)));
            }
            Socket loud = new Socket(InetAddress.getLoopbackAddress(), portOf(manager));
            loud.getOutputStream().write(new byte[100_000]);
            silent.add(loud);
            try (Manager right = connected(manager.address(), key)) {
                assertThat(right.map()).isEmpty();
            }
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @ContractTest
    void twoManagersCannotHaveOneAddress(Context mp) throws Exception {
        try (Manager manager = served(mp)) {
            Manager second = Manager.create(o ->
                    o.startMethod(mp.startMethod()).address(manager.address()).authKey(key));
            assertThatThrownBy(second::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(manager.address().toString());
            second.join();
            try (Manager guest = connected(manager.address(), key)) {
                assertThat(guest.list()).isEmpty();
            }
        }
    }

    @ContractTest
    void anAddressMayBeAFile(Context mp, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("manager");
        SocketAddress address = UnixDomainSocketAddress.of(file);
        try (Manager manager = mp.manager(o -> o.address(address).authKey(key))) {
            assertThat(manager.address()).isEqualTo(address);
            try (Manager guest = connected(address, key)) {
                guest.publish("list", guest.list(List.of(1)));
            }
            assertThat(manager.<List<Integer>>published("list")).containsExactly(1);
        }
        assertThat(Files.exists(file)).isFalse();
    }

    @ContractTest
    void whatIsPublishedIsFoundByItsName(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            Map<String, Integer> map = manager.map();
            manager.publish("map", map);
            manager.<Map<String, Integer>>published("map").put("a", 1);
            assertThat(map).containsEntry("a", 1);
            assertThatThrownBy(() -> manager.published("other"))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("other");
            assertThatThrownBy(() -> manager.publish(null, map)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> manager.publish("null", null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> manager.published(null)).isInstanceOf(NullPointerException.class);
            assertThat(manager.address()).isNull();
        }
    }

    @ContractTest
    void anotherProgramIsAGuest(Context mp) throws Exception {
        try (Manager manager = served(mp)) {
            manager.publish("scores", manager.map(Map.of("ann", 6)));
            Queue<List<Object>> letters = manager.queue();
            manager.publish("letters", letters);
            FutureTask<Program.Ending> guest = guest("use", manager);
            @SuppressWarnings("unchecked")
            Queue<String> theirs = (Queue<String>) letters.get(LONG).get(1);
            theirs.put("hello yourself");
            guest.get().assertClean().assertOut("{ann=7, bob=2}", "{ann=7, bob=42} 0", "hello yourself", "no code");
            assertThatThrownBy(() -> theirs.put("late")).isInstanceOf(SharedObjectLostException.class);
            assertThat(manager.<List<Integer>>published("sorted")).containsExactly(1, 2, 3, 4, 4);
        }
    }

    private FutureTask<Program.Ending> guest(String what, Manager manager) {
        Program program = Program.of(
                Guest.class, what, "" + portOf(manager), HexFormat.of().formatHex(key));
        FutureTask<Program.Ending> running = new FutureTask<>(() -> program.run(LIMIT));
        new Thread(running, "guest").start();
        return running;
    }

    @ContractTest
    void aGuestWhoDiesLeavesNothingLocked(Context mp) throws Exception {
        try (Manager manager = served(mp)) {
            Lock lock = manager.lock();
            Queue<Object> letters = manager.queue();
            manager.publish("lock", lock);
            manager.publish("letters", letters);
            FutureTask<Program.Ending> guest = guest("die", manager);
            assertThat(letters.get(LONG)).isEqualTo("held");
            assertThat(lock.acquire(LONG)).isTrue();
            assertThat(lock.wasAbandoned()).isTrue();
            guest.get();
        }
    }

    @ContractTest
    void aGuestHearsOfTheEnd(Context mp) throws Exception {
        Manager manager = served(mp);
        Queue<Object> letters = manager.queue();
        manager.publish("letters", letters);
        FutureTask<Program.Ending> guest = guest("wait", manager);
        assertThat(letters.get(LONG)).isEqualTo("waiting");
        manager.shutdown();
        guest.get().assertClean().assertOut("lost");
    }

    @ContractTest(SPAWN)
    void aGuestHearsOfTheDeath(Context mp) throws Exception {
        Manager manager = served(mp);
        Queue<Object> letters = manager.queue();
        manager.publish("letters", letters);
        FutureTask<Program.Ending> guest = guest("wait", manager);
        assertThat(letters.get(LONG)).isEqualTo("waiting");
        mp.activeChildren().forEach(Process::kill);
        guest.get().assertClean().assertOut("lost");
        manager.shutdown();
    }

    @Test
    void whoIsNotThereIsNotReached() throws Exception {
        SocketAddress free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalSocketAddress();
        }
        Manager nobody = Manager.create(o -> o.address(free).authKey(key));
        assertThatThrownBy(nobody::connect)
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(AuthenticationException.class);
        nobody.join();
        assertThatThrownBy(nobody::connect).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void badAddressesAndKeysAreRefused() {
        assertThatThrownBy(() -> Manager.create(o -> o.authKey(new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Manager.create(o -> o.authKey(null))).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Manager.create(o -> o.address(null))).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Manager.create(o -> o.address(InetSocketAddress.createUnresolved("nowhere", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> Manager.create(o -> o.address(anyPort()).address(anyPort())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Manager.create(o -> o.address(anyPort())).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("authKey");
        assertThatThrownBy(() -> Manager.create(o -> o.authKey(key)).connect())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("address");
    }
}
