package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.WorkerSettings;
import io.github.multiprocessing4j.internal.worker.WorkerMain;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a child JVM is to be.
 *
 * @param name its name
 * @param daemon whether this JVM may end while it is running
 * @param depth how many levels it is below the program
 * @param settings how it is run
 * @param siblings how many are to fit the machine together with it
 * @param startLimitNanos how long it may take to come in
 */
record ChildPlan(String name, boolean daemon, int depth, WorkerSettings settings, int siblings, long startLimitNanos) {

    ProcessBuilder builder(Path directory, Path crashReport) throws IOException {
        return new LaunchCommand(ParentJvm.current(), ClassArchives.here())
                .of(LaunchPlan.of(name, WorkerMain.class.getName(), directory)
                        .executable(settings.executable())
                        .jvmArgs(settings.jvmArgs())
                        .maxHeap(settings.maxHeap())
                        .environment(settings.environment())
                        .directory(settings.directory())
                        .sharers(siblings)
                        .nice(settings.nice())
                        .arguments(name)
                        .errorFile(crashReport)
                        .build());
    }
}
