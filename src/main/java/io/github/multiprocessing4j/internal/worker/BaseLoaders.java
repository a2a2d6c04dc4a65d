package io.github.multiprocessing4j.internal.worker;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The class loaders that are there without anybody's doing: those of the JDK, the one of the class path, and the one
 * that brought this library, with their ancestors.
 */
final class BaseLoaders {

    private static final String INTERNAL = above(BaseLoaders.class.getPackageName());
    private static final String LIBRARY = above(INTERNAL);

    private final ClassLoader main;
    private final ClassLoader system;
    private final Set<ClassLoader> ofTheSystem;
    private final Set<ClassLoader> ofTheLibrary;

    /** What was found once: these loaders stay, and find nothing else under the same name. */
    private final Map<String, Class<?>> found = new ConcurrentHashMap<>();

    /**
     * Base loaders.
     *
     * @param library the loader that brought this library; null for that of the JDK
     * @param system the loader of the class path
     */
    BaseLoaders(ClassLoader library, ClassLoader system) {
        this.main = library == null ? system : library;
        this.system = system;
        this.ofTheSystem = ancestry(system);
        this.ofTheLibrary = ancestry(main);
    }

    /** Those of this JVM. */
    static BaseLoaders here() {
        return new BaseLoaders(BaseLoaders.class.getClassLoader(), ClassLoader.getSystemClassLoader());
    }

    private static Set<ClassLoader> ancestry(ClassLoader youngest) {
        Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
        loaders.add(ClassLoader.getPlatformClassLoader());
        for (ClassLoader loader = youngest; loader != null; loader = loader.getParent()) {
            loaders.add(loader);
        }
        return loaders;
    }

    private static String above(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    boolean contains(ClassLoader loader) {
        return isOfTheSystem(loader) || ofTheLibrary.contains(loader);
    }

    /** Whether every JVM with the same class path has it. */
    boolean isOfTheSystem(ClassLoader loader) {
        return loader == null || ofTheSystem.contains(loader);
    }

    /** The one that sees what the library sees. */
    ClassLoader main() {
        return main;
    }

    /** Finds a class, or an array of one, without initializing it. */
    Class<?> find(String name) throws ClassNotFoundException {
        Class<?> known = found.get(name);
        if (known == null) {
            known = look(name);
            found.put(name, known);
        }
        return known;
    }

    private Class<?> look(String name) throws ClassNotFoundException {
        try {
            return Class.forName(name, false, main);
        } catch (ClassNotFoundException missing) {
            if (ofTheLibrary.contains(system)) {
                throw missing;
            }
            return Class.forName(name, false, system);
        }
    }

    /** Whether a class is of the heart of the JDK or of this library, so that no other JVM may give another. */
    boolean own(String name) {
        return name.startsWith("java.")
                || name.startsWith(INTERNAL + ".")
                || name.startsWith(LIBRARY + ".") && name.lastIndexOf('.') == LIBRARY.length();
    }

    /** Whether a resource lies where {@link #own} classes do. */
    boolean ownResource(String name) {
        return own(name.replace('/', '.').replaceFirst("\\.class$", ""));
    }
}
