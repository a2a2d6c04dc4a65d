package io.github.multiprocessing4j.internal.spawn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a JVM writes about itself when it crashes, in a file of its own. */
final class CrashReport {

    private static final int HEAD = 24;
    private static final Pattern RULE = Pattern.compile("[\\s#]+$");
    private static final Pattern SIGNAL = Pattern.compile("SIG[A-Z]+ \\(0x([0-9a-f]+)\\)");

    private final String text;

    private CrashReport(String text) {
        this.text = text;
    }

    /** Reads the report of a crash, and deletes it; null if there is none. */
    static CrashReport take(Path file) {
        try {
            if (!Files.exists(file)) {
                return null;
            }
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                List<String> head = lines.limit(HEAD)
                        .map(line -> line.startsWith("#") ? line.substring(1).strip() : line)
                        .filter(line -> !line.isBlank())
                        .toList();
                return new CrashReport(head.stream().collect(Collectors.joining("\n")));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException unreadable) {
            return null;
        }
    }

    /** The signal that the JVM crashed by; 0 if the report names none. */
    int signal() {
        Matcher matcher = SIGNAL.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1), 16) : 0;
    }

    /**
     * What a JVM has written, and then the beginning of the report: instead of what it has written of that, with the
     * place of a file that is not there any more.
     */
    String addedTo(String words) {
        int title = text.indexOf('\n');
        int twice = words.indexOf(title < 0 ? text : text.substring(0, title));
        String before =
                twice < 0 ? words : RULE.matcher(words.substring(0, twice)).replaceFirst("");
        return before.isEmpty() ? text : before + "\n" + text;
    }
}
