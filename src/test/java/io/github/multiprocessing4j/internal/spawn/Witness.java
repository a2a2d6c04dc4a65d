package io.github.multiprocessing4j.internal.spawn;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/** A child that tells what it is. */
final class Witness {

    private Witness() {}

    public static void main(String[] args) {
        boolean assertions = false;
        assert assertions = true;
        System.out.println("arguments " + List.of(args));
        System.out.println("directory " + Path.of("").toAbsolutePath());
        System.out.println("assertions " + assertions);
        System.out.println("property " + System.getProperty("witness"));
        System.out.println("variable " + System.getenv("WITNESS"));
        System.out.println("processors " + Runtime.getRuntime().availableProcessors());
        System.out.println("heap " + Runtime.getRuntime().maxMemory());
        System.out.println("collectors "
                + ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(collector -> collector.getName())
                        .toList());
        System.out.println("classpath " + System.getProperty("java.class.path"));
    }
}
