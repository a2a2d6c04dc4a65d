package io.github.multiprocessing4j.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is asked for, by system properties.
 *
 * @param ids which lines: by id, such as S4, or by letter, such as S; all, if there are none
 * @param scale how much is done
 * @param pairs how often each side is measured
 * @param to the directory for the table and the pictures
 * @param readme the file in which the short table is kept up to date, or {@code null}
 */
record Settings(List<String> ids, Scale scale, int pairs, Path to, Path readme) {

    static Settings given() {
        Scale scale = Scale.valueOf(property("bench.size", "full").toUpperCase(Locale.ROOT));
        String readme = property("bench.readme", "");
        return new Settings(
                Arrays.stream(property("bench", "").split(","))
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .toList(),
                scale,
                Integer.parseInt(property("bench.pairs", String.valueOf(scale.pairs()))),
                Path.of(property("bench.to", "target/bench")),
                readme.isEmpty() ? null : Path.of(readme));
    }

    boolean wants(String id) {
        return ids.isEmpty() || ids.contains(id) || ids.contains(id.substring(0, 1));
    }

    /** A property; what Maven passes on without a value is as if it were not there. */
    private static String property(String name, String otherwise) {
        String value = System.getProperty(name, "");
        return value.isEmpty() || value.startsWith("${") ? otherwise : value;
    }
}
