package io.github.multiprocessing4j.examples;

import io.github.multiprocessing4j.Manager;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A scoreboard that a manager keeps. The workers of a pool count on it, all at once; and a second program, which knows
 * the address and the key, connects to it, reads it, and writes on it too.
 *
 * <p>In Python:
 *
 * <pre>
 * ScoreManager.register('scores', callable=lambda: scores, proxytype=DictProxy)
 * manager = ScoreManager(address=('127.0.0.1', port), authkey=key)
 * manager.connect()
 * </pre>
 */
public final class Scoreboard {

    private static final int KEY = 32;
    private static final List<String> PLAYERS = List.of("Ann", "Bob", "Chloe");

    private Scoreboard() {}

    /** A round of a game: {@code merge} adds in one step, whoever else is counting. */
    static int play(int round, Map<String, Integer> scores) {
        String winner = PLAYERS.get(round % PLAYERS.size());
        return scores.merge(winner, round % 5, Integer::sum);
    }

    private static void host() throws Exception {
        byte[] key = new byte[KEY];
        new SecureRandom().nextBytes(key);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Manager manager = Multiprocessing.manager(o -> o.address(anyPort).authKey(key));
                Pool pool = new Pool(4)) {
            Map<String, Integer> scores = manager.map();
            manager.publish("scores", scores);
            pool.map(
                    round -> play(round, scores),
                    IntStream.range(0, 100).boxed().toList());
            System.out.println("here:  " + new TreeMap<>(scores));
            launchGuest(((InetSocketAddress) manager.address()).getPort(), key);
            System.out.println("here:  " + new TreeMap<>(scores));
        }
    }

    /** Another program, which could be anybody's. The key goes where no other user sees it: not on its command line. */
    private static void launchGuest(int port, byte[] key) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process guest = new ProcessBuilder(
                        java.toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Scoreboard.class.getName(),
                        String.valueOf(port))
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .start();
        try (OutputStream input = guest.getOutputStream()) {
            input.write(key);
        }
        if (guest.waitFor() != 0) {
            throw new IOException("the second program has failed");
        }
    }

    private static void visit(int port) throws Exception {
        byte[] key = System.in.readNBytes(KEY);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (Manager manager = Manager.create(o -> o.address(address).authKey(key))) {
            manager.connect();
            Map<String, Integer> scores = manager.published("scores");
            System.out.println("there: " + new TreeMap<>(scores));
            scores.merge("Bob", 1000, Integer::sum);
        }
    }

    /**
     * Runs it.
     *
     * @param args none; the second program is given the port
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            host();
        } else {
            visit(Integer.parseInt(args[0]));
        }
    }
}
