package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.memory.CacheDirectory;
import io.github.multiprocessing4j.internal.shared.Realm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The class archive that children of this JVM start with, or what will make one for those to come.
 *
 * <p>Safe for use by any number of threads, and never an obstacle: what does not work is done without.
 */
final class ClassArchives {

    /**
     * Where archives are kept: a directory; {@code false} for none, or nothing for the customary place of the user's
     * caches.
     */
    static final String PROPERTY = "multiprocessing4j.classArchive";

    private static final String UNWANTED = "false";

    private final String place;

    /** Null until it is first needed: nothing is put on a disk for a program that cannot use it. */
    private volatile Optional<ArchiveStore> store;

    private volatile String trainer;

    /** What there was no archive for at the last launch, until somebody takes it to have one made. */
    private final AtomicReference<ArchiveTraining> missing = new AtomicReference<>();

    /** What was found last, and was whole then. */
    private volatile Found found;

    /** An archive and what it is for. */
    private record Found(String name, ClassArchive archive) {}

    /**
     * Archives at a place.
     *
     * @param place what {@link #PROPERTY} may say; null for nothing
     */
    ClassArchives(String place) {
        this.place = place;
    }

    static ClassArchives here() {
        return Realm.here().resident(ClassArchives.class, () -> new ClassArchives(System.getProperty(PROPERTY)));
    }

    private Optional<ArchiveStore> store() {
        Optional<ArchiveStore> opened = store;
        if (opened == null) {
            opened = (place == null || place.isEmpty()
                            ? CacheDirectory.ofThisUser()
                            : CacheDirectory.at(Path.of(place)))
                    .map(ArchiveStore::new);
            store = opened;
        }
        return opened;
    }

    /** Says by which program archives are made: a class with a {@code main}. */
    void trainBy(String mainClass) {
        trainer = mainClass;
    }

    /** An archive for children of a JVM; none if there is none yet, or there cannot be one. */
    Optional<ClassArchive> find(ParentJvm parent) {
        List<Path> jars = UNWANTED.equals(place) ? List.of() : parent.library().jars();
        if (jars.isEmpty() || store().isEmpty()) {
            return Optional.empty();
        }
        try {
            String name = name(parent);
            Found last = found;
            if (last != null
                    && last.name.equals(name)
                    && ArchiveStore.isWhole(last.archive().file())) {
                return Optional.of(last.archive());
            }
            Optional<ClassArchive> archive = store().get().find(name).map(file -> new ClassArchive(file, jars));
            if (archive.isPresent()) {
                found = new Found(name, archive.get());
            } else if (trainer != null) {
                Path java = JavaExecutable.of(parent.command(), parent.home());
                missing.set(new ArchiveTraining(java, parent.feature(), jars, trainer, store().get(), name));
            }
            return archive;
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** All by which the JVM tells whether an archive fits, or would have to be another. */
    String name(ParentJvm parent) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String key : List.of("java.vm.vendor", "java.vm.name", "java.vm.version", "os.arch")) {
            all.append(System.getProperty(key)).append('\n');
        }
        all.append(parent.home()).append('\n');
        for (Path jar : parent.library().jars()) {
            all.append(jar).append('\n');
            all.append(Files.size(jar)).append('\n');
            all.append(Files.getLastModifiedTime(jar).toMillis()).append('\n');
        }
        return Fingerprint.of(all.toString()).substring(0, 32);
    }

    /** A child works: if one was launched without an archive, now is the time to make that, out of its way. */
    void childHasComeIn() {
        ArchiveTraining wanted = missing.get();
        if (wanted != null && missing.compareAndSet(wanted, null)) {
            wanted.begin();
        }
    }
}
