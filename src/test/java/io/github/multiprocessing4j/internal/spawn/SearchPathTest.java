package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {

    @TempDir
    Path directory;

    private SearchPath path(String... entries) {
        return SearchPath.of(String.join(File.pathSeparator, entries), directory);
    }

    private String in(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void entriesBecomeAbsoluteInTheirOrder() {
        assertThat(path("b.jar", in("c.jar"), "a").entries()).containsExactly(in("b.jar"), in("c.jar"), in("a"));
    }

    @Test
    void anEmptyEntryIsTheDirectory() {
        assertThat(path("a", "", "b").entries()).containsExactly(in("a"), directory.toString(), in("b"));
        assertThat(path("").entries()).containsExactly(directory.toString());
        assertThat(path("a", "").entries()).containsExactly(in("a"), directory.toString());
    }

    @Test
    void noPathHasNoEntriesAndMakesNoOption() {
        assertThat(SearchPath.of(null, directory).entries()).isEmpty();
        assertThat(SearchPath.EMPTY.asOption("-cp")).isEmpty();
        assertThat(path("a").asOption("-cp")).containsExactly("-cp", in("a"));
    }

    @Test
    void whatMeansNothingStaysAsItIs() {
        assertThat(path("a\0b").entries()).containsExactly("a\0b");
    }

    @Test
    void filesComeFirstOrLast() {
        Path more = directory.resolve("more.jar");
        assertThat(path("a").behind(List.of(more)).entries()).containsExactly(more.toString(), in("a"));
        assertThat(path("a").before(List.of(more)).entries()).containsExactly(in("a"), more.toString());
        assertThat(path("a", "more.jar").behind(List.of(more)).entries()).containsExactly(more.toString(), in("a"));
    }

    @Test
    void whatIsThereUnderAnotherNameIsNotAdded() throws Exception {
        Path lib = Files.createDirectory(directory.resolve("lib"));
        Path jar = Files.createFile(lib.resolve("x.jar"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), lib);
        SearchPath linked = path("link/x.jar");
        assertThat(linked.before(List.of(jar))).isEqualTo(linked);
        assertThat(linked.entries()).containsExactly(link.resolve("x.jar").toString());
    }
}
