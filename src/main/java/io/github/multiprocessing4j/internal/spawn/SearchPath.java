package io.github.multiprocessing4j.internal.spawn;

import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The entries of a class path or module path, in their order and all absolute: whoever uses it may have another working
 * directory.
 */
record SearchPath(List<String> entries) {

    static final SearchPath EMPTY = new SearchPath(List.of());

    /**
     * The entries of a path, relative to a directory. An entry without a name is that directory.
     *
     * @param text the path; null for none
     */
    static SearchPath of(String text, Path directory) {
        if (text == null) {
            return EMPTY;
        }
        return new SearchPath(Stream.of(text.split(File.pathSeparator, -1))
                .map(entry -> absolute(entry, directory))
                .distinct()
                .toList());
    }

    /** Not normalized: behind a symbolic link ".." leads elsewhere than before it. */
    private static String absolute(String entry, Path directory) {
        try {
            return directory.resolve(entry).toString();
        } catch (InvalidPathException notOfThisSystem) {
            return entry; // means nothing to the child, as it meant nothing to the parent
        }
    }

    /** The same with files before the entries that there are. */
    SearchPath behind(Collection<Path> files) {
        return joined(files.stream().map(Path::toString), entries.stream());
    }

    /** The same with files behind the entries that there are, but for those that are among them. */
    SearchPath before(Collection<Path> files) {
        Set<String> present = entries.stream().map(SearchPath::real).collect(Collectors.toSet());
        Stream<Path> missing = files.stream().filter(file -> !present.contains(real(file.toString())));
        return joined(entries.stream(), missing.map(Path::toString));
    }

    private static SearchPath joined(Stream<String> first, Stream<String> last) {
        return new SearchPath(
                List.copyOf(Stream.concat(first, last).collect(Collectors.toCollection(LinkedHashSet::new))));
    }

    /** Class loaders tell where a file really is, and not how its entry was spelled. */
    private static String real(String entry) {
        try {
            return Path.of(entry).toRealPath().toString();
        } catch (IOException | InvalidPathException notThere) {
            return entry;
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** An option with this path as its value; nothing if there is no entry. */
    List<String> asOption(String option) {
        return isEmpty() ? List.of() : List.of(option, text());
    }

    /** The path as one word. */
    String text() {
        return String.join(File.pathSeparator, entries);
    }
}
