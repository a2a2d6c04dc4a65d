package io.github.multiprocessing4j.internal.spawn;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The options of a JVM that its children have too.
 *
 * <p>Only what is known to be wanted and to do no harm is handed on, for options are made for one JVM: a second
 * debugger or JMX server finds its port taken, a second recording overwrites the first, a heap of half the machine fits
 * once. So there is no debugger, no agent, no JMX, no flight recorder, no log, dump or crash file, no heap size and no
 * collector among them, nor anything that is not known here.
 */
final class ParentOptions {

    /** Options that stand for themselves. */
    private static final Pattern PLAIN = Pattern.compile(String.join(
            "|",
            "-(ea|da|enableassertions|disableassertions)(:.*)?",
            "-(esa|dsa|enablesystemassertions|disablesystemassertions)",
            "--(add-opens|add-exports|add-reads|add-modules|limit-modules)=.*",
            "--enable-preview",
            "--(enable|illegal)-native-access=.*",
            "--(enable|illegal)-final-field-mutation=.*",
            "--sun-misc-unsafe-memory-access=.*",
            "--finalization=.*",
            "-Xss.+",
            "-Xrs",
            "-XX:ThreadStackSize=.*",
            "-XX:MaxJavaStackTraceDepth=.*",
            "-XX:[+-](OmitStackTraceInFastThrow|ShowCodeDetailsInExceptionMessages)",
            "-XX:[+-]UseContainerSupport"));

    /** Options with a path behind the prefix, of which relative entries mean the parent's working directory. */
    private static final Pattern WITH_PATH =
            Pattern.compile("(-Xbootclasspath/a:|--patch-module=[^=]+=|--upgrade-module-path=)(.*)");

    private static final Pattern PROPERTY = Pattern.compile("-D([^=]*)(=.*)?", Pattern.DOTALL);

    /** Properties that open a port, or say what is true of the parent alone. */
    private static final Pattern PRIVATE_PROPERTY = Pattern.compile(String.join(
            "|",
            "com\\.sun\\.management(\\..*)?",
            "java\\.rmi\\.server\\.hostname",
            "java\\.class\\.path",
            "user\\.dir",
            "application\\.home",
            "env\\.class\\.path",
            "jdk\\.console",
            "jdk\\.sources",
            "jdk\\.module\\..*",
            "jdk\\.internal\\.javac\\..*",
            "sun\\.java\\..*",
            "loader\\.(main|args)",
            "io\\.github\\.multiprocessing4j\\.internal\\..*"));

    private ParentOptions() {}

    /**
     * What a child gets of the options of its parent.
     *
     * @param arguments the options of the parent, each one word
     * @param directory the working directory of the parent
     */
    static List<String> forChild(List<String> arguments, Path directory) {
        return arguments.stream()
                .flatMap(argument -> handedOn(argument, directory))
                .toList();
    }

    private static Stream<String> handedOn(String argument, Path directory) {
        var property = PROPERTY.matcher(argument);
        if (property.matches()) {
            boolean kept = PRIVATE_PROPERTY.matcher(property.group(1)).matches();
            return kept ? Stream.empty() : Stream.of(argument);
        }
        var path = WITH_PATH.matcher(argument);
        if (path.matches()) {
            return Stream.of(
                    path.group(1) + SearchPath.of(path.group(2), directory).text());
        }
        return PLAIN.matcher(argument).matches() ? Stream.of(argument) : Stream.empty();
    }
}
