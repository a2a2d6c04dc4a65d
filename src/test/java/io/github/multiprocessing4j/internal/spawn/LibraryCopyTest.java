package io.github.multiprocessing4j.internal.spawn;

import static io.github.multiprocessing4j.internal.spawn.FakeParent.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryCopyTest {

    @TempDir
    Path directory;

    private String war() throws Exception {
        Path war = Jars.with(
                directory.resolve("app.war"),
                "WEB-INF/classes/lib/Sample.class",
                "WEB-INF/classes/lib/deep/Other.class",
                "WEB-INF/classes/acme/Main.class",
                "lib/Decoy.class");
        return "jar:" + war.toUri() + "!/WEB-INF/classes/";
    }

    @Test
    void itHasTheClassesOfThePartsAndNoOthers() throws Exception {
        Path copy = LibraryCopy.in(directory, List.of(part(war())));
        try (JarFile jar = new JarFile(copy.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName)).containsExactly("lib/Sample.class", "lib/deep/Other.class");
            assertThat(jar.getInputStream(jar.getEntry("lib/Sample.class")))
                    .hasContent("WEB-INF/classes/lib/Sample.class");
        }
    }

    @Test
    void itIsMadeOnce() throws Exception {
        String war = war();
        Path copy = LibraryCopy.in(directory, List.of(part(war)));
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(copy, longAgo);
        assertThat(LibraryCopy.in(directory, List.of(part(war)))).isEqualTo(copy);
        assertThat(Files.getLastModifiedTime(copy)).isEqualTo(longAgo);
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void whatCannotBeCopiedIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> LibraryCopy.in(directory, List.of(part("file:/nowhere/"))))
                .withMessageContaining("file:/nowhere/lib/Sample.class");
        assertThat(directory).isEmptyDirectory();
    }
}
