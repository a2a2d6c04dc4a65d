package io.github.multiprocessing4j.fault;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Pool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A program with workers, that prints the processes of all of them and then does what its last argument says. Each of
 * the other arguments but the first, which is a directory, says what a worker does meanwhile.
 */
final class Household {

    private Household() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        List<Pool> pools = new ArrayList<>();
        List<AsyncResult<Integer>> results = new ArrayList<>();
        for (int i = 1; i < args.length - 1; i++) {
            Pool pool = Processes.spawn().pool(1);
            pools.add(pool);
            System.out.println(Processes.worker(pool).pid());
            Beacon begun = Beacon.in(directory, "begun-" + i);
            String what = args[i];
            if (!what.equals("idle")) {
                results.add(pool.applyAsync(() -> live(what, begun)));
                String pid = begun.await();
                if (what.equals("parent")) {
                    System.out.println(pid);
                }
            }
        }
        System.out.println(ProcessHandle.current().pid());
        switch (args[args.length - 1]) {
            case "wait" -> results.get(0).get();
            case "exit" -> System.exit(Doom.EXIT_CODE);
            case "return" -> System.out.flush();
            case "exit inside a map" -> pools.get(0).map(Processes::square, (Iterable<Integer>) Household::exit);
            default -> throw new IllegalArgumentException(args[args.length - 1]);
        }
    }

    private static int live(String what, Beacon begun) throws Exception {
        switch (what) {
            case "spinning" -> {
                begun.light();
                while (true) {
                    Thread.onSpinWait();
                }
            }
            case "sleeping" -> {
                begun.light();
                Doom.hang();
            }
            case "hook" -> Runtime.getRuntime().addShutdownHook(new Thread(Doom::hang));
            case "exiting" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    begun.light();
                    Doom.hang();
                }));
                System.exit(Doom.EXIT_CODE);
            }
            case "parent" -> {
                Pool inner = Processes.spawn().pool(1);
                begun.light(String.valueOf(Processes.worker(inner).pid()));
                inner.apply(Doom::hangForEver);
            }
            default -> throw new IllegalArgumentException(what);
        }
        begun.light();
        Doom.hang();
        return 0;
    }

    private static Iterator<Integer> exit() {
        System.exit(Doom.EXIT_CODE);
        throw new AssertionError("the program has ended");
    }
}
