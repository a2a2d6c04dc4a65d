package io.github.multiprocessing4j.internal.spawn;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * All that a JVM's children are launched after.
 *
 * @param command the program that its process runs, as far as the system tells
 * @param home where its runtime lies
 * @param feature the version of Java
 * @param directory its working directory
 * @param arguments its options, each one word
 * @param running the main class, module or jar, and the arguments of the program
 * @param runsModule whether a module was started, or a tool of the JDK that is one
 * @param classPath its class path
 * @param modulePath its module path; null for none
 * @param modules the modules that a child has to be asked to have
 * @param library where the library is from
 * @param processors how many processors it may use
 */
public record ParentJvm(
        Optional<Path> command,
        Path home,
        int feature,
        Path directory,
        List<String> arguments,
        String running,
        boolean runsModule,
        String classPath,
        String modulePath,
        SortedSet<String> modules,
        LibraryHome library,
        int processors) {

    /** The JVM that this code runs in. */
    public static ParentJvm current() {
        return new ParentJvm(
                ProcessHandle.current().info().command().map(Path::of),
                Path.of(System.getProperty("java.home")),
                Runtime.version().feature(),
                // Not the property, which programs change without changing the directory.
                Path.of("").toAbsolutePath(),
                InputArguments.ofThisJvm(),
                System.getProperty("sun.java.command", ""),
                runsModule(System.getProperty("jdk.module.main"), System.getProperty("jdk.module.main.class")),
                System.getProperty("java.class.path", ""),
                System.getProperty("jdk.module.path"),
                BootLayer.modules(),
                LibraryHome.ofThisLibrary(),
                Runtime.getRuntime().availableProcessors());
    }

    /** A source file is run by a module of the JDK, which afterwards takes its own name away but not its class's. */
    private static boolean runsModule(String module, String mainClass) {
        return module != null || mainClass != null;
    }
}
