package io.github.multiprocessing4j.contract.programs;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.StartMethod;
import java.util.List;

/** Does one step after the other with the default start method, and tells what came of each. */
public final class DefaultStartMethod {

    private DefaultStartMethod() {}

    public static void main(String[] args) {
        for (String step : args) {
            try {
                System.out.println(step + ": " + tell(step));
            } catch (Exception e) {
                System.out.println(step + ": " + e.getClass().getSimpleName() + ", " + e.getMessage());
            }
        }
    }

    private static Object tell(String step) throws Exception {
        switch (step) {
            case "ask":
                return Multiprocessing.startMethod();
            case "ask context":
                return Multiprocessing.context().startMethod();
            case "set thread":
                Multiprocessing.setStartMethod(StartMethod.THREAD);
                return "done";
            case "set spawn":
                Multiprocessing.setStartMethod(StartMethod.SPAWN);
                return "done";
            case "pool":
                try (Pool pool = Multiprocessing.pool(1)) {
                    return pool.map(x -> x + 1, List.of(1));
                }
            case "new pool":
                try (Pool pool = new Pool(1)) {
                    return pool.startMethod();
                }
            case "process":
                return end(Multiprocessing.process(() -> {}));
            case "thread pool":
                try (Pool pool = Multiprocessing.context(StartMethod.THREAD).pool(1)) {
                    return pool.map(x -> x + 1, List.of(1));
                }
            case "thread pool by option":
                try (Pool pool = Pool.create(o -> o.workers(1).startMethod(StartMethod.THREAD))) {
                    return pool.map(x -> x + 1, List.of(1));
                }
            case "thread process":
                return end(Multiprocessing.context(StartMethod.THREAD).process(() -> {}));
            case "thread process by option":
                return end(Process.create(o -> o.startMethod(StartMethod.THREAD)));
            case "list":
                return Multiprocessing.allStartMethods().contains(StartMethod.THREAD);
            case "look around":
                return Multiprocessing.currentProcess().name()
                        + Multiprocessing.parentProcess()
                        + Multiprocessing.activeChildren();
            default:
                throw new IllegalArgumentException(step);
        }
    }

    private static Object end(Process process) throws InterruptedException {
        process.start();
        process.join();
        return process.exitCode().getAsInt();
    }
}
