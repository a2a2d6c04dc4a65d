package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.spawn.LibraryHome.Part;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a child finds the classes of its parent, and the library's main class among them.
 *
 * @param options the options that say where the classes are
 * @param main the words behind all options: what is run
 */
record ChildClasses(List<String> options, List<String> main) {

    /*
     * Class path and module path are the parent's. What is behind them depends on where the library is:
     *
     *   in a module of the boot layer           --module library/main
     *   loaded by the class path's own loader   main; Java finds all that it found for the parent
     *   elsewhere, in plain files               those files first on the class path: a web application, a plugin
     *   elsewhere, in a jar of Spring Boot      the launcher in that jar, told to run main
     *   elsewhere, in an archive                a copy of the library first on the class path
     *
     * Classes of the user that the paths do not lead to come over the channel, later.
     */

    static final String ADD_MODULES = "--add-modules=";

    private static final String CLASS_PATH = "-cp";

    static ChildClasses of(ParentJvm parent, String mainClass, Path privateDirectory) throws IOException {
        List<String> options = new ArrayList<>(moduleOptions(parent));
        SearchPath classPath = classPathOf(parent);
        LibraryHome library = parent.library();
        if (library.module().isPresent()) {
            options.addAll(classPath.asOption(CLASS_PATH));
            return new ChildClasses(
                    options, List.of("--module", library.module().get() + "/" + mainClass));
        }
        List<Part> parts = library.parts();
        if (parts.isEmpty()) {
            throw new IOException("The class loader of the library does not tell where its classes are from.");
        }
        List<Path> files = parts.stream().flatMap(part -> part.file().stream()).toList();
        if (library.onPath()) {
            options.addAll(classPath.before(files).asOption(CLASS_PATH));
            return new ChildClasses(options, List.of(mainClass));
        }
        if (parts.get(0).file().isEmpty()) {
            Optional<String> launcher = BootJar.launcherOn(classPath);
            if (launcher.isPresent()) {
                options.addAll(classPath.asOption(CLASS_PATH));
                return new ChildClasses(options, BootJar.main(launcher.get(), mainClass));
            }
        }
        options.addAll(
                classPath.behind(withCopies(files, parts, privateDirectory)).asOption(CLASS_PATH));
        return new ChildClasses(options, List.of(mainClass));
    }

    /** Whether the library is on the class path, and its main class what is run. */
    boolean areOnPath() {
        return main.size() == 1 && options.contains(CLASS_PATH);
    }

    /** The same with these jars at the beginning of the class path, where there is one. */
    ChildClasses beginningWith(List<Path> jars) {
        List<String> changed = new ArrayList<>(options);
        int value = changed.indexOf(CLASS_PATH) + 1;
        if (value > 0) {
            SearchPath classPath = new SearchPath(List.of(changed.get(value).split(File.pathSeparator)));
            changed.set(value, classPath.behind(jars).text());
        }
        return new ChildClasses(changed, main);
    }

    private static List<Path> withCopies(List<Path> files, List<Part> parts, Path directory) throws IOException {
        List<Part> deep = parts.stream().filter(part -> part.file().isEmpty()).toList();
        if (deep.isEmpty()) {
            return files;
        }
        List<Path> all = new ArrayList<>(files);
        all.add(LibraryCopy.in(directory, deep));
        return all;
    }

    /** An empty class path means the working directory, but where a module is run: then there is none. */
    private static SearchPath classPathOf(ParentJvm parent) {
        return parent.classPath().isEmpty() && parent.runsModule()
                ? SearchPath.EMPTY
                : SearchPath.of(parent.classPath(), parent.directory());
    }

    /** Modules that are only on the path are not there for the program: those of the parent are asked for by name. */
    private static List<String> moduleOptions(ParentJvm parent) {
        List<String> options = new ArrayList<>(
                SearchPath.of(parent.modulePath(), parent.directory()).asOption("--module-path"));
        if (!parent.modules().isEmpty()) {
            options.add(ADD_MODULES + String.join(",", parent.modules()));
        }
        return options;
    }
}
