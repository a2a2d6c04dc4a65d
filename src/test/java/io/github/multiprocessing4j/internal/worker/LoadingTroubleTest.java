package io.github.multiprocessing4j.internal.worker;

import static io.github.multiprocessing4j.internal.worker.Jvms.CHILD;
import static io.github.multiprocessing4j.internal.worker.Jvms.GRANDCHILD;
import static io.github.multiprocessing4j.internal.worker.Jvms.ROOT;
import static io.github.multiprocessing4j.internal.worker.Jvms.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.harness.Garbage;
import io.github.multiprocessing4j.internal.worker.Jvms.Jvm;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Classes that are not there, not to be had, wanted by many at once, or asked of somebody who is gone. */
class LoadingTroubleTest {

    private static final String PLAIN = """
            package com.acme;
            public class Plain implements java.util.function.Supplier<Object>, java.io.Serializable {
                public Object get() { return new Later().toString(); }
            }
            """;
    private static final String LATER = """
            package com.acme;
            public class Later { public String toString() { return "later"; } }
            """;

    private final Jvms jvms = new Jvms();
    private final Jvm parent = jvms.start(ROOT);
    private final Jvm child = jvms.start(CHILD);

    private MemoryLoader loader(String... sources) {
        return jvms.hold(new MemoryLoader(getClass().getClassLoader(), Compiled.of(sources)));
    }

    private String place(ClassLoader loader) {
        return parent.places().placeOf(jvms.hold(loader));
    }

    @Test
    void aClassThatIsNotThereIsNotFound() {
        String place = place(loader(PLAIN, LATER));
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> child.places().find(place, "com.acme.Nothing"))
                .withMessage("com.acme.Nothing (class loader 1 of realm cafe does not have it)");
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> child.places().find(place, "[Lcom.acme.Nothing;"));
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> child.places().find(place, ""));
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> child.places().find("nonsense", "com.acme.Plain"))
                .withMessage("nonsense (which is no place of classes)");
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> child.places().find("cafe#99", "com.acme.Plain"))
                .withMessage("com.acme.Plain (class loader 99 of realm cafe is gone)");
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> parent.places().find("cafe#99", "com.acme.Plain"))
                .withMessage("com.acme.Plain (class loader 99 of realm cafe is gone)");
    }

    @Test
    void aClassThatComesLaterIsFoundThen() throws Exception {
        Map<String, byte[]> classes = Compiled.of(PLAIN, LATER);
        byte[] later = classes.remove("com.acme.Later");
        MemoryLoader growing = new MemoryLoader(getClass().getClassLoader(), classes);
        String place = place(growing);
        child.places().find(place, "com.acme.Plain");
        assertThatThrownBy(() -> child.places().find(place, "com.acme.Later"))
                .isInstanceOf(ClassNotFoundException.class);
        growing.add("com.acme.Later", later);
        assertThat(child.places().find(place, "com.acme.Later")).isNotNull();
    }

    @Test
    void aHiddenClassIsNotFoundByName() {
        Runnable lambda = () -> {};
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> child.places()
                        .find(place(loader(PLAIN, LATER)), lambda.getClass().getName()))
                .withMessageEndingWith(" (a hidden class, which nobody finds by its name)");
    }

    @Test
    void aClassWithoutBytesSaysWhoDefinedIt() {
        MemoryLoader secretive = new MemoryLoader(null, Compiled.of(PLAIN, LATER)) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return null;
            }

            @Override
            public String toString() {
                return "a secretive loader";
            }
        };
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> child.find(secretive.load("com.acme.Plain"), parent))
                .withMessage("com.acme.Plain (defined by a secretive loader without bytes to be had)");
    }

    @Test
    void aLoaderThatGivesStreamsOnlyIsEnough() throws Exception {
        Map<String, byte[]> classes = Compiled.of(PLAIN, LATER);
        ClassLoader streams = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }

            @Override
            public InputStream getResourceAsStream(String name) {
                byte[] bytes = classes.get(name.replace('/', '.').replace(".class", ""));
                return bytes == null ? super.getResourceAsStream(name) : new java.io.ByteArrayInputStream(bytes);
            }
        };
        Object plain = streams.loadClass("com.acme.Plain").getConstructor().newInstance();
        assertThat(((Supplier<?>) sent(plain, parent, child)).get()).isEqualTo("later");
    }

    @Test
    void aLoaderThatThrowsIsQuoted() {
        ClassLoader broken = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) {
                throw new IllegalStateException("out of order");
            }
        };
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> child.places().find(place(broken), "com.acme.Plain"))
                .withMessage("com.acme.Plain (class loader 1 of realm cafe failed to load it: "
                        + "java.lang.IllegalStateException: out of order)");
    }

    @Test
    void brokenBytesAreALinkageErrorHereToo() {
        MemoryLoader forging = new MemoryLoader(getClass().getClassLoader(), Compiled.of(PLAIN, LATER)) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return new java.io.ByteArrayInputStream(new byte[] {1, 2, 3, 4});
            }
        };
        assertThatExceptionOfType(ClassFormatError.class)
                .isThrownBy(() -> child.find(forging.load("com.acme.Plain"), parent));
    }

    @Test
    void aClassOfWhichThereIsTooMuchIsNotGiven() {
        MemoryLoader endless = new MemoryLoader(getClass().getClassLoader(), Compiled.of(PLAIN, LATER)) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return new InputStream() {
                    @Override
                    public int read() {
                        return 0;
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) {
                        return length;
                    }
                };
            }
        };
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> child.find(endless.load("com.acme.Plain"), parent))
                .withMessageContaining("com/acme/Plain.class has more than 67108864 bytes");
    }

    @Test
    void whenTheHomeIsGoneWhatWasLoadedWorksAndTheRestSaysSo() throws Exception {
        MemoryLoader loader = loader(PLAIN, LATER);
        Object plain = sent(loader.make("com.acme.Plain"), parent, child);
        jvms.end(ROOT);

        assertThat(sent(loader.make("com.acme.Plain"), parent, child).getClass())
                .isSameAs(plain.getClass());
        assertThatExceptionOfType(NoClassDefFoundError.class)
                .isThrownBy(() -> ((Supplier<?>) plain).get())
                .withMessage("com/acme/Later")
                .havingCause()
                .isInstanceOf(ClassNotFoundException.class)
                .withMessage("com.acme.Later (class loader 1 of realm cafe could not be asked for it: it is gone)");
        assertThat(plain.getClass().getClassLoader().getResource("com/acme/Later.class"))
                .isNull();
    }

    @Test
    void manyThreadsLoadTheSameClassesAndAllGetTheSame() throws Exception {
        List<String> sources = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            sources.add("package com.acme; public class C" + i + " extends " + (i % 5 == 4 ? "Object" : "C" + (i + 1))
                    + " { Object next = C" + (i + 7) % 30 + ".class; }");
        }
        Map<String, byte[]> classes = Compiled.of(sources.toArray(String[]::new));
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 50; round++) {
                MemoryLoader loader = new MemoryLoader(getClass().getClassLoader(), classes);
                String place = place(loader);
                CyclicBarrier together = new CyclicBarrier(threads);
                Map<String, Set<Class<?>>> found = new ConcurrentHashMap<>();
                Callable<Object> load = () -> {
                    List<String> order = new ArrayList<>(classes.keySet());
                    Collections.shuffle(order);
                    together.await();
                    for (String name : order) {
                        Class<?> type = child.places().find(place, name);
                        type.getConstructor().newInstance();
                        found.computeIfAbsent(name, key -> ConcurrentHashMap.newKeySet())
                                .add(type);
                    }
                    return null;
                };
                for (Future<?> one : executor.invokeAll(Collections.nCopies(threads, load))) {
                    one.get();
                }
                assertThat(found)
                        .hasSize(30)
                        .allSatisfy((name, types) -> assertThat(types).hasSize(1));
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void anInterruptNeitherBreaksTheLoadingNorGetsLost() throws Exception {
        MemoryLoader loader = loader(PLAIN, LATER);
        Thread.currentThread().interrupt();
        Object plain = sent(loader.make("com.acme.Plain"), parent, child);
        assertThat(((Supplier<?>) plain).get()).isEqualTo("later");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptWhileOneWaitsForTheAnswerDoesNotEither() throws Exception {
        SynchronousQueue<Thread> waiting = new SynchronousQueue<>();
        AtomicInteger attempts = new AtomicInteger();
        LoaderPlaces slow = new LoaderPlaces(CHILD, (realm, arguments) -> {
            if (attempts.incrementAndGet() == 1) {
                waiting.put(Thread.currentThread());
                new SynchronousQueue<>().take(); // for ever
            }
            return parent.desk().answer(arguments);
        });
        String place = place(loader(PLAIN, LATER));
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> interrupted = executor.submit(() -> {
                slow.find(place, "com.acme.Plain");
                return Thread.currentThread().isInterrupted();
            });
            waiting.take().interrupt();
            assertThat(interrupted.get()).isTrue();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void numberingALoaderDoesNotKeepItAlive() throws Exception {
        MemoryLoader loader = new MemoryLoader(null, Map.of());
        WeakReference<ClassLoader> dropped = new WeakReference<>(loader);
        String place = parent.places().placeOf(loader);
        assertThat(place).isEqualTo("cafe#1").isEqualTo(parent.places().placeOf(loader));
        loader = null;
        Garbage.collect(dropped);
        assertThat(place(loader(PLAIN, LATER))).isEqualTo("cafe#2");
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> child.places().find(place, "com.acme.Plain"))
                .withMessage("com.acme.Plain (class loader 1 of realm cafe is gone)");
        assertThat(parent.places().loaderAt(place)).isNull();
    }

    @Test
    void whatStandsForALoaderIsKeptUntilItsJvmIsGone() throws Exception {
        Jvm grandchild = jvms.start(GRANDCHILD);
        MemoryLoader loader = loader(PLAIN, LATER);
        String place = grandchild.places().placeOf(loader);
        WeakReference<Object> standIn = new WeakReference<>(
                parent.places().find(place, "com.acme.Plain").getClassLoader());
        String other = child.places().placeOf(loader);
        WeakReference<Object> unused = new WeakReference<>(parent.places().loaderAt(other));
        Garbage.collect(unused); // stood for a loader, but never defined a class
        assertThat(standIn.refersTo(parent.places().loaderAt(place))).isTrue();

        parent.places().forget("cafe/11"); // somebody else
        assertThat(standIn.refersTo(parent.places().loaderAt(place))).isTrue();
        parent.places().forget(CHILD);
        Garbage.collect(standIn);
    }

    @Test
    void whatIsStillUsedAfterItsJvmIsGoneStaysTheSame() throws Exception {
        String place = child.places().placeOf(loader(PLAIN, LATER));
        Class<?> used = parent.places().find(place, "com.acme.Plain");
        parent.places().forget(CHILD);
        jvms.end(CHILD);
        assertThat(parent.places().find(place, "com.acme.Plain")).isSameAs(used);
        assertThat(parent.places().placeOf(used)).isEqualTo(place);
    }

    @Test
    void contextClassLoadersAreNamedAndFound() throws Exception {
        MemoryLoader loader = loader(PLAIN, LATER);
        assertThat(parent.places().placeOf((ClassLoader) null)).isNull();
        assertThat(child.places().loaderAt(null)).isNull();
        for (ClassLoader base : List.of(
                ClassLoader.getSystemClassLoader(),
                ClassLoader.getPlatformClassLoader(),
                getClass().getClassLoader())) {
            assertThat(place(base)).isEmpty();
        }
        assertThat(child.places().loaderAt("").loadClass(getClass().getName())).isSameAs(getClass());

        ClassLoader there = child.places().loaderAt(place(loader));
        assertThat(there).isSameAs(child.places().loaderAt(place(loader)));
        assertThat(there.loadClass("com.acme.Plain")).isSameAs(child.find(loader.load("com.acme.Plain"), parent));
        assertThat(child.places().placeOf(there)).isEqualTo(place(loader));
        assertThat(parent.places().loaderAt(child.places().placeOf(there))).isSameAs(loader);
    }

    @Test
    void whatIsNoQuestionIsRefused() {
        for (Object[] nonsense : new Object[][] {
            {},
            {"class"},
            {"class", 1, "x"},
            {"class", 1L, null},
            {"nonsense", 0L, "x"},
            {"resource", 0L, "x"},
            {1, 2, 3}
        }) {
            assertThatThrownBy(() -> parent.desk().answer(nonsense)).isInstanceOf(IllegalArgumentException.class);
        }
        for (Object[] nonsense : new Object[][] {{}, {"file"}, {"elsewhere", 1}, {"maybe"}, {null}}) {
            LoaderPlaces confused = new LoaderPlaces(CHILD, (realm, arguments) -> nonsense);
            assertThatThrownBy(() -> confused.find("cafe#1", "com.acme.Plain"))
                    .isInstanceOf(ClassNotFoundException.class)
                    .hasMessageContaining("could not be asked for it: a");
        }
    }
}
