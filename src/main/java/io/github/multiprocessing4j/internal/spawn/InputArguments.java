package io.github.multiprocessing4j.internal.spawn;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The options that this JVM was started with, each one word.
 *
 * <p>The JVM knows them, wherever they came from: the command line, a file of arguments or the environment. It tells
 * them through the module {@code java.management}, which a small runtime may lack. Then the command line is looked at,
 * if the system shows it, and the files of arguments that it names: what came from the environment need not be seen,
 * for the child inherits that.
 */
final class InputArguments {

    private static final String MANAGEMENT = "java.management";

    /** Options whose value is the next word on a command line. The JVM itself tells both as one word with a "=". */
    private static final Set<String> WITH_VALUE = Set.of(
            "--add-modules",
            "--limit-modules",
            "--add-exports",
            "--add-opens",
            "--add-reads",
            "--patch-module",
            "--upgrade-module-path",
            "--module-path",
            "--class-path",
            "--enable-native-access",
            "--source");

    private static final Set<String> SHORT_WITH_VALUE = Set.of("-cp", "-classpath", "-p");

    private static final Set<String> MAIN = Set.of("-jar", "-m", "--module");

    private InputArguments() {}

    static List<String> ofThisJvm() {
        boolean told = ModuleLayer.boot()
                .findModule(MANAGEMENT)
                .filter(InputArguments.class.getModule()::canRead)
                .isPresent();
        return told
                ? Management.inputArguments()
                : ProcessHandle.current()
                        .info()
                        .arguments()
                        .map(words -> ofCommandLine(Stream.of(words)
                                .flatMap(InputArguments::expanded)
                                .toList()))
                        .orElse(List.of());
    }

    /** A child of ours has all its options in a file, see {@link ArgumentFile}. */
    private static Stream<String> expanded(String word) {
        if (!word.startsWith("@")) {
            return Stream.of(word);
        }
        try {
            return ArgumentFile.read(Path.of(word.substring(1))).stream();
        } catch (IOException | InvalidPathException notThere) {
            return Stream.of(word); // gone by now, or an argument of the program's
        }
    }

    /** The options in the words behind {@code java}: all before the main class, jar or module. */
    static List<String> ofCommandLine(List<String> words) {
        List<String> options = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (MAIN.contains(word) || !(word.startsWith("-") || word.startsWith("@"))) {
                break;
            }
            if (SHORT_WITH_VALUE.contains(word)) {
                i++;
            } else if (WITH_VALUE.contains(word) && i + 1 < words.size()) {
                i++;
                options.add(word + "=" + words.get(i));
            } else {
                options.add(word);
            }
        }
        return options;
    }

    /** Linked only where the module is there. */
    private static final class Management {

        private Management() {}

        static List<String> inputArguments() {
            return ManagementFactory.getRuntimeMXBean().getInputArguments();
        }
    }
}
