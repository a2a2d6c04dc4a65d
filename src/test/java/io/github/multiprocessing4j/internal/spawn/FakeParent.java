package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.spawn.LibraryHome.Part;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A JVM as a test wants it: by default one that runs a main class on a class path, the library on it. */
final class FakeParent {

    static final String RESOURCE = "lib/Sample.class";

    final Path directory;
    String classPath = "app.jar";
    String modulePath;
    String running = "Main";
    boolean runsModule;
    List<String> arguments = List.of();
    List<String> modules = List.of();
    LibraryHome library = new LibraryHome(Optional.empty(), true, List.of());

    FakeParent(Path directory) {
        this.directory = directory;
    }

    static Part part(String url) throws MalformedURLException {
        return new Part("lib/", URI.create(url + RESOURCE).toURL(), RESOURCE);
    }

    ParentJvm jvm() {
        return new ParentJvm(
                Optional.empty(),
                Path.of(System.getProperty("java.home")),
                Runtime.version().feature(),
                directory,
                arguments,
                running,
                runsModule,
                classPath,
                modulePath,
                new TreeSet<>(modules),
                library,
                8);
    }

    ChildClasses classesOfChild() throws IOException {
        return ChildClasses.of(jvm(), "lib.Worker", directory);
    }
}
