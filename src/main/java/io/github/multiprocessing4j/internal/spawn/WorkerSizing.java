package io.github.multiprocessing4j.internal.spawn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much of the machine a worker takes, so that all who share it fit.
 *
 * <p>Their heaps are at most half of the memory in all, and none more than the quarter that a JVM takes by itself. That
 * is said in percent: the child knows best how much memory it or its container has, and options of the user in bytes
 * win over ours, wherever they stand. The JVM sees to it that no share is too small to live on (125 MB).
 */
final class WorkerSizing {

    private static final double MOST_PERCENT = 25;
    private static final double PERCENT_FOR_ALL = 50;

    /** Up to here the threads of a concurrent collector would take turns with those of the work. */
    private static final int FEW_PROCESSORS = 2;

    private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

    /** Words that stand for options in a file. */
    private static final Pattern OPAQUE = Pattern.compile("@.+|-XX:(VMOptionsFile|Flags)=.*");

    private WorkerSizing() {}

    /**
     * The options that size a worker.
     *
     * @param plan what the worker is to be
     * @param processors how many processors there are for all
     * @param environment that of the worker
     */
    static List<String> options(LaunchPlan plan, int processors, Map<String, String> environment) {
        int share = Math.max(1, processors / plan.sharers());
        List<String> options = new ArrayList<>();
        options.add("-XX:ActiveProcessorCount=" + share);
        options.add(
                plan.maxHeap() > 0
                        ? "-Xmx" + plan.maxHeap()
                        : "-XX:MaxRAMPercentage=" + Math.min(MOST_PERCENT, PERCENT_FOR_ALL / plan.sharers()));
        if (share <= FEW_PROCESSORS && !choosesCollector(plan.jvmArgs(), environment)) {
            options.add("-XX:+UseSerialGC");
        }
        return options;
    }

    /** Whether the user may have chosen a collector: a JVM that is told of two does not start. */
    private static boolean choosesCollector(Collection<String> jvmArgs, Map<String, String> environment) {
        return Stream.concat(jvmArgs.stream(), EnvironmentOptions.of(environment).stream())
                .anyMatch(word -> COLLECTOR.matcher(word).matches()
                        || OPAQUE.matcher(word).matches());
    }
}
