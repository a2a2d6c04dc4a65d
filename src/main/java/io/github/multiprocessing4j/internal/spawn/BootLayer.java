package io.github.multiprocessing4j.internal.spawn;

import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The modules of the program that this JVM runs. */
final class BootLayer {

    /** Modules of the JDK that the library makes use of where they can be had, and requires nowhere. */
    private static final Set<String> WELCOME = Set.of("java.management", "jdk.unsupported");

    private BootLayer() {}

    /** The modules that a child has to be asked to have; none if the program has no modules besides the JDK's. */
    static SortedSet<String> modules() {
        // In an image made for an application its modules are where those of the JDK are.
        boolean ownImage = LibraryHome.class.getModule().isNamed()
                && ModuleLayer.boot()
                        .configuration()
                        .findModule(LibraryHome.class.getModule().getName())
                        .filter(own -> isInImage(own.reference()))
                        .isPresent();
        Predicate<ResolvedModule> ofProgram = module -> ownImage
                ? !module.name().startsWith("java.") && !module.name().startsWith("jdk.")
                : !isInImage(module.reference());
        SortedSet<String> modules = ModuleLayer.boot().configuration().modules().stream()
                .filter(ofProgram)
                .map(ResolvedModule::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!modules.isEmpty()) {
            WELCOME.stream()
                    .filter(name -> ModuleFinder.ofSystem().find(name).isPresent())
                    .forEach(modules::add);
        }
        return modules;
    }

    private static boolean isInImage(ModuleReference module) {
        return module.location()
                .filter(place -> place.getScheme().equals("jrt"))
                .isPresent();
    }
}
