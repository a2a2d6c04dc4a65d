package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands as they are, and what children say of themselves that are launched by them. */
class LaunchCommandTest {

    @TempDir
    Path directory;

    private LaunchPlan.Builder plan;
    private FakeParent parent;

    @BeforeEach
    void plainPlan() throws Exception {
        plan = LaunchPlan.of("worker-1", Witness.class.getName(), directory);
        parent = new FakeParent(directory);
        parent.classPath = placeOf(Witness.class).toString();
    }

    private static Path placeOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private ProcessBuilder builder() throws IOException {
        parent.library = new LibraryHome(
                parent.library.module(), true, LibraryHome.ofThisLibrary().parts());
        return new LaunchCommand(parent.jvm()).of(plan.build());
    }

    /** The words, with those of the file of options among them. */
    private static List<String> expanded(List<String> command) throws IOException {
        List<String> words = new ArrayList<>();
        for (String word : command) {
            if (word.startsWith("@")) {
                words.addAll(ArgumentFile.read(Path.of(word.substring(1))));
            } else {
                words.add(word);
            }
        }
        return words;
    }

    /** What a child says of itself. */
    private Map<String, String> told() throws Exception {
        ProcessBuilder builder = builder();
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS"));
        Process child = builder.redirectErrorStream(true).start();
        try {
            child.getOutputStream().close();
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor()).as(said).isZero();
            return said.lines()
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(words -> words[0], words -> words[1]));
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void theWordsHaveTheirOrder() throws Exception {
        parent.arguments = List.of("-ea", "-Xmx7g", "-Dwitness=parent");
        plan.jvmArgs(List.of("-Dwitness=own", "-Xlog:disable"))
                .arguments("a", "b")
                .sharers(8);
        plan.errorFile(directory.resolve("crash-%p.log"));
        List<String> words = expanded(builder().command());
        assertThat(words.get(0)).endsWith(File.separator + "java");
        assertThat(words)
                .containsSubsequence(
                        "-ea",
                        "-Dwitness=parent",
                        "-XX:ActiveProcessorCount=1",
                        "-XX:MaxRAMPercentage=6.25",
                        "-XX:+UseSerialGC",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:+DisplayVMOutputToStderr",
                        "-cp",
                        "-XX:ErrorFile=" + directory.resolve("crash-%p.log"),
                        "-Dwitness=own",
                        "-Xlog:disable",
                        Witness.class.getName(),
                        "a",
                        "b")
                .doesNotContain("-Xmx7g");
    }

    @Test
    void childrenThatDifferOnlyInTheirCrashFilesShareTheirOptions() throws Exception {
        plan.errorFile(directory.resolve("crash-1"));
        List<String> one = builder().command();
        plan.errorFile(directory.resolve("crash-2"));
        List<String> other = builder().command();
        assertThat(one.get(1)).startsWith("@").isEqualTo(other.get(1));
        assertThat(one).contains("-XX:ErrorFile=" + directory.resolve("crash-1"));
    }

    @Test
    void aClassArchiveIsOfferedWhereItCanFit() throws Exception {
        Path jar = Files.write(directory.resolve("lib.jar"), new byte[1]);
        parent.library = new LibraryHome(Optional.empty(), true, List.of(FakeParent.part("jar:" + jar.toUri() + "!/")));
        ClassArchives archives = new ClassArchives(directory.resolve("archives").toString());
        Path archive = directory.resolve("archives").resolve(archives.name(parent.jvm()) + "-1.jsa");
        assertThat(archived(archives)).isEmpty();
        Files.write(archive, new byte[1]);
        assertThat(archived(archives)).containsExactly("-XX:SharedArchiveFile=" + archive);
        plan.jvmArgs(List.of("-Xmx70m"));
        assertThat(archived(archives)).hasSize(1);
        plan.jvmArgs(List.of("-Xshare:off"));
        assertThat(archived(archives)).isEmpty();
        plan.jvmArgs(List.of()).environment(Map.of("JAVA_TOOL_OPTIONS", "-ea -javaagent:agent.jar"));
        assertThat(archived(archives)).isEmpty();
        plan.environment(Map.of("JAVA_TOOL_OPTIONS", " -ea "));
        assertThat(archived(archives)).hasSize(1);
        Files.write(archive, new byte[2]);
        assertThat(archived(archives)).isEmpty();
    }

    private List<String> archived(ClassArchives archives) throws IOException {
        return expanded(new LaunchCommand(parent.jvm(), archives)
                        .of(plan.build())
                        .command())
                .stream()
                .filter(word -> word.startsWith("-XX:SharedArchiveFile"))
                .toList();
    }

    @Test
    void modulesAreAskedForOnce() throws Exception {
        parent.modules = List.of("a", "b");
        assertThat(expanded(builder().command())).containsOnlyOnce("--add-modules=a,b");
        parent.arguments = List.of("--add-modules=a,b", "--add-modules=c");
        assertThat(expanded(builder().command()))
                .containsOnlyOnce("--add-modules=a,b")
                .contains("--add-modules=c");
    }

    @Test
    void theDefaultModulesAreAskedForOnlyWhereTheyAreNotTheDefault() throws Exception {
        parent.arguments = List.of("--add-modules=ALL-DEFAULT");
        assertThat(expanded(builder().command())).doesNotContain("--add-modules=ALL-DEFAULT");
        parent.library = new LibraryHome(Optional.of("lib"), true, List.of());
        assertThat(expanded(builder().command())).contains("--add-modules=ALL-DEFAULT");
    }

    @Test
    void theChildHasTheSettingsOfItsParent() throws Exception {
        parent.arguments = List.of("-ea", "-Dwitness=a value");
        plan.arguments("a b", "", "c").sharers(8).maxHeap(64 << 20);
        assertThat(told())
                .containsEntry("arguments", "[a b, , c]")
                .containsEntry("assertions", "true")
                .containsEntry("property", "a value")
                .containsEntry("processors", "1")
                .hasEntrySatisfying(
                        "heap", heap -> assertThat(Long.parseLong(heap)).isLessThanOrEqualTo(64 << 20));
    }

    @Test
    void itMayHaveItsOwnDirectoryAndEnvironment() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        plan.directory(other).environment(Map.of("WITNESS", "seen"));
        assertThat(told())
                .containsEntry("directory", other.toRealPath().toString())
                .containsEntry("variable", "seen")
                .containsEntry("assertions", "false");
    }

    @Test
    void variablesCanBeTakenAway() throws Exception {
        Map<String, String> changes = new HashMap<>();
        changes.put("PATH", null);
        plan.environment(changes);
        assertThat(builder().environment()).doesNotContainKey("PATH");
    }

    @Test
    void optionsOfTheUserWin() throws Exception {
        parent.arguments = List.of("-ea", "-Dwitness=parent");
        plan.jvmArgs(List.of("-da", "-Dwitness=own", "-Xmx70m", "-XX:ActiveProcessorCount=3", "-XX:+UseParallelGC"));
        assertThat(told())
                .containsEntry("property", "own")
                .containsEntry("assertions", "false")
                .containsEntry("processors", "3")
                .hasEntrySatisfying(
                        "heap", heap -> assertThat(Long.parseLong(heap)).isLessThanOrEqualTo(70 << 20))
                .hasEntrySatisfying("collectors", names -> assertThat(names).contains("PS "));
    }

    @Test
    void thoseOfTheEnvironmentDoNotKeepItFromStarting() throws Exception {
        plan.environment(Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC -Dwitness=environment"));
        assertThat(told())
                .containsEntry("property", "environment")
                .hasEntrySatisfying("collectors", names -> assertThat(names).contains("PS "));
    }

    @Test
    void aPathTooLongForACommandLineIsReadFromAFile() throws Exception {
        String filler = "a \"quoted\" \\ name, as long as names in a deep folder of some repository are";
        Stream<String> many = IntStream.range(0, 5_000).mapToObj(i -> filler + i + ".jar");
        parent.classPath =
                Stream.concat(many, Stream.of(parent.classPath)).collect(Collectors.joining(File.pathSeparator));
        assertThat(builder().command()).noneMatch(word -> word.length() > 10_000);
        assertThat(told().get("classpath")).contains(directory.resolve(filler + "4999.jar") + File.pathSeparator);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void niceMayComeFirst() throws Exception {
        plan.nice(3);
        List<String> words = expanded(builder().command());
        assertThat(words.subList(1, 3)).containsExactly("-n", "3");
        assertThat(words.get(0)).endsWith("/nice");
        assertThat(told()).containsKey("arguments");
    }

    @Test
    void anExecutableThatIsNoneIsToldBeforeAnythingStarts() {
        plan.executable(directory.resolve("no java"));
        assertThatIOException().isThrownBy(this::builder).withMessageContaining("no java");
    }

    @Test
    void thisJvmCanBeTheParent() throws Exception {
        ProcessBuilder builder = new LaunchCommand(ParentJvm.current()).of(plan.build());
        List<String> words = new ArrayList<>(expanded(builder.command()));
        assertThat(words).contains("-cp", Witness.class.getName()).noneMatch(word -> word.startsWith("-Xmx"));
        assertThat(words.get(words.indexOf("-cp") + 1))
                .contains(placeOf(Witness.class).toString());
    }
}
