package io.github.multiprocessing4j.internal.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How workers are to be run that are processes of their own. Engines whose workers are not refuse all but the defaults.
 *
 * @param executable the launcher of the JVM; null for that of this JVM
 * @param jvmArgs options for the JVM, after the library's own
 * @param maxHeap the largest heap, in bytes; 0 for what fits the machine
 * @param environment changes to the environment of this JVM: a null value takes a variable away
 * @param directory the working directory; null for that of this JVM
 * @param output where the standard streams go
 * @param nice how much to step back behind others, 0 to 19
 * @param memoryLimit after a job, a worker that has more bytes resident is replaced; 0 for no limit
 * @param idleNanos after how long a worker without a job is let go; 0 for never
 * @param spares how many more workers than are needed are kept ready
 * @param stopGraceNanos how long a worker that is asked to stop has, before it is killed
 */
public record WorkerSettings(
        Path executable,
        List<String> jvmArgs,
        long maxHeap,
        Map<String, String> environment,
        Path directory,
        WorkerOutput output,
        int nice,
        long memoryLimit,
        long idleNanos,
        int spares,
        long stopGraceNanos) {

    /** Three seconds. */
    public static final long STOP_GRACE_NANOS = 3_000_000_000L;

    /** Nothing special. */
    public static final WorkerSettings DEFAULT = new WorkerSettings(
            null, List.of(), 0, Map.of(), null, new WorkerOutput.Inherited(), 0, 0, 0, 0, STOP_GRACE_NANOS);
}
