package io.github.multiprocessing4j.internal.worker;

import static io.github.multiprocessing4j.internal.worker.Jvms.CHILD;
import static io.github.multiprocessing4j.internal.worker.Jvms.GRANDCHILD;
import static io.github.multiprocessing4j.internal.worker.Jvms.ROOT;
import static io.github.multiprocessing4j.internal.worker.Jvms.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.worker.Jvms.Jvm;
import java.io.InputStream;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A child whose class path has less than what its parent's library sees, as in a web application or a fat jar. */
class LackingClassPathTest {

    private final Jvms jvms = new Jvms();
    private Jvm parent;
    private Jvm child;
    private MemoryLoader application;

    @BeforeEach
    void start() throws Exception {
        application = new MemoryLoader(getClass().getClassLoader(), Compiled.of("""
                package com.acme;
                public class Order implements java.util.function.Supplier<String>, java.io.Serializable {
                    public Line[] lines = {new Line("pen", 2)};
                    public String get() { return Texts.of(lines[0]); }
                }
                """, """
                package com.acme;
                public record Line(String what, int count) implements java.io.Serializable {}
                """, """
                package com.acme;
                public class Texts { static String of(Line line) { return line.count() + " x " + line.what(); } }
                """))
                .with("acme.properties", "a=b");
        parent = jvms.start(ROOT, application);
        child = jvms.start(CHILD);
    }

    @Test
    void aChildAsksItsParentForWhatIsMissing() throws Exception {
        Object order = application.make("com.acme.Order");
        Object arrived = sent(order, parent, child);

        assertThat(parent.places().placeOf(order.getClass())).isEmpty();
        assertThat(((Supplier<?>) arrived).get()).isEqualTo("2 x pen");
        assertThat(arrived.getClass().getClassLoader()).hasToString("a stand-in for the class path of realm cafe");
        assertThat(sent(arrived, child, parent).getClass()).isSameAs(order.getClass());
        assertThat(sent(new Object[] {arrived.getClass().arrayType()}, child, parent))
                .isEqualTo(new Object[] {order.getClass().arrayType()});
    }

    @Test
    void aGrandchildIsToldWhoHasIt() throws Exception {
        Jvm grandchild = jvms.start(GRANDCHILD);
        Object order = application.make("com.acme.Order");
        Object arrived = sent(order, parent, grandchild); // as if passed on by one that does not look into it

        assertThat(((Supplier<?>) arrived).get()).isEqualTo("2 x pen");
        assertThat(arrived.getClass())
                .isSameAs(sent(sent(order, parent, child), child, grandchild).getClass());
        assertThat(jvms.asked).contains(CHILD + " class com.acme.Order", ROOT + " class com.acme.Order");
    }

    @Test
    void classesOfACustomLoaderSeeThemToo() throws Exception {
        MemoryLoader plugin = new MemoryLoader(application, Compiled.of("""
                package com.acme.plugin;
                public class Plugin implements java.util.function.Supplier<String>, java.io.Serializable {
                    public String get() {
                        try {
                            Class<?> order = Class.forName("com.acme.Order");
                            return order.getClassLoader().getName() + " " + order.getConstructor().newInstance().getClass();
                        } catch (ReflectiveOperationException e) {
                            return e.toString();
                        }
                    }
                }
                """));
        Object arrived = sent(plugin.make("com.acme.plugin.Plugin"), parent, child);
        assertThat(((Supplier<?>) arrived).get()).isEqualTo("realm#0 class com.acme.Order");
        assertThat(arrived.getClass().getClassLoader().getName()).isEqualTo("realm#1");
    }

    @Test
    void itsContextClassLoaderSeesWhatItSawAtHome() throws Exception {
        String place = parent.places().placeOf(application);
        assertThat(place).isEqualTo("cafe#0");
        assertThat(parent.places().loaderAt(place)).isSameAs(application);
        ClassLoader there = child.places().loaderAt(place);

        assertThat(there.loadClass("com.acme.Order")).isSameAs(child.find(application.load("com.acme.Order"), parent));
        assertThat(there.loadClass(Jvms.class.getName())).isSameAs(Jvms.class);
        try (InputStream in = there.getResourceAsStream("acme.properties")) {
            assertThat(in).hasContent("a=b");
        }
    }

    @Test
    void whatNeitherHasIsNotFound() throws Exception {
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> child.places().find("", "com.acme.Nothing"))
                .withMessage("com.acme.Nothing (the class path of realm cafe does not have it)");
        MemoryLoader elsewhere = new MemoryLoader(null, Compiled.of("package com.acme; public enum Odd { ONE }"));
        Object odd = elsewhere.load("com.acme.Odd").getEnumConstants()[0];
        Jvm stranger = new Jvms().start(ROOT, elsewhere);
        assertThatExceptionOfType(DecodingFailure.class)
                .isThrownBy(() -> sent(odd, stranger, child))
                .withMessage("class com.acme.Odd (the class path of realm cafe does not have it) was not found");
    }

    @Test
    void theJdkAndTheLibraryAreNeverGiven() {
        assertThat(parent.desk().answer(new Object[] {"class", 0L, "javax.sql.DataSource"}))
                .containsExactly("absent", "of module java.sql of the JDK, which this JVM does not have");
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> child.places().find("cafe#0", "java.lang.Nothing"));
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> child.places().find("cafe#0", "io.github.multiprocessing4j.Nothing"));
        assertThat(jvms.asked).isEmpty();
    }

    @Test
    void theContextClassLoaderIsTheLastResort() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        MemoryLoader more = new MemoryLoader(before, Compiled.of("package com.acme; public class More {}"));
        Thread.currentThread().setContextClassLoader(more);
        try {
            assertThat(parent.places().find("", "com.acme.More")).isSameAs(more.load("com.acme.More"));
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> parent.places().find("", "com.acme.Less"))
                    .withMessage("com.acme.Less");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
