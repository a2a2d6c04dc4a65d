package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.fault.Processes.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.multiprocessing4j.Pool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What others on the machine can see of workers, and what workers have of their parent. */
@Timeout(60)
class SecretsTest {

    private static final Path PROC = Path.of("/proc");

    /** Thirty-two bytes, in whatever notation. */
    private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{64}|[0-9A-Za-z+_-]{43}=?");

    @TempDir
    Path directory;

    @BeforeEach
    void needsProc() {
        assumeTrue(Files.isDirectory(PROC.resolve("self")), "there is /proc");
    }

    private static List<String> words(ProcessHandle process, String file) throws IOException {
        byte[] bytes = Files.readAllBytes(PROC.resolve(process.pid() + "/" + file));
        return List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\0"));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** As at its start: what was there before the library is no secret of the library. */
    @Test
    void theKeyOfAWorkerIsNeitherOnItsCommandLineNorInItsEnvironment() throws Exception {
        try (Pool pool = spawn().pool(1)) {
            ProcessHandle worker = worker(pool);
            Set<String> inherited = new HashSet<>(words(ProcessHandle.current(), "environ"));
            assertThat(words(worker, "environ").stream().filter(word -> !inherited.contains(word)))
                    .noneMatch(word -> KEY.matcher(word).find());
            for (String word : words(worker, "cmdline")) {
                assertThat(word.replaceAll("options-\\w+", "")).doesNotContainPattern(KEY);
                if (word.startsWith("@")) { // the other words are in a file, which has the name of its content
                    Path file = Path.of(word.substring(1));
                    assertThat(permissions(file)).isEqualTo("rw-------");
                    assertThat(Files.readString(file)).doesNotContainPattern(KEY);
                }
            }
        }
    }

    /** The numbers of the sockets that a process has open. */
    private static Set<String> sockets(ProcessHandle process) throws IOException {
        Set<String> found = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(PROC.resolve(process.pid() + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:[")) {
                        found.add(target.substring(8, target.length() - 1));
                    }
                } catch (IOException closedMeanwhile) {
                    continue;
                }
            }
        }
        return found;
    }

    /** Those of all TCP sockets that listen. */
    private static Set<String> listeners() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String table : List.of("self/net/tcp", "self/net/tcp6")) {
            if (Files.isReadable(PROC.resolve(table))) {
                lines.addAll(Files.readAllLines(PROC.resolve(table)));
            }
        }
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[3].equals("0A"))
                .map(fields -> fields[9])
                .collect(Collectors.toSet());
    }

    @Test
    void nobodyListensOnTheNetwork() throws Exception {
        Set<String> before = listeners();
        try (Pool pool = spawn().pool(1)) {
            ProcessHandle worker = worker(pool);
            assertThat(sockets(worker)).isNotEmpty().doesNotContainAnyElementsOf(listeners());
            Set<String> own = sockets(ProcessHandle.current());
            own.removeAll(before); // of whoever runs the tests
            assertThat(own).doesNotContainAnyElementsOf(listeners());
        }
    }

    @Test
    void theFilesThatAreSharedAreTheUsersAlone() throws Exception {
        try (RunningProgram program = RunningProgram.start(
                directory,
                List.of(),
                List.of("-Djava.io.tmpdir=" + directory),
                List.of(Household.class.getName(), directory.toString(), "idle", "sleeping", "wait"))) {
            program.awaitLines(3);
            try (Stream<Path> files = Files.list(directory)) {
                Path shared = files.filter(file -> file.getFileName().toString().startsWith("multiprocessing4j-"))
                        .findFirst()
                        .orElseThrow();
                assertThat(permissions(shared)).isEqualTo("rwx------");
                // All workers have come: there is no socket any more that anybody could come to.
                try (Stream<Path> inside = Files.list(shared)) {
                    assertThat(inside).isNotEmpty().allSatisfy(file -> {
                        assertThat(file.getFileName().toString()).matches("(owner|options)-.*");
                        assertThat(permissions(file)).isEqualTo("rw-------");
                    });
                }
            }
        }
    }

    private static List<String> open() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(PROC.resolve("self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.exists(descriptor)) {
                    found.add(Files.readSymbolicLink(descriptor).toString().replaceAll("\\d+", "n"));
                }
            }
        }
        found.sort(null);
        return found;
    }

    /** None inherits what its parent has open for the others. */
    @Test
    void theTenthWorkerHasNoMoreFilesOpenThanTheFirst() throws Exception {
        List<Pool> pools = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                pools.add(spawn().pool(1));
            }
            List<String> first = pools.get(0).apply(SecretsTest::open);
            assertThat(pools.get(9).apply(SecretsTest::open)).isEqualTo(first);
        } finally {
            for (Pool pool : pools) {
                pool.terminate();
            }
            for (Pool pool : pools) {
                pool.join();
            }
        }
    }
}
