package io.github.multiprocessing4j.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no permissions to look at")
class BlocksTest {

    @TempDir
    private Path directory;

    @TempDir
    private Path elsewhere;

    private Blocks blocks;

    @BeforeEach
    void useADirectory() {
        blocks = new Blocks(new MemoryPlace(directory, "prefix-"));
    }

    private List<String> content() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith(PrivateDirectory.PREFIX))
                    .sorted()
                    .toList();
        }
    }

    private List<Path> directories() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    private void unlink(Block block) throws IOException {
        blocks.unlink(block.name(), block.identity());
    }

    // Where they are

    @Test
    void memoryIsPreferredToTheDirectoryForTemporaryFiles() throws IOException {
        assertThat(MemoryPlace.of(directory, elsewhere)).isEqualTo(new MemoryPlace(directory, ""));
        MemoryPlace temporary = new MemoryPlace(elsewhere, "multiprocessing4j-shm-");
        assertThat(MemoryPlace.of(directory.resolve("missing"), elsewhere)).isEqualTo(temporary);
        assertThat(MemoryPlace.of(Files.createFile(directory.resolve("file")), elsewhere))
                .isEqualTo(temporary);
    }

    @Test
    void aBlockIsAFileOfItsNameThatIsPrivate() throws IOException {
        Block block = blocks.create("name", 100);
        Path file = directory.resolve("prefix-name");
        assertThat(content()).containsExactly("prefix-name");
        assertThat(file).isRegularFile().hasSize(100);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(1);
        unlink(block);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void nothingIsLeftWhenTheLastIsUnlinked() throws IOException {
        Block one = blocks.create("one", 1);
        Block other = blocks.create(1);
        assertThat(directories()).hasSize(1);
        unlink(one);
        assertThat(directories()).hasSize(1);
        Files.delete(directory.resolve("prefix-" + other.name())); // by somebody else
        blocks.release(other.name());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theNotesAreMadeAnewWhenSomebodyHasClearedThemAway() throws IOException {
        Block one = blocks.create("one", 1);
        Path notes = directories().get(0);
        Files.move(notes, elsewhere.resolve("gone"));
        Block other = blocks.create("other", 1);
        assertThat(directories()).hasSize(1).doesNotContain(notes);
        try (Stream<Path> names = Files.list(directories().get(0))) {
            assertThat(names.map(path -> path.getFileName().toString()))
                    .contains("ward-prefix-one", "ward-prefix-other");
        }
        unlink(one);
        unlink(other);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theDirectoryTakesItsWardsAlong() throws IOException {
        PrivateDirectory owner = PrivateDirectory.createIn(directory);
        Path ward = Files.createFile(directory.resolve("ward"));
        Path successor = Files.createFile(directory.resolve("successor"));
        owner.addWard("ward", SegmentFile.identity(ward));
        owner.addWard("successor", SegmentFile.identity(ward));
        owner.addWard("missing", SegmentFile.identity(ward));
        owner.addWard("let go", SegmentFile.identity(ward));
        owner.removeWard("let go");
        owner.close();
        assertThat(content()).containsExactly("successor");
        assertThat(successor).exists();
    }

    // What is not taken for a block

    @Test
    void aLinkAtTheNameIsNeitherFollowedNorReplaced() throws IOException {
        Path target = Files.write(elsewhere.resolve("target"), new byte[10]);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        for (Path to : List.of(target, elsewhere.resolve("missing"))) {
            Path link = Files.createSymbolicLink(directory.resolve("prefix-name"), to);
            assertThatThrownBy(() -> blocks.create("name", 10)).isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> blocks.attach("name"))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("symbolic link");
            assertThat(content()).containsExactly("prefix-name");
            Files.delete(link);
        }
        assertThat(elsewhere.resolve("missing")).doesNotExist();
        assertThat(target).hasSize(10);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatIsNoFileIsNoBlock() throws IOException {
        Files.createDirectory(directory.resolve("prefix-directory"));
        assertThatThrownBy(() -> blocks.create("directory", 10)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> blocks.attach("directory"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("not a regular file");
        Files.createFile(
                directory.resolve("prefix-empty"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        assertThatThrownBy(() -> blocks.attach("empty"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-----w-"})
    void whatOthersMayUseIsNoBlock(String permissions) throws IOException {
        Path file = Files.write(directory.resolve("prefix-open"), new byte[10]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(() -> blocks.attach("open"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("not private")
                .hasMessageContaining(permissions);
    }

    @Test
    void whatIsOfAnotherUserIsNoBlock() throws IOException {
        Path file = Files.write(directory.resolve("prefix-his"), new byte[10]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try {
            Files.setAttribute(file, "unix:uid", 12345);
        } catch (FileSystemException notPermitted) {
            assumeTrue(false, "we may give files away");
        }
        assertThatThrownBy(() -> blocks.attach("his"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("not private")
                .hasMessageContaining("12345");
    }

    @Test
    void aPlaceThatIsGoneHasNoBlocks() throws IOException {
        Blocks nowhere = new Blocks(new MemoryPlace(directory.resolve("missing"), ""));
        assertThatThrownBy(() -> nowhere.create(10)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> nowhere.attach("name")).isInstanceOf(NoSuchFileException.class);
    }

    // No room

    @Test
    void aDiskThatIsFullIsAnException() throws Exception {
        assumeTrue(isRun("mount", "-t", "tmpfs", "-o", "size=1m", "none", directory.toString()), "we may mount");
        try {
            assertThatThrownBy(() -> blocks.create("large", 2 << 20))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no room for " + (2 << 20))
                    .hasMessageContaining(directory.toString());
            Block half = blocks.create("half", 1 << 19);
            assertThatThrownBy(() -> SegmentFile.create(directory.resolve("rest"), 1 << 20))
                    .isInstanceOf(IOException.class);
            assertThat(content()).containsExactly("prefix-half");
            for (int i = 0; i < 1 << 19; i++) {
                half.segment().buffer(i, 1).put(0, (byte) 1);
            }
            unlink(half);
            assertThat(directory).isEmptyDirectory();
        } finally {
            isRun("umount", "-l", directory.toString());
        }
    }

    /** Memory that nobody can reach any more is room, though it is given up by the garbage collector alone. */
    @Test
    void whatWasDroppedMakesRoom() throws Exception {
        assumeTrue(isRun("mount", "-t", "tmpfs", "-o", "size=1m", "none", directory.toString()), "we may mount");
        int size = 700_000;
        try {
            for (int i = 0; i < 20; i++) {
                Block block = blocks.create("large", size);
                block.segment().buffer(0, 1).put((byte) 1);
                unlink(block);
            }
            Block kept = blocks.create("kept", size);
            assertThatThrownBy(() -> blocks.create("large", size))
                    .isInstanceOf(NoRoomException.class)
                    .hasMessageContaining("no room for " + size);
            assertThat(content()).containsExactly("prefix-kept");
            unlink(kept);
            assertThat(directory).isEmptyDirectory();
        } finally {
            isRun("umount", "-l", directory.toString());
        }
    }

    private static boolean isRun(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
