package io.github.multiprocessing4j.internal.worker;

import static io.github.multiprocessing4j.internal.worker.Jvms.CHILD;
import static io.github.multiprocessing4j.internal.worker.Jvms.GRANDCHILD;
import static io.github.multiprocessing4j.internal.worker.Jvms.ROOT;
import static io.github.multiprocessing4j.internal.worker.Jvms.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.ResultFilter;
import io.github.multiprocessing4j.internal.worker.Jvms.Jvm;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of classes that only one of two JVMs has. */
class TravellingClassesTest {

    private static final String ZOO = """
            package com.acme;
            import java.io.Serializable;
            import java.util.*;
            import java.util.function.*;
            public class Zoo implements Serializable {
                static int made;
                public String name = "zoo";
                public record Animal(String name, int legs) implements Serializable {}
                public enum Food { HAY, MEAT { @Override public String toString() { return "meat"; } } }
                public class Keeper implements Supplier<String>, Serializable {
                    public String get() { return "keeper of " + name; }
                }
                public static class Ticket extends Zoo {
                    public Animal[][] seen = {{new Animal("ape", 2)}, {}};
                }
                public static class Closed extends Exception {
                    public Closed(String why) { super(why); }
                }
                public Object keeper() { return new Keeper(); }
                public static Object local() {
                    record Cage(int size) implements Supplier<String>, Serializable {
                        public String get() { return "cage of " + size; }
                    }
                    return new Cage(3);
                }
                public static Object anonymous() {
                    return new Helper() { public String get() { return "anonymous"; } };
                }
                abstract static class Helper implements Supplier<String>, Serializable {}
                public static Object lambda() {
                    Zoo zoo = new Zoo();
                    return (Function<Integer, Object> & Serializable) legs -> new Animal(zoo.name, legs);
                }
                public static Object ofLambdas() {
                    Supplier<String> inner = (Supplier<String> & Serializable) () -> "in" + "ner";
                    return (Supplier<String> & Serializable) () -> "outer of " + inner.get();
                }
                public static Object reference() {
                    return (Supplier<Object> & Serializable) Zoo::count;
                }
                public static Object count() { return ++made; }
            }
            """;

    private final Jvms jvms = new Jvms();
    private Jvm parent;
    private Jvm child;
    private MemoryLoader loader;

    @BeforeEach
    void start() throws Exception {
        parent = jvms.start(ROOT);
        child = jvms.start(CHILD);
        loader = new MemoryLoader(getClass().getClassLoader(), Compiled.of(ZOO));
    }

    private Object there(Object object) throws Exception {
        Object arrived = sent(object, parent, child);
        assertThat(arrived.getClass()).isNotSameAs(object.getClass());
        return arrived;
    }

    @Test
    void anObjectArrivesAndComesHomeAsWhatItWas() throws Exception {
        Object zoo = loader.make("com.acme.Zoo");
        Object arrived = there(zoo);

        assertThat(arrived.getClass().getName()).isEqualTo("com.acme.Zoo");
        assertThat(arrived.getClass().getField("name").get(arrived)).isEqualTo("zoo");
        assertThat(sent(arrived, child, parent).getClass()).isSameAs(zoo.getClass());
    }

    @Test
    void itsClassIsOneAndTheSameForAll() throws Exception {
        Object first = there(loader.make("com.acme.Zoo"));
        Object second = there(loader.make("com.acme.Zoo"));
        Object third = there(loader.call("com.acme.Zoo", "lambda"));
        Object animal = call(third, Function.class, "apply", 4);

        assertThat(second.getClass()).isSameAs(first.getClass());
        assertThat(animal.getClass().getNestHost()).isSameAs(first.getClass());
        assertThat(jvms.asked).doesNotHaveDuplicates();
    }

    @Test
    void staticStateIsSharedByAllThatComesFromOneLoader() throws Exception {
        Supplier<?> first = (Supplier<?>) there(loader.call("com.acme.Zoo", "reference"));
        Supplier<?> second = (Supplier<?>) there(loader.call("com.acme.Zoo", "reference"));

        assertThat(List.of(first.get(), second.get())).isEqualTo(List.of(1, 2));
        assertThat(loader.call("com.acme.Zoo", "count")).isEqualTo(1);
    }

    @Test
    void itsPackageAndNameAreRight() throws Exception {
        Class<?> type = there(loader.make("com.acme.Zoo")).getClass();

        assertThat(type.getPackage().getName()).isEqualTo("com.acme");
        assertThat(type.getClassLoader().getName()).isEqualTo("realm#1");
        assertThat(type.getClassLoader()).hasToString("a stand-in for class loader 1 of realm cafe");
        assertThat(type.getProtectionDomain().getClassLoader()).isSameAs(type.getClassLoader());
        assertThat(type.getProtectionDomain().getCodeSource().getLocation()).isNull();
    }

    @Test
    void recordsAndEnumsTravel() throws Exception {
        Class<?> animal = loader.load("com.acme.Zoo$Animal");
        Object ape = animal.getConstructor(String.class, int.class).newInstance("ape", 2);
        assertThat(there(ape)).hasToString("Animal[name=ape, legs=2]");
        assertThat(sent(there(ape), child, parent)).isEqualTo(ape);

        Object[] foods = Class.forName("com.acme.Zoo$Food", true, loader).getEnumConstants();
        Object[] arrived = (Object[]) there(foods);
        assertThat(arrived)
                .hasToString(arrived.toString())
                .extracting(Object::toString)
                .containsExactly("HAY", "meat");
        assertThat(arrived).isEqualTo(arrived[0].getClass().getEnumConstants());
        assertThat(sent(arrived[1], child, parent)).isSameAs(foods[1]);
    }

    @Test
    void nestedInnerLocalAndAnonymousClassesTravel() throws Exception {
        Object keeper = loader.load("com.acme.Zoo").getMethod("keeper").invoke(loader.make("com.acme.Zoo"));
        assertThat(get(there(keeper))).isEqualTo("keeper of zoo");
        assertThat(get(there(loader.call("com.acme.Zoo", "local")))).isEqualTo("cage of 3");
        assertThat(get(there(loader.call("com.acme.Zoo", "anonymous")))).isEqualTo("anonymous");
        assertThat(there(loader.make("com.acme.Zoo$Ticket")).getClass().getSuperclass())
                .isSameAs(there(loader.make("com.acme.Zoo")).getClass());
    }

    @Test
    void arraysTravel() throws Exception {
        for (String type : List.of("com.acme.Zoo", "com.acme.Zoo$Animal", "com.acme.Zoo$Food")) {
            Object flat = Array.newInstance(loader.load(type), 3);
            Object deep = Array.newInstance(loader.load(type), 2, 2);
            assertThat(there(flat).getClass().getName()).isEqualTo("[L" + type + ";");
            assertThat(there(deep).getClass().getName()).isEqualTo("[[L" + type + ";");
            assertThat(sent(there(deep), child, parent).getClass()).isSameAs(deep.getClass());
        }
        assertThat(sent(new int[][] {{1}}, parent, child)).isEqualTo(new int[][] {{1}});
        assertThat(sent(new Number[1][0], parent, child)).isEqualTo(new Number[1][0]);
    }

    @Test
    void classesTravelAsValues() throws Exception {
        Object zoo = loader.load("com.acme.Zoo");
        Object arrived = sent(zoo, parent, child);
        assertThat(arrived).isNotSameAs(zoo);
        assertThat(sent(arrived, child, parent)).isSameAs(zoo);
        assertThat(sent(String[].class, parent, child)).isSameAs(String[].class);
    }

    @Test
    void lambdasTravelThoughOnlyTheirLoaderKnowsWhoMadeThem() throws Exception {
        Object lambda = there(loader.call("com.acme.Zoo", "lambda"));
        assertThat(call(lambda, Function.class, "apply", 4)).hasToString("Animal[name=zoo, legs=4]");
        assertThat(call(sent(lambda, child, parent), Function.class, "apply", 4).getClass())
                .isSameAs(loader.load("com.acme.Zoo$Animal"));
        assertThat(get(there(loader.call("com.acme.Zoo", "ofLambdas")))).isEqualTo("outer of inner");
    }

    @Test
    void exceptionsTravel() throws Exception {
        Throwable closed = (Throwable)
                loader.load("com.acme.Zoo$Closed").getConstructor(String.class).newInstance("winter");
        Throwable arrived = (Throwable) there(closed);
        assertThat(arrived).hasMessage("winter");
        assertThat(sent(arrived, child, parent)).isInstanceOf(closed.getClass());
    }

    @Test
    void proxiesTravelWhicheverOfTheirInterfacesIsTheForeignOne() throws Exception {
        MemoryLoader other = new MemoryLoader(getClass().getClassLoader(), Compiled.of("""
                package com.acme;
                public interface Sound { String of(String animal); }
                """, """
                package com.acme;
                import java.io.Serializable;
                import java.lang.reflect.*;
                import java.util.concurrent.Callable;
                public class Echo implements InvocationHandler, Serializable {
                    public Object invoke(Object proxy, Method method, Object[] args) { return method.getName(); }
                    public static Object make() {
                        return Proxy.newProxyInstance(Echo.class.getClassLoader(),
                            new Class<?>[] {Callable.class, Sound.class, Serializable.class}, new Echo());
                    }
                }
                """));
        Object proxy = there(other.call("com.acme.Echo", "make"));
        assertThat(((Callable<?>) proxy).call()).isEqualTo("call");
        Class<?> sound = proxy.getClass().getInterfaces()[1];
        assertThat(sound.getName()).isEqualTo("com.acme.Sound");
        assertThat(call(proxy, sound, "of", "cow")).isEqualTo("of");
        assertThat(sent(proxy, child, parent).getClass().getInterfaces()[1]).isSameAs(other.load("com.acme.Sound"));
    }

    @Test
    void anotherVersionOfAClassOnTheClassPathDoesNotStandInTheWay() throws Exception {
        String source = """
                package com.acme;
                public class Version implements java.util.function.Supplier<String>, java.io.Serializable {
                    private static final long serialVersionUID = 1L;
                    public String get() { return "%s " + new Part(); }
                }
                """;
        String part = """
                package com.acme;
                class Part { public String toString() { return "%s"; } }
                """;
        MemoryLoader path = new MemoryLoader(
                getClass().getClassLoader(), Compiled.of(source.formatted("old"), part.formatted("old")));
        Jvm one = jvms.start(ROOT + "/2", path);
        Jvm two = jvms.start(ROOT + "/3", path);
        MemoryLoader childFirst = new MemoryLoader(path, Compiled.of(source.formatted("new"), part.formatted("new")));

        assertThat(get(sent(childFirst.make("com.acme.Version"), one, two))).isEqualTo("new new");
        assertThat(get(sent(path.make("com.acme.Version"), one, two))).isEqualTo("old old");
    }

    @Test
    void aFamilyOfLoadersStaysAFamily() throws Exception {
        Map<String, byte[]> classes = Compiled.of("""
                package com.acme;
                public class Base implements java.io.Serializable { protected String hello() { return "hello"; } }
                """, """
                package com.acme.app;
                public class App extends com.acme.Base implements java.util.function.Supplier<String> {
                    public String get() { return hello() + " " + new com.acme.Base().getClass().getName(); }
                }
                """);
        MemoryLoader above =
                new MemoryLoader(getClass().getClassLoader(), Map.of("com.acme.Base", classes.remove("com.acme.Base")));
        MemoryLoader below = new MemoryLoader(above, classes);

        Object app = there(below.make("com.acme.app.App"));
        assertThat(get(app)).isEqualTo("hello com.acme.Base");
        assertThat(app.getClass().getClassLoader().getName()).isEqualTo("realm#1");
        assertThat(app.getClass().getSuperclass().getClassLoader().getName()).isEqualTo("realm#2");
        assertThat(app.getClass().getSuperclass())
                .isSameAs(there(above.make("com.acme.Base")).getClass());
    }

    @Test
    void aGrandchildAsksTheHomeItself() throws Exception {
        Jvm grandchild = jvms.start(GRANDCHILD);
        Object lambda = loader.call("com.acme.Zoo", "lambda");
        Object there = sent(there(lambda), child, grandchild);
        Object animal = call(there, Function.class, "apply", 4);
        assertThat(animal.getClass().getClassLoader()).hasToString("a stand-in for class loader 1 of realm cafe");
        assertThat(sent(animal, grandchild, parent).getClass()).isSameAs(loader.load("com.acme.Zoo$Animal"));
        assertThat(sent(animal, grandchild, child).getClass())
                .isSameAs(child.find(loader.load("com.acme.Zoo$Animal"), parent));
        assertThat(jvms.asked).allMatch(question -> question.startsWith(ROOT + " class"));
    }

    @Test
    void aParentAsksItsChildForWhatThatLoadedByALoaderOfItsOwn() throws Exception {
        Object arrived = sent(loader.make("com.acme.Zoo"), child, parent);
        assertThat(arrived.getClass().getClassLoader().getName()).isEqualTo("realm/1#1");
        assertThat(sent(arrived, parent, child).getClass()).isSameAs(loader.load("com.acme.Zoo"));
    }

    @Test
    void findingAClassDoesNotInitializeIt() throws Exception {
        MemoryLoader eager = new MemoryLoader(getClass().getClassLoader(), Compiled.of("""
                package com.acme;
                public class Eager { static { if (true) throw new IllegalStateException("initialized"); } }
                """));
        assertThat(child.find(eager.load("com.acme.Eager"), parent)).isNotNull();
    }

    @Test
    void whatEverybodyHasIsNotAskedFor() throws Exception {
        Object set = sent(Set.of(1), parent, child);
        assertThat(set).isEqualTo(Set.of(1));
        assertThat(parent.places().placeOf(Jvms.class)).isEmpty();
        assertThat(parent.places().placeOf(int[].class)).isEmpty();
        assertThat(parent.places().placeOf(void.class)).isEmpty();
        assertThat(sent(Times.LONG, parent, child)).isSameAs(Times.LONG);
        assertThat(jvms.asked).isEmpty();
    }

    private enum Times {
        LONG
    }

    private static Object get(Object supplier) throws Exception {
        return ((Supplier<?>) supplier).get();
    }

    private static Object call(Object object, Class<?> type, String method, Object argument) throws Exception {
        for (var one : type.getMethods()) {
            if (one.getName().equals(method)) {
                return one.invoke(object, argument);
            }
        }
        throw new AssertionError(method);
    }

    // Of what workers send no code is taken

    @Test
    void aResultIsOfClassesThatItsReaderHasOrHasGotFromItsAncestors() throws Exception {
        Jvm grandchild = jvms.start(GRANDCHILD);
        Object zoo = loader.make("com.acme.Zoo");
        Object below = sent(there(zoo), child, grandchild);
        assertThat(result(below, grandchild, child).getClass().getName()).isEqualTo("com.acme.Zoo");
        assertThat(result(there(zoo), child, parent)).hasSameClassAs(zoo);
    }

    @Test
    void aResultBringsNoClassOfAWorker() throws Exception {
        Object zoo = loader.make("com.acme.Zoo");
        jvms.asked.clear();
        assertThatThrownBy(() -> result(zoo, child, parent))
                .isInstanceOf(DecodingFailure.class)
                .hasMessageContaining("com.acme.Zoo")
                .hasMessageContaining(CHILD);
        assertThat(jvms.asked).isEmpty();
    }

    private static Object result(Object object, Jvm from, Jvm to) throws Exception {
        return to.codec().decode(from.codec().encode(object), ResultFilter.standard());
    }
}
