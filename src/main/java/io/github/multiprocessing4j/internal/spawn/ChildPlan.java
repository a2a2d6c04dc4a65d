package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.WorkerSettings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a child JVM is to be.
 *
 * @param name its name
 * @param daemon whether this JVM may end while it is running
 * @param settings how it is run
 * @param siblings how many are to fit the machine together with it
 * @param startLimitNanos how long it may take to come in
 */
record ChildPlan(String name, boolean daemon, WorkerSettings settings, int siblings, long startLimitNanos) {

    ProcessBuilder builder(Path directory, Path crashReport) throws IOException {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-XX:ErrorFile=" + crashReport,
                "-XX:-CreateCoredumpOnCrash",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.multiprocessing4j.internal.worker.WorkerMain",
                name);
    }
}
