package io.github.multiprocessing4j.internal.spawn;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Options in a file: a command line would be seen by everybody on the machine, with the passwords among the system
 * properties of the parent, which may have had them from a file too; and it may be longer than the system allows.
 *
 * <p>The file has the name of its content, so that the workers of a pool share one.
 */
final class ArgumentFile {

    private ArgumentFile() {}

    /** The word that stands for the options; or the options themselves, if there is no room for a file. */
    static List<String> of(List<String> options, Path directory) {
        try {
            return List.of("@" + in(directory, options));
        } catch (IOException noRoom) {
            return options; // a worker that others see the options of is better than none
        }
    }

    private static Path in(Path directory, List<String> options) throws IOException {
        byte[] content = options.stream()
                .map(ArgumentFile::quoted)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(nativeCharset());
        Path file = directory.resolve("options-" + Fingerprint.of(content));
        if (!Files.exists(file)) {
            // Readable by nobody else, as temporary files are.
            Path unfinished = Files.createTempFile(directory, "options", null);
            try {
                Files.write(unfinished, content);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        }
        return file;
    }

    private static String quoted(String word) {
        String escaped = word.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\f", "\\f");
        return '"' + escaped + '"';
    }

    /** The words in such a file, whoever wrote it. */
    static List<String> read(Path file) throws IOException {
        return new ArgumentScanner(new String(Files.readAllBytes(file), nativeCharset())).words();
    }

    /** The launcher takes the bytes as they are, as it takes those of the command line. */
    private static Charset nativeCharset() {
        String name = System.getProperty("sun.jnu.encoding");
        return name != null && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}
