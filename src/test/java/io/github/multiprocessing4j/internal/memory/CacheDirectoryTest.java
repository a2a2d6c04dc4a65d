package io.github.multiprocessing4j.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class CacheDirectoryTest {

    @TempDir
    Path directory;

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void itIsWhereTheSystemHasSuchThings() {
        String home = directory.toString();
        Map<String, String> nothing = Map.of();
        assertThat(CacheDirectory.customary("Linux", home, nothing))
                .contains(directory.resolve(".cache/multiprocessing4j"));
        assertThat(CacheDirectory.customary("Linux", home, Map.of("XDG_CACHE_HOME", "/elsewhere")))
                .contains(Path.of("/elsewhere/multiprocessing4j"));
        assertThat(CacheDirectory.customary("Linux", home, Map.of("XDG_CACHE_HOME", "relative")))
                .contains(directory.resolve(".cache/multiprocessing4j"));
        assertThat(CacheDirectory.customary("Mac OS X", home, nothing))
                .contains(directory.resolve("Library/Caches/multiprocessing4j"));
        assertThat(CacheDirectory.customary("Windows 11", home, Map.of("LOCALAPPDATA", "/local")))
                .contains(Path.of("/local/multiprocessing4j"));
    }

    @Test
    void aUserWithoutADirectoryHasNone() {
        assertThat(CacheDirectory.customary("Linux", "?", Map.of())).isEmpty();
        assertThat(CacheDirectory.customary("Linux", null, Map.of())).isEmpty();
        assertThat(CacheDirectory.customary(
                        "Linux", directory.resolve("missing").toString(), Map.of()))
                .isEmpty();
        assertThat(CacheDirectory.customary("Windows 11", "C:\\", Map.of())).isEmpty();
    }

    @Test
    void itIsMadeForItsOwnerAlone() throws Exception {
        Path place = directory.resolve("a/b");
        assertThat(CacheDirectory.at(place)).isPresent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("rwx------");
        assertThat(place).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx----w-"})
    void oneThatOthersCanWriteToIsNotTrusted(String permissions) throws Exception {
        permit(directory, permissions);
        assertThat(CacheDirectory.at(directory)).isEmpty();
    }

    @Test
    void neitherIsAFileInItsPlace() throws Exception {
        assertThat(CacheDirectory.at(Files.createFile(directory.resolve("file"))))
                .isEmpty();
        assertThat(CacheDirectory.at(directory.resolve("file").resolve("below")))
                .isEmpty();
    }

    @Test
    void itHoldsFilesThatNobodyElseCanHaveWritten() throws Exception {
        permit(directory, "rwxr-xr-x");
        CacheDirectory cache = CacheDirectory.at(directory).orElseThrow();
        Path file = Files.createFile(directory.resolve("file"));
        permit(file, "rw-r--r--");
        assertThat(cache.holds(file)).isTrue();
        permit(file, "rw-rw-r--");
        assertThat(cache.holds(file)).isFalse();
        permit(file, "rw-r--r--");
        assertThat(cache.holds(Files.createSymbolicLink(directory.resolve("link"), file)))
                .isFalse();
        assertThat(cache.holds(directory.resolve("missing"))).isFalse();
        assertThat(cache.holds(Files.createDirectory(directory.resolve("inner"))))
                .isFalse();
    }

    @Test
    void whatAnotherUserOwnsIsNotTrusted() throws Exception {
        CacheDirectory cache = CacheDirectory.at(directory).orElseThrow();
        CacheDirectory another = new CacheDirectory(directory, () -> "somebody");
        Path file = Files.createFile(directory.resolve("file"));
        permit(file, "rw-r--r--");
        assertThat(cache.holds(file)).isTrue();
        boolean mineIsTheAdministrators = Files.getAttribute(file, "unix:uid").equals(0);
        assertThat(another.holds(file)).isEqualTo(mineIsTheAdministrators);
        assertThat(Optional.of(cache.isWritable())).contains(true);
    }
}
