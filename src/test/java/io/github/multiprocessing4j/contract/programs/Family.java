package io.github.multiprocessing4j.contract.programs;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Returns from main with processes that do what the argument says. */
public final class Family {

    private static final CountDownLatch BEGUN = new CountDownLatch(1);

    private Family() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "a process that goes on" ->
                Multiprocessing.process(Family::outliveMain).start();
            case "a daemon that goes on" -> {
                Process child = Multiprocessing.process(Family::sleep);
                child.setDaemon(true);
                child.start();
                BEGUN.await();
            }
            case "a process with a daemon" ->
                Multiprocessing.process(() -> Process.create(o -> o.daemon().target(Family::sleep))
                                .start())
                        .start();
            case "a process that fails" -> {
                Process child = Multiprocessing.process(Family::fail);
                child.start();
                child.join();
                System.out.println(child.exitCode().getAsInt());
            }
            case "a process that is terminated" -> {
                Process child = Multiprocessing.process(Family::sleepUntilTold);
                child.start();
                BEGUN.await();
                child.terminate();
                child.join();
                System.out.println(child.exitCode().getAsInt());
            }
            case "a process that exits" -> {
                Multiprocessing.process(System::exit, Integer.parseInt(args[1])).start();
                sleep();
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
                Process daemon = Process.create(o -> o.daemon().target(Family::sleep));
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

    private static void sleep() {
        try {
            sleepUntilTold();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleepUntilTold() throws InterruptedException {
        BEGUN.countDown();
        Thread.sleep(100_000);
    }
}
