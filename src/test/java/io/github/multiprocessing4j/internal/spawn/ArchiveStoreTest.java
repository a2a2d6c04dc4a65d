package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.internal.memory.CacheDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ArchiveStoreTest {

    @TempDir
    Path directory;

    private ArchiveStore store;

    @BeforeEach
    void openStore() {
        store = new ArchiveStore(CacheDirectory.at(directory.resolve("store")).orElseThrow());
    }

    private Path add(String name, String content) throws IOException {
        store.add(name, Files.writeString(store.unfinished(name), content));
        return store.find(name).orElseThrow();
    }

    private static void age(Path file, Duration by) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(by)));
    }

    @Test
    void whatIsAddedIsFound() throws Exception {
        assertThat(store.find("a")).isEmpty();
        assertThat(add("a", "an archive")).hasContent("an archive");
        assertThat(store.find("b")).isEmpty();
        assertThat(add("a", "a newer one")).exists();
    }

    @Test
    void whatIsUnfinishedIsNot() throws Exception {
        Files.writeString(store.unfinished("a"), "not yet");
        assertThat(store.find("a")).isEmpty();
    }

    @Test
    void neitherIsWhatWasCutShort() throws Exception {
        Path file = add("a", "an archive");
        Files.writeString(file, "an arch");
        assertThat(store.find("a")).isEmpty();
        Files.writeString(file, "");
        assertThat(store.find("a")).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void norWhatSomebodyElseMayHaveWritten() throws Exception {
        Files.setPosixFilePermissions(add("a", "an archive"), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(store.find("a")).isEmpty();
    }

    @Test
    void oneAloneTriesAndNobodyAgainBeforeAnHour() throws Exception {
        assertThat(store.claim("a")).isTrue();
        assertThat(store.claim("a")).isFalse();
        assertThat(store.claim("b")).isTrue();
        Path mark = Files.list(directory.resolve("store"))
                .filter(file -> file.toString().endsWith("a"))
                .findFirst()
                .orElseThrow();
        age(mark, Duration.ofMinutes(59));
        assertThat(store.claim("a")).isFalse();
        age(mark, Duration.ofMinutes(61));
        assertThat(store.claim("a")).isTrue();
        assertThat(store.claim("a")).isFalse();
    }

    @Test
    void afterASuccessOneMayTryAtOnce() throws Exception {
        assertThat(store.claim("a")).isTrue();
        Files.delete(add("a", "an archive"));
        assertThat(store.claim("a")).isTrue();
    }

    @Test
    void theNewestAreKept() throws Exception {
        for (int i = 0; i < 20; i++) {
            age(add("old" + i, "an archive"), Duration.ofHours(100 - i));
        }
        Path left = Files.writeString(store.unfinished("left"), "never finished");
        age(left, Duration.ofHours(2));
        Path unfinished = Files.writeString(store.unfinished("unfinished"), "being written");
        add("new", "an archive");
        assertThat(left).doesNotExist();
        assertThat(unfinished).exists();
        assertThat(store.find("new")).isPresent();
        assertThat(store.find("old0")).isEmpty();
        assertThat(store.find("old19")).isPresent();
        try (Stream<Path> files = Files.list(directory.resolve("store"))) {
            assertThat(files.filter(file -> !file.equals(unfinished))).hasSize(16);
        }
    }
}
