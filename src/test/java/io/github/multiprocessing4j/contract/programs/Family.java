package io.github.multiprocessing4j.contract.programs;

import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import java.util.List;

/** Returns from main with processes that do what the argument says. */
public final class Family {

    private Family() {}

    public static void main(String[] args) throws Exception {
        Event begun = Multiprocessing.event();
        switch (args[0]) {
            case "a process that goes on" ->
                Multiprocessing.process(Family::outliveMain).start();
            case "a daemon that goes on" -> {
                Process child = Multiprocessing.process(Family::sleep, begun);
                child.setDaemon(true);
                child.start();
                begun.await();
            }
            case "a process with a daemon" ->
                Multiprocessing.process(() -> Process.create(o -> o.daemon().target(Family::sleep, begun))
                                .start())
                        .start();
            case "a process that fails" -> {
                Process child = Multiprocessing.process(Family::fail);
                child.start();
                child.join();
                System.out.println(child.exitCode().getAsInt());
            }
            case "a process that is terminated" -> {
                Process child = Multiprocessing.process(Family::sleepUntilTold, begun);
                child.start();
                begun.await();
                child.terminate();
                child.join();
                System.out.println(child.exitCode().getAsInt());
            }
            case "a process that exits" -> {
                Multiprocessing.process(System::exit, Integer.parseInt(args[1])).start();
                sleep(begun);
            }
            case "a task that exits" -> {
                try (Pool pool = Multiprocessing.pool(2)) {
                    pool.map(
                            code -> {
                                System.exit(code);
                                return null;
                            },
                            List.of(Integer.parseInt(args[1])));
                }
            }
            case "a main that fails" -> {
                Process daemon = Process.create(o -> o.daemon().target(Family::sleep, begun));
                daemon.start();
                throw new IllegalStateException("main failed");
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println("end of main");
    }

    private static void outliveMain() throws InterruptedException {
        Thread main = mainThread();
        if (main != null) {
            main.join();
        }
        Thread.sleep(300); // so that the JVM would have ended, if it did not wait
        System.out.println("end of process");
    }

    private static Thread mainThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("main"))
                .findAny()
                .orElse(null);
    }

    private static void fail() {
        throw new ArithmeticException("as meant");
    }

    private static void sleep(Event begun) {
        try {
            sleepUntilTold(begun);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleepUntilTold(Event begun) throws InterruptedException {
        begun.set();
        Thread.sleep(100_000);
    }
}
