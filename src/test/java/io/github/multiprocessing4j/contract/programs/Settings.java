package io.github.multiprocessing4j.contract.programs;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;

/**
 * Prints the settings that a child and a grandchild see: assertions, a property, and whether the class path is its own.
 */
public final class Settings {

    private Settings() {}

    public static void main(String[] args) throws Exception {
        String classPath = System.getProperty("java.class.path");
        Queue<String> found = Multiprocessing.queue();
        run(Multiprocessing.process(Settings::child, found, classPath));
        System.out.println("child: " + found.get());
        System.out.println("grandchild: " + found.get());
    }

    private static void run(Process process) throws InterruptedException {
        process.start();
        process.join();
    }

    private static void child(Queue<String> found, String classPath) throws Exception {
        report(found, classPath);
        run(Multiprocessing.process(Settings::report, found, classPath));
    }

    private static void report(Queue<String> found, String classPath) throws Exception {
        boolean assertions = Settings.class.desiredAssertionStatus();
        boolean same = System.getProperty("java.class.path").equals(classPath);
        found.put(assertions + " " + System.getProperty("some.key") + " " + same);
    }
}
