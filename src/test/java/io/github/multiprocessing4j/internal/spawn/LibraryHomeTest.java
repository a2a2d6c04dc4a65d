package io.github.multiprocessing4j.internal.spawn;

import static io.github.multiprocessing4j.internal.spawn.FakeParent.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.internal.spawn.LibraryHome.Part;
import java.net.URL;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
}
