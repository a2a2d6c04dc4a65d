package io.github.multiprocessing4j.packed;

import static io.github.multiprocessing4j.harness.CommandLine.path;
import static io.github.multiprocessing4j.packed.Application.EXPECTED;
import static io.github.multiprocessing4j.packed.Application.LIBRARY;
import static io.github.multiprocessing4j.packed.Application.LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.harness.Program.Ending;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a program is started, its children have its classes and its settings. */
class LaunchIT {

    private static final String MODULE = """
            module app {
                requires io.github.multiprocessing4j;
                requires dependency;
            }
            """;

    /** A program that has everything else from class loaders of its own. */
    private static final String BOOTSTRAP = """
            import java.io.IOException;
            import java.net.URL;
            import java.net.URLClassLoader;
            import java.nio.file.Path;

            public class Bootstrap {
                static class ChildFirst extends URLClassLoader {
                    ChildFirst(URL[] urls, ClassLoader parent) {
                        super(urls, parent);
                    }

                    @Override
                    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                        synchronized (getClassLoadingLock(name)) {
                            Class<?> loaded = findLoadedClass(name);
                            if (loaded == null) {
                                try {
                                    loaded = findClass(name);
                                } catch (ClassNotFoundException e) {
                                    loaded = super.loadClass(name, resolve);
                                }
                            }
                            return loaded;
                        }
                    }
                }

                public static void main(String[] args) throws Exception {
                    URL[] urls = new URL[args.length - 1];
                    for (int i = 0; i < urls.length; i++) {
                        urls[i] = Path.of(args[i + 1]).toUri().toURL();
                    }
                    ClassLoader system = ClassLoader.getSystemClassLoader();
                    ClassLoader loader = args[0].equals("child first") ? new ChildFirst(urls, system) : new URLClassLoader(urls, system);
                    loader.loadClass("app.Main").getMethod("main", String[].class).invoke(null, (Object) args);
                }
            }
            """;

    @TempDir
    Path directory;

    private Application application;

    @BeforeEach
    void makeApplication() throws IOException {
        application = new Application(directory);
    }

    private static void assertExpected(Ending ending) {
        ending.assertClean().assertOut(EXPECTED);
    }

    @Test
    @Tag("CTX.4")
    @Tag("PROC.15")
    void fromAClassDirectoryOnARelativeClassPath() throws Exception {
        application.compiled();
        assertExpected(application.java("-cp", path("classes", "dependency.jar", LIBRARY, LOGGING), "app.Main"));
    }

    @Test
    @Tag("CTX.5")
    void fromAnExecutableJarThatNamesItsLibraries() throws Exception {
        new JarBuilder()
                .manifest("Main-Class", "app.Main")
                .manifest("Class-Path", "dependency.jar " + LIBRARY.toUri() + " " + LOGGING.toUri())
                .add(application.compiled().classes)
                .write(directory.resolve("app.jar"));
        assertExpected(application.java("-jar", "app.jar"));
    }

    @Test
    @Tag("CTX.5")
    void fromAnExecutableJarWithEverythingInside() throws Exception {
        Path jar = new JarBuilder()
                .manifest("Main-Class", "app.Main")
                .add(application.compiled().classes)
                .addContent(application.dependency)
                .addContent(LIBRARY)
                .addContent(LOGGING)
                .write(directory.resolve("the app.jar"));
        assertExpected(application.java("-jar", "the app.jar"));
        assertExpected(application.java("-cp", jar, "app.Main"));
    }

    @Test
    void whereTheManifestOpensThePlatform() throws Exception {
        application.compile(application.classes, "Main.java", """
                import io.github.multiprocessing4j.Pool;

                public class Main {
                    static boolean open() {
                        return Object.class.getModule().isOpen("java.lang", Main.class.getModule());
                    }

                    static boolean openInChild() throws InterruptedException {
                        try (Pool pool = new Pool(1)) {
                            return pool.apply(Main::open);
                        }
                    }

                    public static void main(String[] args) throws Exception {
                        try (Pool pool = new Pool(1)) {
                            System.out.println(open() + " " + pool.apply(Main::open) + " " + pool.apply(Main::openInChild));
                        }
                    }
                }
                """, "-cp", LIBRARY.toString());
        new JarBuilder()
                .manifest("Main-Class", "Main")
                .manifest("Class-Path", LIBRARY.toUri() + " " + LOGGING.toUri())
                .manifest("Add-Opens", "java.base/java.lang")
                .add(application.classes)
                .write(directory.resolve("app.jar"));
        application.java("-jar", "app.jar").assertClean().assertOut("true true true");
    }

    @Test
    void withChildrenInAnotherDirectory() throws Exception {
        Files.createDirectory(directory.resolve("elsewhere"));
        application.compile(application.classes, "Main.java", """
                import io.github.multiprocessing4j.Pool;
                import java.nio.file.Path;

                public class Main {
                    static String directory() {
                        return Path.of("").toAbsolutePath().getFileName().toString();
                    }

                    static String directoryOfChild() throws InterruptedException {
                        try (Pool pool = new Pool(1)) {
                            return pool.apply(Main::directory);
                        }
                    }

                    public static void main(String[] args) throws Exception {
                        try (Pool pool = Pool.create(o -> o.workers(1).jvm(j -> j.directory(Path.of("elsewhere"))))) {
                            System.out.println(pool.apply(Main::directory) + " " + pool.apply(Main::directoryOfChild));
                        }
                    }
                }
                """, "-cp", LIBRARY.toString());
        application
                .java("-cp", path("classes", LIBRARY, LOGGING), "Main")
                .assertClean()
                .assertOut("elsewhere elsewhere");
    }

    @Test
    void asANamedModule() throws Exception {
        String modules = path(LIBRARY, LOGGING, application.dependency);
        application.compile(application.classes, "module-info.java", MODULE, "-p", modules);
        application.compile(
                application.classes,
                "Main.java",
                Application.IN_PACKAGE,
                "-p",
                path(modules, application.classes),
                "--add-modules",
                "app",
                "--patch-module",
                "app=" + application.classes);
        assertExpected(application.java("-p", path("classes", modules), "-m", "app/app.Main"));
    }

    @Test
    void onTheClassPathWithTheLibraryAsAModule() throws Exception {
        application.compiled();
        assertExpected(application.java(
                "-p",
                path(LIBRARY, LOGGING),
                "--add-modules",
                "io.github.multiprocessing4j",
                "-cp",
                path("classes", "dependency.jar"),
                "app.Main"));
    }

    @Test
    void fromASourceFile() throws Exception {
        application.write("Main.java", Application.MAIN);
        assertExpected(application.java("-cp", path(LIBRARY, LOGGING, "dependency.jar"), "Main.java"));
    }

    /** Workers keep the code that they have: what is declared again needs new ones. */
    @Test
    void fromJShell() throws Exception {
        Files.createDirectories(directory.resolve(".java/.userPrefs")); // else it tells that it has made it
        Path script = application.write("script.jsh", """
                import dependency.Twice
                import io.github.multiprocessing4j.*
                record Point(int x, int y) implements Serializable {}
                int square(int x) {
                    return x * x;
                }
                Pool pool = new Pool(2)
                System.out.println(pool.map(x -> new Point(x, Twice.of(x) + 5), List.of(1, 2)))
                System.out.println(pool.map(x -> square(x), List.of(1, 2, 3)))
                System.out.println("child " + pool.apply(() -> System.getProperty("some.key")))
                int square(int x) {
                    return -x * x;
                }
                pool.close()
                Pool pool = new Pool(2)
                System.out.println(pool.map(x -> square(x), List.of(1, 2, 3)))
                pool.close()
                /exit
                """);
        application
                .run(
                        "jshell",
                        "-J-Djava.util.prefs.userRoot=" + directory,
                        "-R-Dmultiprocessing4j.startMethod=spawn",
                        "-R-Dsome.key=v",
                        "-s",
                        "--class-path",
                        path(LIBRARY, LOGGING, application.dependency),
                        script.toString())
                .assertClean()
                .assertOut(EXPECTED[0], EXPECTED[1], "child v", "[-1, -4, -9]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parent first", "child first"})
    void fromAClassLoaderOfItsOwn(String order) throws Exception {
        bootstrap();
        assertExpected(application.java(
                "-cp", "bootstrap", "Bootstrap", order, "classes/", "dependency.jar", LIBRARY, LOGGING));
    }

    @Test
    void fromAClassLoaderThatPrefersItsOwnToTheClassPath() throws Exception {
        bootstrap();
        assertExpected(application.java(
                "-cp",
                path("bootstrap", LIBRARY, LOGGING),
                "Bootstrap",
                "child first",
                "classes/",
                "dependency.jar",
                LIBRARY,
                LOGGING));
    }

    @Test
    void fromAClassLoaderAboveTheLibrary() throws Exception {
        bootstrap();
        assertExpected(application.java(
                "-cp", path("bootstrap", LIBRARY, LOGGING), "Bootstrap", "parent first", "classes/", "dependency.jar"));
    }

    private void bootstrap() throws IOException {
        application.compiled();
        application.compile(Files.createDirectory(directory.resolve("bootstrap")), "Bootstrap.java", BOOTSTRAP);
    }

    @Test
    void underADebugger() throws Exception {
        application.compiled();
        Ending ending = application.java(
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0,quiet=y",
                "-cp",
                path("classes", "dependency.jar", LIBRARY, LOGGING),
                "app.Main");
        assertExpected(ending);
    }

    @Test
    void withAPortForManagement() throws Exception {
        application.compiled();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertExpected(application.java(
                "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                "-Dcom.sun.management.jmxremote.port=" + port,
                "-Dcom.sun.management.jmxremote.authenticate=false",
                "-Dcom.sun.management.jmxremote.ssl=false",
                "-cp",
                path("classes", "dependency.jar", LIBRARY, LOGGING),
                "app.Main"));
    }

    @Test
    void withARecordingAndALogInFiles() throws Exception {
        application.compiled();
        Ending ending = application
                .java(
                        "-Xlog:gc:file=gc.log",
                        "-XX:StartFlightRecording:filename=it.jfr",
                        "-cp",
                        path("classes", "dependency.jar", LIBRARY, LOGGING),
                        "app.Main")
                .assertClean();
        assertThat(ending.out().lines()).endsWith(EXPECTED);
        assertThat(ending.out()).containsOnlyOnce("Started recording");
        assertThat(directory.resolve("it.jfr")).isNotEmptyFile();
        assertThat(directory.resolve("gc.log")).exists();
    }

    @Test
    void onALongClassPath() throws Exception {
        application.compiled();
        StringBuilder fillers = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            fillers.append(path("a folder/of a local repository/filler-" + i + ".jar", ""));
        }
        assertExpected(application.java(
                "@"
                        + application.write(
                                "arguments",
                                "-cp \"" + fillers + path("classes", "dependency.jar", LIBRARY, LOGGING) + "\""),
                "app.Main"));
    }
}
