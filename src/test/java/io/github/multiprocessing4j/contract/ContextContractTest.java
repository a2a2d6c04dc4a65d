package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Children.run;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.ContractTest;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ContextContractTest {

    // One context

    @ParameterizedTest
    @EnumSource
    @Tag("CTX.1")
    void aContextIsBoundToItsStartMethod(StartMethod method) {
        Context mp = Multiprocessing.context(method);

        assertThat(mp.startMethod()).isEqualTo(method);
        assertThat(mp.context()).isSameAs(mp);
        assertThat(mp.toString()).contains(method.name());
        for (StartMethod other : StartMethod.values()) {
            assertThatIllegalStateException().isThrownBy(() -> mp.setStartMethod(other));
        }
        assertThat(mp.startMethod()).isEqualTo(method);
    }

    @ContractTest
    @Tag("CTX.1")
    void whatAContextMakesRunsOnItsStartMethod(Context mp, StartMethod method) throws Exception {
        Queue<StartMethod> reported = mp.queue();
        run(mp.process(ContextContractTest::report, reported));
        assertThat(reported.get(LONG)).isEqualTo(method);

        try (Pool pool = mp.pool(1)) {
            assertThat(pool.startMethod()).isEqualTo(method);
            assertThat(pool.apply(() -> Multiprocessing.startMethod())).isEqualTo(method);
        }
        try (Pool pool = mp.pool(o -> o.workers(1))) {
            assertThat(pool.startMethod()).isEqualTo(method);
        }
        try (Pool pool = mp.pool()) {
            assertThat(pool.startMethod()).isEqualTo(method);
            assertThat(pool.workers()).isEqualTo(mp.cpuCount());
        }
    }

    private static void report(Queue<StartMethod> reported) throws Exception {
        reported.put(Multiprocessing.startMethod());
    }

    @ParameterizedTest
    @EnumSource
    @Tag("CTX.1")
    void aContextIsFoundByNameInAnyCase(StartMethod method) {
        String name = method.name();
        for (String spelt : List.of(
                name,
                name.toLowerCase(Locale.ROOT),
                name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT))) {
            assertThat(Multiprocessing.context(spelt).startMethod()).isEqualTo(method);
            assertThat(StartMethod.of(spelt)).isEqualTo(method);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fork", "", " ", "thread ", "threads", "THREAD,SPAWN"})
    @Tag("CTX.1")
    void anUnknownNameIsRefusedAndTheKnownOnesAreShown(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Multiprocessing.context(name))
                .withMessageContaining("'" + name + "'")
                .withMessageContaining("thread");
    }

    @Test
    void aNameIsNotSpeltAsTheLocaleOfTheMachineWouldHaveIt() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(StartMethod.of("thread")).isEqualTo(StartMethod.THREAD);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aStartMethodIsNotNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> Multiprocessing.context((StartMethod) null))
                .withMessage("method");
        assertThatNullPointerException()
                .isThrownBy(() -> Multiprocessing.context((String) null))
                .withMessage("method");
        assertThatNullPointerException()
                .isThrownBy(() -> Multiprocessing.setStartMethod(null))
                .withMessage("method");
        assertThatNullPointerException().isThrownBy(() -> StartMethod.of(null)).withMessage("name");
    }

    // All start methods

    @Test
    @Tag("CTX.2")
    void theStartMethodsThatAreListedAreDifferentTheDefaultFirst() {
        List<StartMethod> listed = Multiprocessing.allStartMethods();

        assertThat(listed).doesNotHaveDuplicates().contains(StartMethod.THREAD);
        assertThat(listed.get(0)).isEqualTo(Multiprocessing.startMethod());
        assertThat(listed)
                .allSatisfy(method -> assertThat(Multiprocessing.context(method).startMethod())
                        .isEqualTo(method));
        assertThatThrownBy(() -> listed.add(StartMethod.THREAD)).isInstanceOf(UnsupportedOperationException.class);
    }

    @ContractTest
    @Tag("CTX.2")
    void aStartMethodThatIsListedWorks(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            assertThat(pool.map(x -> x * x, List.of(1, 2, 3))).containsExactly(1, 4, 9);
        }
        run(mp.process(() -> {}));
    }

    // Several contexts

    @ContractTest
    @Tag("CTX.3")
    void objectsOfAnyContextAreForProcessesOfAnyContext(Context mp) throws Exception {
        for (StartMethod other : Multiprocessing.allStartMethods()) {
            Context maker = Multiprocessing.context(other);
            Queue<String> queue = maker.queue();
            Event event = maker.event();
            Value<Integer> value = maker.value(6);

            run(mp.process(ContextContractTest::use, queue, event, value));

            assertThat(queue.get(LONG)).isEqualTo("used");
            assertThat(queue.empty()).isTrue();
            assertThat(event.isSet()).isTrue();
            assertThat(value.get()).isEqualTo(42);
        }
    }

    private static void use(Queue<String> queue, Event event, Value<Integer> value) throws Exception {
        queue.put("used");
        value.update(number -> number * 7);
        event.set();
    }

    @Test
    void theDefaultContextIsThatOfTheDefaultStartMethod() {
        assertThat(Multiprocessing.context().startMethod()).isEqualTo(Multiprocessing.startMethod());
    }

    @Test
    void theFacadeAndAContextHaveTheSameWords() {
        Set<String> words = words(Context.class, false);
        Set<String> facade = words(Multiprocessing.class, true);

        assertThat(facade).containsAll(words);
        facade.removeAll(words);
        // What there is one of, for the whole program.
        assertThat(facade)
                .allSatisfy(word -> assertThat(word)
                        .containsAnyOf(
                                "context(StartMethod)", "context(String)", "allStartMethods()", "setExecutable("));
    }

    private static Set<String> words(Class<?> type, boolean areStatic) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> Modifier.isStatic(method.getModifiers()) == areStatic)
                .filter(method -> !method.getName().equals("toString"))
                .map(ContextContractTest::word)
                .collect(Collectors.toSet());
    }

    private static String word(Method method) {
        return method.getReturnType().getSimpleName()
                + " "
                + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", "(", ")"));
    }
}
