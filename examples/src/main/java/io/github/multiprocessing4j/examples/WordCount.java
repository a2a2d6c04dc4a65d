package io.github.multiprocessing4j.examples;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Counts the words in the text files of a folder, by default the one where the program is run, and prints the ten most
 * frequent. The workers count the words of a file each; here the counts are added up, in whatever order they come.
 *
 * <p>In Python:
 *
 * <pre>
 * for words in pool.imap_unordered(count, files, chunksize=8):
 *     total.update(words)
 * </pre>
 */
public final class WordCount {

    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private WordCount() {}

    /** The words of a file. It is named by a string, since a {@link Path} could not travel to another JVM. */
    static Map<String, Integer> count(String file) throws IOException {
        String text = new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
        Map<String, Integer> words = new HashMap<>();
        WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .forEach(word -> words.merge(word.group(), 1, Integer::sum));
        return words;
    }

    public static void main(String[] args) throws IOException {
        List<String> files = Folder.textFiles(args.length > 0 ? args[0] : ".");
        Map<String, Integer> total = new HashMap<>();
        try (Pool pool = Multiprocessing.pool();
                ResultIterator<Map<String, Integer>> counts =
                        pool.imapUnordered(WordCount::count, files, o -> o.chunkSize(8))) {
            for (Map<String, Integer> words : counts) {
                words.forEach((word, times) -> total.merge(word, times, Integer::sum));
            }
        }
        int all = total.values().stream().mapToInt(times -> times).sum();
        System.out.println(all + " words in " + files.size() + " files; the most frequent:");
        mostFrequent(total).limit(10).forEach(word -> System.out.printf("%7d %s%n", word.getValue(), word.getKey()));
    }

    private static Stream<Map.Entry<String, Integer>> mostFrequent(Map<String, Integer> words) {
        return words.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()));
    }
}
