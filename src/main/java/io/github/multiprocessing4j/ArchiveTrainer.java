package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.memory.CacheDirectory;
import io.github.multiprocessing4j.internal.spawn.ArchiveStore;
import io.github.multiprocessing4j.internal.spawn.ClassArchive;
import java.io.IOException;
import java.io.Serializable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The program that makes an archive of the library's classes: it has a worker do what workers do, whose JVM writes down
 * at its end which classes it has, and then sees that another JVM takes what was written.
 *
 * <p>Whoever launches it has put the library, and what it needs, on the class path, and nothing else.
 */
final class ArchiveTrainer {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int FAILED = 1;
    private static final String SUFFIX = ".class";

    /** Something that travels by Java serialization. */
    private static final class Baggage implements Serializable {

        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // one that is
        private final Deque<Object> things = new ArrayDeque<>(List.of("thing", 1, 2.0, List.of(3L), new int[] {4}));
    }

    @SuppressWarnings("serial") // what they are made with is
    private record Sight(String name, int number, List<Object> values, Map<String, Object> named)
            implements Serializable {}

    private ArchiveTrainer() {}

    /**
     * Makes an archive.
     *
     * @param args the directory of the user's archives, and the name of this one; none, to see whether a JVM starts
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            return;
        }
        limitTime();
        CacheDirectory directory = CacheDirectory.at(Path.of(args[0])).orElseThrow();
        ArchiveStore store = new ArchiveStore(directory);
        Path file = store.unfinished(args[1]);
        try {
            train(file);
            if (ClassArchive.isTaken(file, ArchiveTrainer.class.getName())) {
                store.add(args[1], file);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void limitTime() {
        Thread watch = new Thread(
                null,
                () -> {
                    try {
                        TimeUnit.NANOSECONDS.sleep(LIMIT.toNanos());
                    } catch (InterruptedException e) {
                        return; // nobody does that
                    }
                    Runtime.getRuntime().halt(FAILED);
                },
                "mp-archive-limit",
                0,
                false);
        watch.setDaemon(true);
        watch.start();
    }

    private static void train(Path file) throws InterruptedException {
        Lock lock = Multiprocessing.lock();
        try (Pool pool = Multiprocessing.pool(o -> o.workers(1)
                .startMethod(StartMethod.SPAWN)
                .jvm(jvm -> jvm.args("-XX:ArchiveClassesAtExit=" + file)
                        .discardOutput()
                        .stopTimeout(LIMIT)))) {
            pool.map(x -> x + 1, List.of(1, 2, 3));
            pool.apply(x -> new Sight("a", x, List.of(1, 2L, "b", 0.5, true), Map.of("c", new int[] {4})), 1);
            pool.apply(baggage -> baggage, new Baggage());
            pool.apply(
                    process -> process != null,
                    Process.of(StartMethod.SPAWN, () -> {}).parts());
            pool.apply(ArchiveTrainer::hold, lock);
            AsyncResult<Integer> failing = pool.applyAsync(ArchiveTrainer::fail);
            failing.await();
            pool.apply(ArchiveTrainer::loadLibrary);
        }
    }

    private static int hold(Lock lock) throws InterruptedException {
        lock.acquire();
        lock.release();
        return 1;
    }

    private static int fail() {
        throw new IllegalStateException("as meant");
    }

    /** Loads what the tasks before did not need: each worker needs something else of it. */
    private static int loadLibrary() throws IOException, URISyntaxException {
        Class<?> own = ArchiveTrainer.class;
        String folder = own.getPackageName().replace('.', '/') + "/";
        int loaded = 0;
        try (JarFile jar = new JarFile(
                Path.of(own.getProtectionDomain().getCodeSource().getLocation().toURI())
                        .toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.startsWith(folder) && name.endsWith(SUFFIX)) {
                    loaded += load(
                            name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'));
                }
            }
        }
        return loaded;
    }

    private static int load(String name) {
        try {
            Class.forName(name, false, ArchiveTrainer.class.getClassLoader());
            return 1;
        } catch (ClassNotFoundException | LinkageError notHere) {
            return 0; // it needs what is not on the class path
        }
    }
}
