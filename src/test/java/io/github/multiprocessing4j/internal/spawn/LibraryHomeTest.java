package io.github.multiprocessing4j.internal.spawn;

import static io.github.multiprocessing4j.internal.spawn.FakeParent.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.internal.spawn.LibraryHome.Part;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class LibraryHomeTest {

    private static Path placeOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void thisLibraryIsOnTheClassPathOfThisTest() throws Exception {
        LibraryHome home = LibraryHome.ofThisLibrary();
        assertThat(home.module()).isEmpty();
        assertThat(home.onPath()).isTrue();
        assertThat(home.parts())
                .extracting(Part::packages)
                .containsExactly("io/github/multiprocessing4j/", "org/slf4j/");
        assertThat(home.parts())
                .extracting(part -> part.file().orElseThrow())
                .containsExactly(placeOf(Multiprocessing.class), placeOf(Logger.class));
    }

    @Test
    void partsLieInDirectoriesAndJars() throws Exception {
        assertThat(part("file:/some%20where/classes/").file()).hasValue(Path.of("/some where/classes"));
        assertThat(part("jar:file:/some%20where/x.jar!/").file()).hasValue(Path.of("/some where/x.jar"));
    }

    @Test
    void evenIfTheirNamesAreNotEncoded() throws Exception {
        URL url = new URL("file", null, "/some where/classes/" + FakeParent.RESOURCE);
        assertThat(new Part("lib/", url, FakeParent.RESOURCE).file()).hasValue(Path.of("/some where/classes"));
    }

    @Test
    void orDeeper() throws Exception {
        assertThat(part("jar:file:/x.war!/WEB-INF/classes/").file()).isEmpty();
        assertThat(part("jar:file:/app.jar!/BOOT-INF/lib/x.jar!/").file()).isEmpty();
        assertThat(part("http://host/x/").file()).isEmpty();
    }

    @Test
    void itsJarsAreKnownIfAllOfItLiesInSuch(@TempDir Path directory) throws Exception {
        Path one = Files.createFile(directory.resolve("one.jar"));
        Path other = Files.createFile(directory.resolve("other.jar"));
        Part first = part("jar:" + one.toUri() + "!/");
        Part second = part("jar:" + other.toUri() + "!/");
        assertThat(home(first, second).jars()).containsExactly(one, other);
        assertThat(home(first, first).jars()).containsExactly(one);
        assertThat(home(first, part(directory.toUri().toString())).jars()).isEmpty();
        assertThat(home(first, part("jar:file:/app.jar!/BOOT-INF/lib/x.jar!/")).jars())
                .isEmpty();
        assertThat(home().jars()).isEmpty();
    }

    private static LibraryHome home(Part... parts) {
        return new LibraryHome(Optional.empty(), true, List.of(parts));
    }
}
