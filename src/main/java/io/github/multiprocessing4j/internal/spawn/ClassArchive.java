package io.github.multiprocessing4j.internal.spawn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file with the library's classes as a JVM has them in memory, which other JVMs of the same kind map in place of
 * reading, checking and linking classes.
 *
 * @param file the file
 * @param jars what the class path begins with for which it was made
 */
public record ClassArchive(Path file, List<Path> jars) {

    /** From here on the JVM calls a part of what it says of archives by another name, which others do not know. */
    private static final int OTHER_NAME = 25;

    /** A JVM that takes the file, and says nothing if it cannot. */
    List<String> options(int feature) {
        List<String> options = new ArrayList<>(quiet(feature));
        options.add("-XX:SharedArchiveFile=" + file);
        return options;
    }

    /** A JVM that says nothing of archives. One that does not know these options gets no archive: none can be made. */
    static List<String> quiet(int feature) {
        return feature < OTHER_NAME
                ? List.of("-Xlog:cds*=off", "-Xlog:class+path*=off")
                : List.of("-Xlog:cds*=off", "-Xlog:class+path*=off", "-Xlog:aot*=off");
    }

    /**
     * Whether a JVM like this one starts that has to take an archive, which it looks through first.
     *
     * @param mainClass what it runs, without arguments, with the class path of this one
     */
    public static boolean isTaken(Path file, String mainClass) throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(check(file, mainClass))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        jvm.getOutputStream().close();
        return jvm.waitFor() == 0;
    }

    private static List<String> check(Path file, String mainClass) throws IOException {
        ParentJvm parent = ParentJvm.current();
        List<String> words = new ArrayList<>();
        words.add(JavaExecutable.of(parent.command(), parent.home()).toString());
        words.addAll(new ClassArchive(file, List.of()).options(parent.feature()));
        words.addAll(List.of("-Xshare:on", "-XX:+UnlockDiagnosticVMOptions", "-XX:+VerifySharedSpaces"));
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:-CreateCoredumpOnCrash", "-cp", parent.classPath(), mainClass));
        return words;
    }
}
