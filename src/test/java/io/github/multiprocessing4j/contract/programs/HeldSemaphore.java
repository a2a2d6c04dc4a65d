package io.github.multiprocessing4j.contract.programs;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Semaphore;

/** Holds a semaphore in a static field, and prints the exit code of a child whose code is in the same class. */
public final class HeldSemaphore {

    private static final Semaphore SEMAPHORE = Multiprocessing.semaphore(1);

    private HeldSemaphore() {}

    public static void main(String[] args) throws Exception {
        Process child = Multiprocessing.process(HeldSemaphore::use);
        child.start();
        child.join();
        System.out.println(child.exitCode().getAsInt());
    }

    private static void use() throws InterruptedException {
        SEMAPHORE.acquire();
    }
}
