package io.github.multiprocessing4j.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.harness.Program;
import io.github.multiprocessing4j.internal.memory.PrivateDirectory.Place;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no permissions to look at")
class PrivateDirectoryTest {

    @TempDir
    private Path place;

    @TempDir
    private Path elsewhere;

    private Path precious;

    @BeforeEach
    void putSomethingElsewhere() throws IOException {
        precious = Files.createFile(elsewhere.resolve("precious"));
    }

    private PrivateDirectory create() throws IOException {
        return PrivateDirectory.create(List.of(new Place(place, false)));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private List<Path> content() throws IOException {
        try (Stream<Path> all = Files.list(place)) {
            return all.toList();
        }
    }

    @Test
    void nobodyElseCanLookIntoIt() throws IOException {
        try (PrivateDirectory directory = PrivateDirectory.create();
                Stream<Path> files = Files.list(directory.path())) {
            assertThat(permissions(directory.path())).isEqualTo("rwx------");
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
            assertThat(permissions(directory.createFile("some"))).isEqualTo("rw-------");
        }
    }

    @Test
    void filesAreFresh() throws IOException {
        try (PrivateDirectory directory = create()) {
            directory.createFile("some");
            assertThatThrownBy(() -> directory.createFile("some")).isInstanceOf(FileAlreadyExistsException.class);
        }
    }

    @Test
    void socketsCanBeInIt() throws IOException {
        try (PrivateDirectory directory = PrivateDirectory.create();
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(directory.resolve("s0123456789")));
        }
    }

    @Test
    void nothingOfItIsLeft() throws IOException {
        PrivateDirectory directory = create();
        Files.createDirectories(directory.resolve("a/b"));
        Files.createFile(directory.resolve("a/b/c"));
        Files.createSymbolicLink(directory.resolve("a/link"), elsewhere);
        Files.createSymbolicLink(directory.resolve("dangling"), Path.of("nowhere"));
        directory.close();
        assertThat(content()).isEmpty();
        assertThat(precious).exists();
        directory.close();
    }

    @Test
    void itCanBeGoneAlready() throws IOException {
        PrivateDirectory directory = create();
        try (PrivateDirectory other = create()) {
            Files.move(directory.path(), other.resolve("moved"));
            directory.close();
        }
        assertThat(content()).isEmpty();
    }

    // Where it is

    @Test
    void theRuntimeDirectoryOfTheUserIsTheFirstChoice() throws IOException {
        allow(place, "rwx------");
        List<Place> places = Place.all(place.toString(), elsewhere.toString());
        try (PrivateDirectory directory = PrivateDirectory.create(places)) {
            assertThat(directory.path().getParent()).isEqualTo(place);
        }
    }

    @Test
    void aRuntimeDirectoryThatOthersCanLookIntoIsNone() throws IOException {
        List<Place> places = Place.all(place.toString(), elsewhere.toString());
        for (String open : List.of("rwxr-xr-x", "rwx-----x", "rwxrwx---", "rwx---r--")) {
            allow(place, open);
            try (PrivateDirectory directory = PrivateDirectory.create(places)) {
                assertThat(directory.path().getParent()).isEqualTo(elsewhere);
            }
            assertThat(content()).isEmpty();
        }
    }

    @Test
    void aRuntimeDirectoryThatIsALinkIsNone() throws IOException {
        allow(place, "rwx------");
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), place);
        try (PrivateDirectory directory = PrivateDirectory.create(Place.all(link.toString(), elsewhere.toString()))) {
            assertThat(directory.path().getParent()).isEqualTo(elsewhere);
        }
        assertThat(content()).isEmpty();
    }

    @Test
    void aRuntimeDirectoryThatIsNotThereIsNone() throws IOException {
        for (String missing : List.of("", place.resolve("missing").toString(), precious.toString(), "nul\0")) {
            try (PrivateDirectory directory = PrivateDirectory.create(Place.all(missing, place.toString()))) {
                assertThat(directory.path().getParent()).isEqualTo(place);
            }
        }
    }

    @Test
    void aPlaceWithALongPathIsNone() throws IOException {
        Path far = Files.createDirectories(place.resolve("x".repeat(70)));
        assertThatThrownBy(() -> PrivateDirectory.create(List.of(new Place(far, false))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(far.toString())
                .hasMessageContaining("longer");
        try (PrivateDirectory directory = PrivateDirectory.create(Place.all(null, far.toString()))) {
            assertThat(directory.path().getParent()).isEqualTo(Path.of("/tmp"));
        }
    }

    @Test
    void whereNoDirectoryCanBeMadeIsSaid() {
        Path missing = place.resolve("missing");
        assertThatThrownBy(
                        () -> PrivateDirectory.create(List.of(new Place(missing, false), new Place(precious, false))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(precious.toString())
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining(missing.toString()));
    }

    @Test
    void anInterruptDoesNotMatter() throws IOException {
        Thread.currentThread().interrupt();
        try (PrivateDirectory directory = create()) {
            assertThat(directory.path()).isDirectory();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(content()).isEmpty();
    }

    // What others have left

    private Path abandoned() throws Exception {
        String path = Program.of(DirectoryProgram.class, place.toString(), elsewhere.toString())
                .run(Duration.ofSeconds(30))
                .assertClean()
                .out()
                .strip();
        assertThat(Path.of(path)).isDirectory();
        return Path.of(path);
    }

    @Test
    void directoriesOfTheDeadAreRemoved() throws Exception {
        Path one = abandoned();
        try (PrivateDirectory directory = create()) {
            assertThat(content()).containsExactly(directory.path()).doesNotContain(one);
        }
        assertThat(precious).exists();
    }

    @Test
    void directoriesOfTheLivingAreNot() throws Exception {
        try (PrivateDirectory mine = create();
                PrivateDirectory another = create()) {
            abandoned();
            assertThat(mine.path()).isDirectory();
            try (PrivateDirectory third = create()) {
                assertThat(content()).containsExactlyInAnyOrder(mine.path(), another.path(), third.path());
            }
        }
    }

    @Test
    void whatOnlyLooksLikeOneIsLeftAlone() throws Exception {
        Path dead = abandoned();
        Path mark;
        try (Stream<Path> files = Files.list(dead)) {
            mark = files.map(Path::getFileName)
                    .filter(OwnerMark::isMark)
                    .map(dead::resolve)
                    .findFirst()
                    .orElseThrow();
        }
        Path open = Files.createDirectory(place.resolve("multiprocessing4j-open"));
        Files.copy(mark, open.resolve(mark.getFileName()));
        Path unmarked = Files.createDirectory(place.resolve("multiprocessing4j-unmarked"));
        allow(unmarked, "rwx------");
        Path file = Files.createFile(place.resolve("multiprocessing4j-file"));
        Path target = Files.move(dead, elsewhere.resolve("target"));
        Path link = Files.createSymbolicLink(place.resolve("multiprocessing4j-link"), target);
        Path marked = Files.createDirectory(place.resolve("multiprocessing4j-linked"));
        allow(marked, "rwx------");
        Files.createSymbolicLink(marked.resolve(mark.getFileName()), precious);
        try (PrivateDirectory directory = create()) {
            assertThat(content()).containsExactlyInAnyOrder(open, unmarked, file, link, marked, directory.path());
        }
        assertThat(target.resolve("a/b/c")).exists();
        assertThat(precious).exists();
    }

    @Test
    @Timeout(60)
    void aNamedPipeDoesNotHoldAnybodyUp() throws Exception {
        Path pipe = place.resolve("multiprocessing4j-pipe");
        assertThat(new ProcessBuilder("mkfifo", "-m", "700", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();
        try (PrivateDirectory directory = create()) {
            assertThat(content()).containsExactlyInAnyOrder(pipe, directory.path());
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "it shows which files are open")
    void whatIsNoDirectoryIsNotKeptOpen() throws Exception {
        Path file = Files.createFile(place.resolve("multiprocessing4j-file"));
        try (OpenDirectory directory = OpenDirectory.at(place)) {
            assertThatThrownBy(() -> directory.open(file.getFileName())).isInstanceOf(NotDirectoryException.class);
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                assertThat(open.filter(descriptor -> leadsTo(descriptor, file))).isEmpty();
            }
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void aRemovalThatWasCutShortIsGoneOnWith() throws Exception {
        Path dead = abandoned();
        Files.delete(dead.resolve("a/b/c"));
        create().close();
        assertThat(content()).isEmpty();
    }
}
