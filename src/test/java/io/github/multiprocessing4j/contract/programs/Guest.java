package io.github.multiprocessing4j.contract.programs;

import io.github.multiprocessing4j.DecodingException;
import io.github.multiprocessing4j.Lock;
import io.github.multiprocessing4j.Manager;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.SharedObjectLostException;
import io.github.multiprocessing4j.StartMethod;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Is the guest of a manager of another program. Arguments: what to do, the port on the loopback, and the key. */
public final class Guest {

    private Guest() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        try (Manager manager =
                Manager.create(o -> o.address(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .authKey(HexFormat.of().parseHex(args[2])))) {
            manager.connect();
            switch (args[0]) {
                case "use" -> use(manager);
                case "die" -> die(manager);
                default -> waitForTheEnd(manager);
            }
        }
    }

    private static void use(Manager manager) throws Exception {
        Map<String, Integer> scores = manager.published("scores");
        scores.merge("ann", 1, Integer::sum); // runs here: the other program takes no code
        scores.put("bob", 2);
        System.out.println(scores);

        Process child = Multiprocessing.context(StartMethod.SPAWN).process(Guest::raise, scores);
        child.start();
        child.join();
        System.out.println(scores + " " + child.exitCode().getAsInt());

        Queue<String> mine = Multiprocessing.queue();
        manager.<Queue<Object>>published("letters").put(List.of("hello", mine));
        System.out.println(mine.get());

        List<Integer> list = manager.list(List.of(3, 1, 2));
        list.sort(null);
        manager.publish("sorted", list);
        try (Pool pool = new Pool(2)) {
            pool.map(n -> list.add(n), List.of(4, 4));
        }
        try (var pool = manager.pool(1)) {
            pool.map(n -> n, List.of(1));
        } catch (DecodingException refused) {
            System.out.println("no code");
        }
    }

    private static void raise(Map<String, Integer> scores) {
        scores.merge("bob", 40, Integer::sum);
    }

    private static void die(Manager manager) throws Exception {
        manager.<Lock>published("lock").acquire();
        manager.<Queue<Object>>published("letters").put("held");
        Runtime.getRuntime().halt(0);
    }

    private static void waitForTheEnd(Manager manager) throws Exception {
        Queue<Object> letters = manager.published("letters");
        Queue<Object> empty = manager.queue();
        letters.put("waiting");
        try {
            empty.get();
        } catch (SharedObjectLostException lost) {
            System.out.println("lost");
        }
        manager.join();
    }
}
