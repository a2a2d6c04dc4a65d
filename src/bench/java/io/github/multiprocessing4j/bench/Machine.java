package io.github.multiprocessing4j.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where it is measured: without that no figure means anything.
 *
 * @param processors how many, and of which kind
 * @param system the operating system
 * @param java the JDK
 * @param python the other language
 * @param opponents the libraries that are compared with, and their versions
 * @param load how many threads wanted to run in the minute before it began; less than zero if the system does not say
 */
record Machine(String processors, String system, String java, String python, String opponents, double load) {

    static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors() + " x " + model(),
                property("os.name") + " " + property("os.version") + ", " + property("os.arch"),
                "JDK " + property("java.runtime.version") + " (" + property("java.vendor") + ")",
                Python.version(),
                System.getProperty("bench.opponents", ""),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** All of it in one sentence. */
    @Override
    public String toString() {
        String busy = load < 0 ? "" : String.format(Locale.ROOT, "; load %.1f at the start", load);
        return processors + "; " + system + "; " + java + "; " + python + "; " + opponents + busy;
    }

    private static String property(String name) {
        return System.getProperty(name);
    }

    /** The name of the processor, where the system has it in a file. */
    private static String model() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("processor");
        } catch (IOException e) {
            return "processor";
        }
    }
}
