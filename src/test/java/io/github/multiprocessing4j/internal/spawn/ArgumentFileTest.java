package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentFileTest {

    private static final List<String> AWKWARD = List.of(
            "", "a b", "\"quoted\"", "C:\\new\\table", "two\nlines\r\n", "it's", "#no comment", "\t\f", "-Dk=v");

    @TempDir
    Path directory;

    private Path file(List<String> words) throws Exception {
        return Path.of(ArgumentFile.of(words, directory).get(0).substring(1));
    }

    private List<String> read(String content) throws Exception {
        return ArgumentFile.read(Files.writeString(directory.resolve("arguments"), content));
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        assertThat(ArgumentFile.read(file(AWKWARD))).isEqualTo(AWKWARD);
    }

    @Test
    void javaReadsTheSame() throws Exception {
        List<String> properties = AWKWARD.stream()
                .map(word -> "-Dword" + AWKWARD.indexOf(word) + "=" + word)
                .toList();
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + file(properties),
                        "-cp",
                        Path.of(Words.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        Words.class.getName(),
                        String.valueOf(AWKWARD.size()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (DataInputStream in = new DataInputStream(java.getInputStream())) {
            for (String word : AWKWARD) {
                assertThat(in.readUTF()).isEqualTo(word);
            }
        } finally {
            java.destroyForcibly().waitFor();
        }
    }

    /** Writes what it finds in the properties. */
    static final class Words {

        public static void main(String[] args) throws IOException {
            try (DataOutputStream out = new DataOutputStream(System.out)) {
                for (int i = 0; i < Integer.parseInt(args[0]); i++) {
                    out.writeUTF(System.getProperty("word" + i));
                }
            }
        }
    }

    @Test
    void whereThereIsNoRoomForOneTheOptionsStandForThemselves() {
        assertThat(ArgumentFile.of(AWKWARD, directory.resolve("missing"))).isEqualTo(AWKWARD);
    }

    @Test
    void theSameWordsAreInOneFile() throws Exception {
        assertThat(file(List.of("a"))).isEqualTo(file(List.of("a"))).isNotEqualTo(file(List.of("b")));
    }

    @Test
    void filesOfOthersHaveCommentsAndQuotesOfBothKinds() throws Exception {
        assertThat(read("""
                # all that we need
                -ea -Da=b\\c#not this
                '-Dx=a "b"' -Dy="c d"e
                "-Dz=one \\
                   two"
                """)).containsExactly("-ea", "-Da=b\\c", "-Dx=a \"b\"", "-Dy=c de", "-Dz=one two");
    }

    @Test
    void aQuoteMayLackItsEnd() throws Exception {
        assertThat(read("-ea \"-Dx=a")).contains("-ea");
        assertThat(read("-ea \"\\")).contains("-ea");
        assertThat(read("")).isEmpty();
    }
}
