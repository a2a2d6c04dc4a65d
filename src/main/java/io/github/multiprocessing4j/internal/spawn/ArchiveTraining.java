package io.github.multiprocessing4j.internal.spawn;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The making of a class archive, by a program that uses the library and nothing else.
 *
 * <p>It is a process of its own, which may outlive this one for a moment, and is the least urgent that the system
 * knows.
 *
 * @param java the program that its JVM is launched with
 * @param feature the version of Java
 * @param jars where the library is
 * @param mainClass the program, whose arguments are the store's directory, the archive's name and the jars
 * @param store where the archive goes
 * @param name how it is called there
 */
record ArchiveTraining(Path java, int feature, List<Path> jars, String mainClass, ArchiveStore store, String name) {

    private static final int LEAST_URGENT = 19;

    /** Begins, unless it was tried not long ago. */
    void begin() {
        if (!store.directory().isWritable() || !store.claim(name)) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder();
        EnvironmentOptions.VARIABLES.forEach(builder.environment()::remove);
        builder.command(words(builder.environment().get("PATH")))
                .directory(store.directory().path().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            builder.start().getOutputStream().close();
        } catch (IOException notStarted) {
            return; // children start as they did
        }
    }

    private List<String> words(String path) {
        List<String> words = new ArrayList<>(Niceness.prefix(LEAST_URGENT, path));
        words.add(java.toString());
        words.addAll(ClassArchive.quiet(feature));
        words.add("-XX:+UseSerialGC");
        words.add("-XX:TieredStopAtLevel=1");
        words.add("-XX:-CreateCoredumpOnCrash");
        words.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        words.add("-D" + ClassArchives.PROPERTY + "=false");
        words.add("-cp");
        words.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        words.add(mainClass);
        words.add(store.directory().path().toString());
        words.add(name);
        return words;
    }
}
