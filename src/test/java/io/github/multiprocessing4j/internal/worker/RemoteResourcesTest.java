package io.github.multiprocessing4j.internal.worker;

import static io.github.multiprocessing4j.internal.worker.Jvms.CHILD;
import static io.github.multiprocessing4j.internal.worker.Jvms.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.internal.worker.Jvms.Jvm;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources of a class loader that another JVM has. */
class RemoteResourcesTest {

    private final Jvms jvms = new Jvms();
    private final Jvm parent = jvms.start(ROOT);
    private final Jvm child = jvms.start(CHILD);

    @TempDir
    Path directory;

    private static MemoryLoader loader() {
        return new MemoryLoader(RemoteResourcesTest.class.getClassLoader(), Map.of());
    }

    private ClassLoader there(ClassLoader loader) throws Exception {
        return child.places().loaderAt(parent.places().placeOf(jvms.hold(loader)));
    }

    private static String content(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes());
        }
    }

    @Test
    void aResourceIsRead() throws Exception {
        ClassLoader there = there(loader().with("a/b.txt", "hello"));
        try (InputStream in = there.getResourceAsStream("a/b.txt")) {
            assertThat(in).hasContent("hello");
        }
        URL url = there.getResource("a/b.txt");
        assertThat(url).hasToString("mp:/cafe/loader1!/a/b.txt");
        assertThat(content(url)).isEqualTo("hello");
        URLConnection connection = url.openConnection();
        assertThat(connection.getContentLength()).isEqualTo(5);
        assertThat(connection.getContentType()).isEqualTo("text/plain");
        assertThat(url).isEqualTo(there.getResource("a/b.txt")).hasSameHashCodeAs(there.getResource("a/b.txt"));
    }

    @Test
    void anotherIsFoundBesideIt() throws Exception {
        ClassLoader there = there(loader().with("a/b.txt", "b").with("a/c.txt", "c"));
        URL c = new URL(there.getResource("a/b.txt"), "c.txt");
        assertThat(content(c)).isEqualTo("c");
        assertThatThrownBy(() -> content(new URL(there.getResource("a/b.txt"), "d.txt")))
                .isInstanceOf(IOException.class)
                .hasMessage("class loader 1 of realm cafe: does not have a/d.txt");
    }

    @Test
    void anyNameWillDo() throws Exception {
        for (String name : List.of("a b", "ä/ö ü", "100%", "a#b", "a?b", "x!/y", "a+b&c", "a%20b", "日本", "[0]")) {
            ClassLoader there = there(loader().with(name, "content of " + name));
            assertThat(content(there.getResource(name))).isEqualTo("content of " + name);
            assertThat(there.getResource(name).toURI()).isNotNull();
        }
    }

    @Test
    void whatIsNotThereIsNull() throws Exception {
        ClassLoader there = there(loader());
        assertThat(there.getResource("a/b.txt")).isNull();
        assertThat(there.getResourceAsStream("a/b.txt")).isNull();
        assertThat(there.getResources("a/b.txt").hasMoreElements()).isFalse();
    }

    @Test
    void whatThisJvmHasItselfIsItsOwn() throws Exception {
        String name = RemoteResourcesTest.class.getName().replace('.', '/') + ".class";
        assertThat(there(loader()).getResource(name))
                .isEqualTo(getClass().getClassLoader().getResource(name));
        assertThat(there(loader()).getResource("java/lang/Object.class")).hasProtocol("jrt");
        String manifest = "META-INF/MANIFEST.MF";
        assertThat(Collections.list(there(loader()).getResources(manifest)))
                .isEqualTo(Collections.list(getClass().getClassLoader().getResources(manifest)));
    }

    @Test
    void allOfANameComeInTheOrderOfTheHome() throws Exception {
        String name = "META-INF/MANIFEST.MF";
        MemoryLoader above = loader().with(name, "above");
        MemoryLoader below = new MemoryLoader(above, Map.of()).with(name, "below");
        List<URL> home = Collections.list(below.getResources(name));
        List<URL> all = Collections.list(there(below).getResources(name));

        assertThat(all).hasSameSizeAs(home);
        for (int i = 0; i < all.size(); i++) {
            assertThat(content(all.get(i))).isEqualTo(content(home.get(i)));
        }
        assertThat(all.get(all.size() - 1)).hasToString("mp:/cafe/loader1!/" + name + "?" + (all.size() - 1));
        assertThat(all.subList(0, all.size() - 2))
                .noneMatch(url -> url.getProtocol().equals("mp"));
    }

    @Test
    void aLoaderThatGivesStreamsOnlyIsEnough() throws Exception {
        ClassLoader streams = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return name.equals("a") ? new ByteArrayInputStream(new byte[] {'A'}) : super.getResourceAsStream(name);
            }
        };
        try (InputStream in = there(streams).getResourceAsStream("a")) {
            assertThat(in).hasContent("A");
        }
        assertThat(there(streams).getResourceAsStream("b")).isNull();
    }

    @Test
    void servicesAreFound() throws Exception {
        MemoryLoader loader = new MemoryLoader(getClass().getClassLoader(), Compiled.of("""
                package com.acme;
                public class Service implements java.util.function.Supplier<String> {
                    public String get() { return "served"; }
                }
                """))
                .with("META-INF/services/java.util.function.Supplier", "com.acme.Service");
        assertThat(ServiceLoader.load(Supplier.class, there(loader)))
                .singleElement()
                .satisfies(service -> assertThat(service.get()).isEqualTo("served"));
    }

    @Test
    void bundlesAreFound() throws Exception {
        ClassLoader there =
                there(loader().with("texts.properties", "hi=hello").with("texts_de.properties", "hi=hallo"));
        assertThat(ResourceBundle.getBundle("texts", Locale.GERMAN, there).getString("hi"))
                .isEqualTo("hallo");
        ResourceBundle.clearCache(there);
    }

    @Test
    void whenTheHomeIsGoneItSaysSo() throws Exception {
        ClassLoader there = there(loader().with("a", "A"));
        URL url = there.getResource("a");
        jvms.end(ROOT);
        assertThatThrownBy(url::openStream).isInstanceOf(IOException.class).hasMessage("it is gone");
        assertThatThrownBy(() -> there.getResources("a")).isInstanceOf(IOException.class);
        assertThat(there.getResource("a")).isNull();
        assertThat(there.getResourceAsStream("a")).isNull();
    }

    @Test
    void aLoaderThatFailsToGiveThemIsQuoted() throws Exception {
        ClassLoader broken = new ClassLoader() {
            @Override
            public java.util.Enumeration<URL> getResources(String name) throws IOException {
                throw new FileNotFoundException("out of order");
            }
        };
        ClassLoader there = there(broken);
        assertThatThrownBy(() -> there.getResources("a"))
                .isInstanceOf(IOException.class)
                .hasMessage("class loader 1 of realm cafe: java.io.FileNotFoundException: out of order");
    }

    @Test
    void aLoaderThatPrefersItsClassesButNotItsResourcesGivesItsOwnBytes() throws Exception {
        String source = """
                package com.acme;
                public class Version implements java.util.function.Supplier<String>, java.io.Serializable {
                    private static final long serialVersionUID = 1L;
                    public String get() { return "%s"; }
                }
                """;
        MemoryLoader old = new MemoryLoader(getClass().getClassLoader(), Compiled.of(source.formatted("old")));
        Path file = Files.createDirectories(directory.resolve("com/acme")).resolve("Version.class");
        Files.write(file, Compiled.of(source.formatted("new")).get("com.acme.Version"));
        try (URLClassLoader urls =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, old) {
                    @Override
                    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                        Class<?> known = findLoadedClass(name);
                        return known != null || !name.startsWith("com.acme.")
                                ? super.loadClass(name, resolve)
                                : findClass(name);
                    }
                }) {
            Object version = urls.loadClass("com.acme.Version").getConstructor().newInstance();
            Object there = Jvms.sent(version, parent, child);
            assertThat(((Supplier<?>) there).get()).isEqualTo("new");
            assertThat(there.getClass().getProtectionDomain().getCodeSource().getLocation())
                    .isEqualTo(directory.toUri().toURL());
        }
        MemoryLoader memory = new MemoryLoader(old, Compiled.of(source.formatted("new")));
        assertThat(content(memory.getResource("com/acme/Version.class"))).contains("old");
        assertThat(((Supplier<?>) Jvms.sent(memory.make("com.acme.Version"), parent, child)).get())
                .isEqualTo("new");
    }
}
