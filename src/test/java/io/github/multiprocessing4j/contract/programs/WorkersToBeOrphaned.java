package io.github.multiprocessing4j.contract.programs;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Queue;
import java.util.List;

/** Prints the pids of two workers, which are idle or busy then, and sleeps. */
public final class WorkersToBeOrphaned {

    private WorkersToBeOrphaned() {}

    public static void main(String[] args) throws Exception {
        Queue<Long> pids = Multiprocessing.queue();
        try (Pool pool = new Pool(2)) {
            boolean busy = args[0].equals("busy");
            pool.mapAsync(x -> report(pids, busy), List.of(1, 2), o -> o.chunkSize(1));
            System.out.println(pids.get());
            System.out.println(pids.get());
            Thread.sleep(100_000);
        }
    }

    private static int report(Queue<Long> pids, boolean busy) throws Exception {
        Thread.sleep(500); // so that each worker gets one
        pids.put(ProcessHandle.current().pid());
        while (busy) {
            Thread.onSpinWait();
        }
        return 0;
    }
}
