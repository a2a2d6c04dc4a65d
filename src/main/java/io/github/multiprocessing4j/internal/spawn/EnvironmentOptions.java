package io.github.multiprocessing4j.internal.spawn;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The options that a JVM finds in its environment. */
final class EnvironmentOptions {

    static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final Pattern SPACE = Pattern.compile("\\s+");

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
}
