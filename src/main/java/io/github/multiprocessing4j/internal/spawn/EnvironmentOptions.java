package io.github.multiprocessing4j.internal.spawn;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The options that a JVM finds in its environment. */
final class EnvironmentOptions {

    static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /**
     * A word as the JVM takes it: quotes of either kind keep spaces together, and nothing is escaped. Possessive, or a
     * long word would take a deep stack.
     */
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']++|\"[^\"]*+\"|'[^']*+')++");

    private static final Pattern QUOTE = Pattern.compile("[\"']");

    /** Those of which a second JVM finds the port taken, or overwrites the file. */
    private static final Pattern OF_ONE_JVM = Pattern.compile(
            String.join(
                    "|",
                    "-agentlib:.*",
                    "-agentpath:.*",
                    "-javaagent:.*",
                    "-Xrun.*",
                    "-Dcom\\.sun\\.management[.=].*",
                    "-XX:\\+ManagementServer",
                    "-XX:\\+?(StartFlightRecording|FlightRecorder|FlightRecorderOptions)([:=].*)?"),
            Pattern.DOTALL);

    private EnvironmentOptions() {}

    /** Each as one word, but for those with a space in quotes, which are several. */
    static List<String> of(Map<String, String> environment) {
        return VARIABLES.stream()
                .map(environment::get)
                .filter(Objects::nonNull)
                .flatMap(SPACE::splitAsStream)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /**
     * Takes debuggers, agents, management and recordings out of the variables of an environment; those that have none
     * of them stay as they are, to the letter.
     */
    static void makeFitForChild(Map<String, String> environment) {
        for (String variable : VARIABLES) {
            String value = environment.get(variable);
            if (value != null && words(value).stream().anyMatch(EnvironmentOptions::isOfOneJvm)) {
                String rest =
                        words(value).stream().filter(word -> !isOfOneJvm(word)).collect(Collectors.joining(" "));
                if (rest.isEmpty()) {
                    environment.remove(variable);
                } else {
                    environment.put(variable, rest);
                }
            }
        }
    }

    private static List<String> words(String value) {
        return WORD.matcher(value).results().map(found -> found.group()).toList();
    }

    private static boolean isOfOneJvm(String word) {
        return OF_ONE_JVM.matcher(QUOTE.matcher(word).replaceAll("")).matches();
    }
}
