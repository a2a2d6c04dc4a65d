package io.github.multiprocessing4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.contract.programs.AllWords;
import io.github.multiprocessing4j.contract.programs.DefaultStartMethod;
import io.github.multiprocessing4j.contract.programs.Family;
import io.github.multiprocessing4j.contract.programs.OpenPool;
import io.github.multiprocessing4j.contract.programs.WaitingHook;
import io.github.multiprocessing4j.harness.Program;
import io.github.multiprocessing4j.harness.Program.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole programs, each in a JVM of its own, without a logging back end. */
class ProgramTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String PROPERTY = "-Dmultiprocessing4j.startMethod=";

    static Stream<StartMethod> startMethods() {
        return Multiprocessing.allStartMethods().stream();
    }

    // How programs end

    static Stream<Arguments> openPools() {
        return startMethods()
                .flatMap(method -> Stream.of(
                                "nothing",
                                "a long task",
                                "waiting tasks",
                                "an open imap",
                                "a blocked imap",
                                "a pending callback",
                                "a timed task",
                                "a waiter for a result")
                        .map(busyWith -> Arguments.of(method, busyWith)));
    }

    @ParameterizedTest
    @MethodSource("openPools")
    @Tag("RES.1")
    void aProgramEndsAlthoughItsPoolIsOpen(StartMethod method, String busyWith) throws Exception {
        Program.of(OpenPool.class, busyWith)
                .with(PROPERTY + method)
                .run(LIMIT)
                .assertClean()
                .assertOut("[0, 1, 4, 9, 16, 25, 36, 49, 64, 81]", "end of main");
    }

    @Test
    @Tag("RES.1")
    void aHookThatWaitsForAWorkerIsToldThatItHasEnded() throws Exception {
        Program.of(WaitingHook.class)
                .with(PROPERTY + StartMethod.SPAWN)
                .run(LIMIT)
                .assertClean()
                .assertOut("end of main", "WorkerLostException");
    }

    @ParameterizedTest
    @MethodSource("startMethods")
    void aProgramWaitsForItsProcesses(StartMethod method) throws Exception {
        family(method, "a process that goes on").assertClean().assertOut("end of main", "end of process");
    }

    @ParameterizedTest
    @MethodSource("startMethods")
    @Tag("PROC.19")
    void aProgramDoesNotWaitForItsDaemons(StartMethod method) throws Exception {
        family(method, "a daemon that goes on").assertClean().assertOut("end of main");
        family(method, "a process with a daemon").assertClean().assertOut("end of main");
    }

    @ParameterizedTest
    @MethodSource("startMethods")
    @Tag("PROC.13")
    void aProcessThatFailsSaysWhyOnStandardErrorAndTheProgramGoesOn(StartMethod method) throws Exception {
        Ending ending = family(method, "a process that fails").assertOut("1", "end of main");

        assertThat(ending.exitCode()).isZero();
        assertThat(ending.err())
                .startsWith("Exception in thread \"mp-Process-1\"")
                .containsOnlyOnce("java.lang.ArithmeticException: as meant")
                .containsOnlyOnce("\tat " + Family.class.getName() + ".fail(");
        assertThat(ending.err().lines().skip(1)).allMatch(line -> line.startsWith("\tat "));
    }

    @ParameterizedTest
    @MethodSource("startMethods")
    void aProcessThatIsTerminatedSaysNothing(StartMethod method) throws Exception {
        family(method, "a process that is terminated").assertClean().assertOut("-15", "end of main");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 42})
    void toExitInAProcessOnThreadsEndsTheProgram(int code) throws Exception {
        Ending ending = family(StartMethod.THREAD, "a process that exits", String.valueOf(code));
        assertThat(ending.exitCode()).isEqualTo(code);
        assertThat(ending.out()).isEmpty();
        assertThat(ending.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 42})
    @Tag("HANG.2")
    void toExitInATaskOnThreadsEndsTheProgram(int code) throws Exception {
        Ending ending = family(StartMethod.THREAD, "a task that exits", String.valueOf(code));
        assertThat(ending.exitCode()).isEqualTo(code);
        assertThat(ending.out()).isEmpty();
        assertThat(ending.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("startMethods")
    void aProgramWhoseMainFailsEndsAsJavaDoes(StartMethod method) throws Exception {
        Ending ending = family(method, "a main that fails");
        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.err()).contains("IllegalStateException: main failed");
    }

    private static Ending family(StartMethod method, String... arguments) throws Exception {
        return Program.of(Family.class, arguments).with(PROPERTY + method).run(LIMIT);
    }

    @ParameterizedTest
    @MethodSource("startMethods")
    void theLibraryPrintsNothingByDefault(StartMethod method) throws Exception {
        Program.of(AllWords.class)
                .with(PROPERTY + method)
                .run(LIMIT)
                .assertClean()
                .assertOut("as meant", "end of main");
    }

    // The default start method

    @Test
    void theDefaultStartMethodIsThreads() throws Exception {
        steps(List.of(), "ask", "ask context", "pool", "new pool", "process")
                .assertOut("ask: THREAD", "ask context: THREAD", "pool: [2]", "new pool: THREAD", "process: 0");
    }

    @ParameterizedTest
    @EnumSource
    void theSystemPropertyNamesTheDefaultStartMethodInAnyCase(StartMethod method) throws Exception {
        String name = method.name();
        for (String spelt : List.of(name, name.toLowerCase(Locale.ROOT))) {
            steps(List.of(PROPERTY + spelt), "ask", "ask context")
                    .assertOut("ask: " + method, "ask context: " + method);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", " thread", "fork"})
    void aSystemPropertyThatNamesNoStartMethodIsAClearErrorEachTime(String name) throws Exception {
        Ending ending = steps(List.of(PROPERTY + name), "pool", "new pool", "process", "ask", "pool");
        assertThat(ending.out().lines())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line)
                        .contains(": IllegalArgumentException, ")
                        .contains("multiprocessing4j.startMethod")
                        .contains("'" + name + "'")
                        .contains("thread", "spawn"));
    }

    @Test
    void aSystemPropertyThatNamesNoStartMethodDoesNotDisturbWhoeverNeedsNone() throws Exception {
        steps(
                        List.of(PROPERTY + "nonsense"),
                        "list",
                        "look around",
                        "thread pool",
                        "thread process",
                        "thread pool by option",
                        "thread process by option",
                        "set thread",
                        "ask")
                .assertOut(
                        "list: true",
                        "look around: MainProcessOptional.empty[]",
                        "thread pool: [2]",
                        "thread process: 0",
                        "thread pool by option: [2]",
                        "thread process by option: 0",
                        "set thread: done",
                        "ask: THREAD");
    }

    @ParameterizedTest
    @EnumSource
    void theProgramCanSetTheDefaultStartMethodOnceAgainstTheProperty(StartMethod method) throws Exception {
        String set = method == StartMethod.THREAD ? "set thread" : "set spawn";
        for (StartMethod named : StartMethod.values()) {
            Ending ending = steps(List.of(PROPERTY + named), set, "ask", "set thread", "set spawn", "ask");
            assertThat(ending.out().lines().toList().subList(0, 2)).containsExactly(set + ": done", "ask: " + method);
            assertRefused(ending, 2, method);
            assertRefused(ending, 3, method);
            assertThat(ending.out().lines().toList().get(4)).isEqualTo("ask: " + method);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ask", "ask context", "pool", "new pool", "process"})
    void theDefaultStartMethodCannotBeSetAfterItWasUsed(String use) throws Exception {
        Ending ending = steps(List.of(), use, "set thread", "set spawn", "ask");
        assertRefused(ending, 1, StartMethod.THREAD);
        assertRefused(ending, 2, StartMethod.THREAD);
        assertThat(ending.out().lines().toList().get(3)).isEqualTo("ask: THREAD");
    }

    private static void assertRefused(Ending ending, int line, StartMethod present) {
        assertThat(ending.out().lines().toList().get(line))
                .contains(": IllegalStateException, ")
                .contains("already")
                .contains(present.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "look around",
                "thread pool",
                "thread process",
                "thread pool by option",
                "thread process by option"
            })
    void toSayAStartMethodIsNotToUseTheDefault(String step) throws Exception {
        assertThat(steps(List.of(), step, "set spawn", "ask").out().lines().skip(1))
                .containsExactly("set spawn: done", "ask: SPAWN");
    }

    private static Ending steps(List<String> options, String... steps) throws Exception {
        return Program.of(DefaultStartMethod.class, steps)
                .with(options.toArray(String[]::new))
                .run(LIMIT)
                .assertClean();
    }
}
