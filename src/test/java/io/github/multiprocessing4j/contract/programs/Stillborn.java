package io.github.multiprocessing4j.contract.programs;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Process;
import java.util.ArrayList;
import java.util.List;

/** Terminates processes while their JVMs are starting, each a little later than the one before. */
public final class Stillborn {

    private static final int PROCESSES = 20;
    private static final int LATER_MILLIS = 3;

    private Stillborn() {}

    public static void main(String[] args) throws Exception {
        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            Process process = Multiprocessing.process(() -> Thread.sleep(100_000));
            process.start();
            Thread.sleep((long) i * LATER_MILLIS);
            process.terminate();
            process.join();
            codes.add(process.exitCode().orElseThrow());
        }
        System.out.println(codes.stream().distinct().toList());
    }
}
