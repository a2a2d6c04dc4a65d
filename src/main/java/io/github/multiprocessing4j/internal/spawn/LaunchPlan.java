package io.github.multiprocessing4j.internal.spawn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a child JVM is to be.
 *
 * <p>Arguments and environment are seen by others on the machine: no key and no secret belongs into a plan.
 *
 * @param name the name of the worker, for messages
 * @param executable the {@code java} to launch; null for that of this JVM
 * @param jvmArgs the user's own options of the JVM, which win over all others
 * @param maxHeap the largest heap in bytes; 0 for a share of the machine
 * @param environment changes of the environment; a null value removes the variable
 * @param directory the working directory; null for that of this JVM
 * @param sharers how many such children share the machine, at least 1
 * @param nice by how much less urgent it is than this JVM, 0 to 19
 * @param mainClass the name of a class of the library, whose {@code main} is run
 * @param arguments the arguments of that {@code main}
 * @param errorFile where the JVM writes to when it crashes, with {@code %p} for its process id; null for where it likes
 * @param privateDirectory where files may be put that the child is launched with; nobody else may look into it, and
 *     whoever made it removes it
 */
public record LaunchPlan(
        String name,
        Path executable,
        List<String> jvmArgs,
        long maxHeap,
        Map<String, String> environment,
        Path directory,
        int sharers,
        int nice,
        String mainClass,
        List<String> arguments,
        Path errorFile,
        Path privateDirectory) {

    private static final int MOST_NICE = 19;

    public LaunchPlan {
        if (maxHeap < 0 || sharers < 1 || nice < 0 || nice > MOST_NICE) {
            throw new IllegalArgumentException("maxHeap " + maxHeap + ", sharers " + sharers + ", nice " + nice);
        }
        jvmArgs = List.copyOf(jvmArgs);
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** A plan that asks for nothing in particular, to be filled in. */
    public static Builder of(String name, String mainClass, Path privateDirectory) {
        return new Builder(name, mainClass, privateDirectory);
    }

    /** Makes the changes to an environment. */
    void change(Map<String, String> variables) {
        environment.forEach((key, value) -> {
            if (value == null) {
                variables.remove(key);
            } else {
                variables.put(key, value);
            }
        });
    }

    /** A plan in the making. For one thread. */
    public static final class Builder {

        private final String name;
        private final String mainClass;
        private final Path privateDirectory;
        private Path executable;
        private List<String> jvmArgs = List.of();
        private long maxHeap;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private Path directory;
        private int sharers = 1;
        private int nice;
        private final List<String> arguments = new ArrayList<>();
        private Path errorFile;

        private Builder(String name, String mainClass, Path privateDirectory) {
            this.name = name;
            this.mainClass = mainClass;
            this.privateDirectory = privateDirectory;
        }

        public Builder executable(Path java) {
            executable = java;
            return this;
        }

        public Builder jvmArgs(List<String> words) {
            jvmArgs = words;
            return this;
        }

        public Builder maxHeap(long bytes) {
            maxHeap = bytes;
            return this;
        }

        public Builder environment(Map<String, String> changes) {
            environment.putAll(changes);
            return this;
        }

        public Builder directory(Path working) {
            directory = working;
            return this;
        }

        public Builder sharers(int count) {
            sharers = count;
            return this;
        }

        public Builder nice(int level) {
            nice = level;
            return this;
        }

        public Builder arguments(String... words) {
            arguments.addAll(List.of(words));
            return this;
        }

        public Builder errorFile(Path file) {
            errorFile = file;
            return this;
        }

        public LaunchPlan build() {
            return new LaunchPlan(
                    name,
                    executable,
                    jvmArgs,
                    maxHeap,
                    environment,
                    directory,
                    sharers,
                    nice,
                    mainClass,
                    arguments,
                    errorFile,
                    privateDirectory);
        }
    }
}
