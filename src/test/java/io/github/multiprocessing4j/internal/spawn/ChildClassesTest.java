package io.github.multiprocessing4j.internal.spawn;

import static io.github.multiprocessing4j.internal.spawn.FakeParent.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.multiprocessing4j.internal.spawn.LibraryHome.Part;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildClassesTest {

    @TempDir
    Path directory;

    private FakeParent parent;
    private ChildClasses child;

    @BeforeEach
    void plainProgram() {
        parent = new FakeParent(directory);
    }

    private void library(boolean onPath, Part... parts) {
        parent.library = new LibraryHome(Optional.empty(), onPath, List.of(parts));
    }

    private Part partIn(String jar) throws Exception {
        return part("jar:" + directory.resolve(jar).toUri() + "!/");
    }

    /** A path of files in the directory. */
    private String path(String... names) {
        return Stream.of(names)
                .map(name -> directory.resolve(name).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void launch() throws Exception {
        child = parent.classesOfChild();
    }

    @Test
    void onAClassPathItIsThatOfTheParent() throws Exception {
        parent.classPath = "app.jar" + File.pathSeparator + "x.jar";
        library(true, partIn("x.jar"));
        launch();
        assertThat(child.options()).containsExactly("-cp", path("app.jar", "x.jar"));
        assertThat(child.main()).containsExactly("lib.Worker");
    }

    @Test
    void whatAManifestOrAnAgentAddedToItIsAdded() throws Exception {
        library(true, partIn("x.jar"), partIn("y.jar"));
        launch();
        assertThat(child.options()).containsExactly("-cp", path("app.jar", "x.jar", "y.jar"));
    }

    @Test
    void jarsCanBeMovedToItsBeginning() throws Exception {
        parent.classPath = "app.jar" + File.pathSeparator + "x.jar";
        library(true, partIn("x.jar"));
        launch();
        assertThat(child.areOnPath()).isTrue();
        assertThat(child.beginningWith(List.of(directory.resolve("x.jar"), directory.resolve("y.jar")))
                        .options())
                .containsExactly("-cp", path("x.jar", "y.jar", "app.jar"));
    }

    @Test
    void anEmptyClassPathIsTheDirectory() throws Exception {
        parent.classPath = "";
        library(true, part(directory.toUri().toString()));
        launch();
        assertThat(child.options()).containsExactly("-cp", directory.toString());
    }

    @Test
    void butNothingWhereAModuleWasStarted() throws Exception {
        parent.classPath = "";
        parent.runsModule = true;
        library(false, partIn("x.jar"));
        launch();
        assertThat(child.options()).containsExactly("-cp", path("x.jar"));
    }

    @Test
    void aLibraryThatIsAModuleIsRunAsOne() throws Exception {
        parent.classPath = "";
        parent.modulePath = "mods" + File.pathSeparator + "x.jar";
        parent.runsModule = true;
        parent.modules = List.of("app", "lib");
        parent.library = new LibraryHome(Optional.of("lib"), true, List.of());
        launch();
        assertThat(child.options()).containsExactly("--module-path", path("mods", "x.jar"), "--add-modules=app,lib");
        assertThat(child.main()).containsExactly("--module", "lib/lib.Worker");
    }

    @Test
    void withTheClassPathBesideIt() throws Exception {
        parent.modulePath = "x.jar";
        parent.modules = List.of("lib");
        parent.library = new LibraryHome(Optional.of("lib"), true, List.of());
        launch();
        assertThat(child.options())
                .containsExactly("--module-path", path("x.jar"), "--add-modules=lib", "-cp", path("app.jar"));
    }

    @Test
    void theFilesOfALoaderOfItsOwnComeFirst() throws Exception {
        library(false, partIn("x.jar"), partIn("y.jar"));
        launch();
        assertThat(child.options()).containsExactly("-cp", path("x.jar", "y.jar", "app.jar"));
        assertThat(child.main()).containsExactly("lib.Worker");
    }

    @Test
    void whatLiesInAnArchiveIsCopied() throws Exception {
        Path war = Jars.with(directory.resolve("app.war"), "WEB-INF/classes/lib/Sample.class");
        library(false, part("jar:" + war.toUri() + "!/WEB-INF/classes/"), partIn("y.jar"));
        launch();
        assertThat(child.options()).containsExactly("-cp", path("y.jar", "library.jar", "app.jar"));
        assertThat(directory.resolve("library.jar")).isRegularFile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org/springframework/boot/loader/launch/PropertiesLauncher",
                "org/springframework/boot/loader/PropertiesLauncher"
            })
    void aJarOfSpringBootIsRunByItsLauncher(String launcher) throws Exception {
        Path app = Jars.with(directory.resolve("app.jar"), "BOOT-INF/lib/x.jar", launcher + ".class");
        library(false, part("jar:" + app.toUri() + "!/BOOT-INF/lib/x.jar!/"));
        launch();
        assertThat(child.options()).containsExactly("-cp", path("app.jar"));
        assertThat(child.main()).containsExactly("-Dloader.main=lib.Worker", launcher.replace('/', '.'));
    }

    @Test
    void anotherJarWithSuchALauncherIsNot() throws Exception {
        Path app = Jars.with(
                directory.resolve("app.jar"),
                "org/springframework/boot/loader/launch/PropertiesLauncher.class",
                "inner/lib/Sample.class");
        library(false, part("jar:" + app.toUri() + "!/inner/"));
        launch();
        assertThat(child.main()).containsExactly("lib.Worker");
    }

    @Test
    void aLibraryFromNowhereIsRefused() {
        library(false);
        assertThatIOException().isThrownBy(this::launch).withMessageContaining("class loader of the library");
    }
}
