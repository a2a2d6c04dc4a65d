package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Children.joined;
import static io.github.multiprocessing4j.harness.Children.run;
import static io.github.multiprocessing4j.harness.Children.started;
import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.atOnce;
import static io.github.multiprocessing4j.harness.Times.atOnceDo;
import static io.github.multiprocessing4j.harness.Times.until;
import static io.github.multiprocessing4j.harness.Times.untilParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.JvmOptions;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.harness.ContractTest;
import io.github.multiprocessing4j.harness.LibraryThreads;
import io.github.multiprocessing4j.harness.StandardError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** How processes end, and who hears of it. */
@Timeout(120)
class ProcessEndContractTest {

    // Terminated and killed

    @ContractTest
    @Tag("PROC.6")
    void aTerminatedProcessEndsWithMinusFifteenAndInSilence(Context mp) throws Exception {
        Event started = mp.event();
        Event never = mp.event();
        try (StandardError err = StandardError.captured()) {
            Process child = mp.process(ProcessEndContractTest::waitFor, started, never);
            child.setDaemon(true);
            child.start();
            started.await();
            assertThat(child.exitCode()).isEmpty();

            child.terminate();

            joined(child, -15);
            assertThat(child.isAlive()).isFalse();
            atOnceDo(child::join);
            assertThat(err.text()).isEmpty();
        }
    }

    @ContractTest
    void aKilledProcessEndsWithMinusNineAndInSilence(Context mp) throws Exception {
        Event started = mp.event();
        Event never = mp.event();
        try (StandardError err = StandardError.captured()) {
            Process child = started(mp.process(ProcessEndContractTest::waitFor, started, never));
            started.await();

            child.kill();

            joined(child, -9);
            assertThat(err.text()).isEmpty();
        }
    }

    @ContractTest
    void aProcessCanBeTerminatedBeforeItHasComeToItsTarget(Context mp) throws Exception {
        Event started = mp.event();
        Event never = mp.event();
        for (int i = 0; i < 200; i++) {
            Process child = started(mp.process(ProcessEndContractTest::waitFor, started, never));
            child.terminate();
            joined(child, -15);
        }
    }

    @ContractTest
    void toEndAProcessThatHasEndedChangesNothing(Context mp) throws Exception {
        Process good = mp.process(() -> {});
        run(good);
        good.terminate();
        good.kill();
        assertThat(good.exitCode()).hasValue(0);

        Process bad = Process.create(o -> o.startMethod(mp.startMethod())
                .target(ProcessEndContractTest::fail)
                .jvm(JvmOptions::discardOutput));
        try (StandardError err = StandardError.captured()) {
            joined(started(bad), 1);
            assertThat(err.text().isEmpty())
                    .as("that of another JVM is discarded")
                    .isEqualTo(mp.startMethod() == StartMethod.SPAWN);
        }
        bad.kill();
        assertThat(bad.exitCode()).hasValue(1);
    }

    @ContractTest(StartMethod.THREAD)
    void aProcessThatTakesNoNoticeOfTerminateEndsAsItLikes(Context mp) throws Exception {
        Event started = mp.event();
        Event heard = mp.event();
        Event end = mp.event();
        Process child = started(mp.process(ProcessEndContractTest::heed, started, heard, end));
        started.await();

        child.terminate();
        heard.await();
        assertThat(child.isAlive()).isTrue();
        assertThat(child.exitCode()).isEmpty();

        end.set();
        joined(child, 0);
    }

    @ContractTest(StartMethod.THREAD)
    void whatEndsAProcessIsKillIfItTookNoNoticeOfTerminate(Context mp) throws Exception {
        Event started = mp.event();
        Event heard = mp.event();
        Event never = mp.event();
        Process child = started(mp.process(ProcessEndContractTest::heedOnce, started, heard, never));
        started.await();

        child.terminate();
        heard.await();
        child.kill();

        joined(child, -9);
    }

    @ContractTest(StartMethod.THREAD)
    void whatATerminatedProcessThrowsOnItsWayOutIsNotPrinted(Context mp) throws Exception {
        Event started = mp.event();
        Event never = mp.event();
        try (StandardError err = StandardError.captured()) {
            Process child = started(mp.process(ProcessEndContractTest::failWhenTold, started, never));
            started.await();
            child.terminate();
            joined(child, -15);
            assertThat(err.text()).isEmpty();
        }
    }

    @ContractTest(StartMethod.THREAD)
    void aProcessThatInterruptsItselfHasFailed(Context mp) throws Exception {
        try (StandardError err = StandardError.captured()) {
            joined(started(mp.process(ProcessEndContractTest::interruptMyself)), 1);
            assertThat(err.text()).contains("InterruptedException");
        }
    }

    private static void waitFor(Event started, Event event) throws Exception {
        started.set();
        event.await();
    }

    private static void heed(Event started, Event heard, Event end) throws Exception {
        started.set();
        while (!end.isSet()) {
            try {
                end.await();
            } catch (InterruptedException e) {
                heard.set();
            }
        }
    }

    private static void heedOnce(Event started, Event heard, Event never) throws Exception {
        started.set();
        try {
            never.await();
        } catch (InterruptedException e) {
            heard.set();
        }
        never.await();
    }

    private static void failWhenTold(Event started, Event never) throws Exception {
        started.set();
        try {
            never.await();
        } catch (InterruptedException e) {
            throw new IOException("half done", e);
        }
    }

    private static void interruptMyself() throws Exception {
        Thread.currentThread().interrupt();
        Thread.sleep(LONG.toMillis());
    }

    // Failed

    @ContractTest
    void anUncaughtExceptionIsExitCodeOneAndNobodyElseIsDisturbed(Context mp) throws Exception {
        Event started = mp.event();
        Event end = mp.event();
        Process sibling = started(mp.process(ProcessEndContractTest::waitFor, started, end));
        assertThat(errorOf(mp, ProcessEndContractTest::fail)).contains("as meant");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(sibling.isAlive()).isTrue();
        end.set();
        joined(sibling, 0);
    }

    @ContractTest(StartMethod.THREAD)
    void anUncaughtExceptionIsPrintedOnceAndWhole(Context mp) throws Exception {
        try (StandardError err = StandardError.captured()) {
            Process child = started(mp.process(ProcessEndContractTest::fail));
            child.join();
            assertThat(err.text())
                    .containsOnlyOnce("java.lang.ArithmeticException: as meant")
                    .containsOnlyOnce("Caused by: java.io.IOException: deep down")
                    .contains(ProcessEndContractTest.class.getName() + ".fail(")
                    .contains(child.name());
        }
    }

    @ContractTest
    void anErrorIsAnUncaughtExceptionToo(Context mp) throws Exception {
        assertThat(errorOf(mp, ProcessEndContractTest::overflow)).contains("StackOverflowError");
        assertThat(errorOf(mp, ProcessEndContractTest::assertWrongly)).contains("AssertionError: wrong");
    }

    /** What a process writes to its standard error that ends by an uncaught exception. */
    private static String errorOf(Context mp, Action target) throws Exception {
        Path output = Files.createTempFile("output-of-process-", ".txt");
        try (StandardError err = StandardError.captured()) {
            Process child = Process.create(
                    o -> o.startMethod(mp.startMethod()).target(target).jvm(j -> j.outputTo(output)));
            joined(started(child), 1);
            assertThat(child.isAlive()).isFalse();
            return err.text() + Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }

    @ContractTest(StartMethod.THREAD)
    void anUncaughtExceptionGoesToTheHandlerOfTheProgram(Context mp) throws Exception {
        AtomicReference<String> thread = new AtomicReference<>();
        AtomicReference<Throwable> caught = new AtomicReference<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((where, what) -> {
            thread.set(where.getName());
            caught.set(what);
        });
        try (StandardError err = StandardError.captured()) {
            Process child = started(mp.process(ProcessEndContractTest::fail));
            joined(child, 1);
            assertThat(thread.get()).isEqualTo("mp-" + child.name());
            assertThat(caught.get()).isInstanceOf(ArithmeticException.class);
            assertThat(err.text()).isEmpty();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @ContractTest(StartMethod.THREAD)
    void aHandlerThatThrowsKeepsNobodyWaitingAndIsNotCalledAgain(Context mp) throws Exception {
        List<Throwable> caught = new CopyOnWriteArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((where, what) -> {
            caught.add(what);
            throw new IllegalStateException("in the handler");
        });
        try {
            Process child = mp.process(ProcessEndContractTest::fail);
            joined(started(child), 1);
            until(() -> LibraryThreads.of(child.name()).isEmpty());
            assertThat(caught).singleElement().isInstanceOf(ArithmeticException.class);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private static void fail() {
        ArithmeticException failure = new ArithmeticException("as meant");
        failure.initCause(new IOException("deep down"));
        throw failure;
    }

    private static void overflow() {
        overflow();
    }

    private static void assertWrongly() {
        throw new AssertionError("wrong");
    }

    // Waited for

    @ContractTest
    void allWhoJoinAreLetGo(Context mp) throws Exception {
        Event end = mp.event();
        Process child = started(mp.process(Event::await, end));
        List<FutureTask<Boolean>> joiners = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            FutureTask<Boolean> joiner = new FutureTask<>(() -> child.join(LONG));
            Thread thread = new Thread(joiner);
            thread.start();
            untilParked(thread);
            joiners.add(joiner);
        }

        end.set();

        for (FutureTask<Boolean> joiner : joiners) {
            assertThat(joiner.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @ContractTest
    void whoeverIsInterruptedWhileJoiningStopsToWaitAndTheProcessGoesOn(Context mp) throws Exception {
        Event end = mp.event();
        Process child = started(mp.process(Event::await, end));
        FutureTask<String> joining = new FutureTask<>(() -> joinUntilInterrupted(child));
        Thread joiner = new Thread(joining);
        joiner.start();
        untilParked(joiner);

        joiner.interrupt();

        assertThat(atOnce(() -> joining.get(LONG.toSeconds(), TimeUnit.SECONDS)))
                .isEqualTo("interrupted, flag false");
        assertThat(child.isAlive()).isTrue();
        end.set();
        joined(child, 0);
    }

    private static String joinUntilInterrupted(Process child) {
        try {
            child.join();
            return "joined";
        } catch (InterruptedException e) {
            return "interrupted, flag " + Thread.currentThread().isInterrupted();
        }
    }

    @ContractTest
    void aProcessCannotJoinItself(Context mp) throws Exception {
        Value<Integer> refused = mp.value(0);
        run(mp.process(ProcessEndContractTest::joinMyself, refused));
        assertThat(refused.get()).isEqualTo(2);
    }

    private static void joinMyself(Value<Integer> refused) throws Exception {
        Process self = Multiprocessing.currentProcess();
        try {
            self.join();
        } catch (IllegalStateException e) {
            refused.update(count -> count + 1);
        }
        try {
            self.join(Duration.ZERO);
        } catch (IllegalStateException e) {
            refused.update(count -> count + 1);
        }
    }

    @ContractTest
    void onExitIsCompleteWhenTheProcessHasEndedHoweverItEnded(Context mp) throws Exception {
        Event started = mp.event();
        Event end = mp.event();
        Process child = started(mp.process(ProcessEndContractTest::waitFor, started, end));
        CompletableFuture<Process> exit = child.onExit();
        assertThat(exit).isNotDone();
        end.set();
        assertThat(exit.get(LONG.toSeconds(), TimeUnit.SECONDS)).isSameAs(child);
        assertThat(child.exitCode()).hasValue(0);
        assertThat(child.onExit()).isCompletedWithValue(child);

        end.clear();
        Process stopped = started(mp.process(ProcessEndContractTest::waitFor, started, end));
        stopped.terminate();
        assertThat(stopped.onExit().get(LONG.toSeconds(), TimeUnit.SECONDS).exitCode())
                .hasValue(-15);
    }

    @ContractTest
    void whatOneDoesWithOnExitHasNoEffectOnTheProcess(Context mp) throws Exception {
        Event end = mp.event();
        Process child = started(mp.process(Event::await, end));
        assertThat(child.onExit()).isNotSameAs(child.onExit());
        assertThat(child.onExit().cancel(true)).isTrue();
        assertThat(child.onExit().complete(null)).isTrue();
        assertThat(child.onExit().completeExceptionally(new IOException())).isTrue();
        CompletableFuture<Void> failing = child.onExit().thenAccept(process -> {
            throw new IllegalStateException("in the user's own action");
        });

        assertThat(child.onExit()).isNotDone();
        assertThat(child.isAlive()).isTrue();
        end.set();
        joined(child, 0);
        assertThat(failing).failsWithin(LONG);
    }

    @ContractTest
    void anActionOnExitThatTakesItsTimeKeepsNobodyWaiting(Context mp) throws Exception {
        Event end = mp.event();
        CountDownLatch release = new CountDownLatch(1);
        Process child = started(mp.process(Event::await, end));
        FutureTask<Boolean> joining = new FutureTask<>(() -> child.join(LONG));
        Thread joiner = new Thread(joining);
        joiner.start();
        untilParked(joiner);
        CompletableFuture<Void> slow = child.onExit().thenAccept(process -> await(release));
        try {
            end.set();
            assertThat(joining.get(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            release.countDown();
        }
        assertThat(slow).succeedsWithin(LONG);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Closed

    @ContractTest
    void aRunningProcessCannotBeClosed(Context mp) throws Exception {
        Event end = mp.event();
        Process child = started(mp.process(Event::await, end));
        assertThatIllegalStateException().isThrownBy(child::close).withMessageContaining(child.name());
        assertThat(child.isAlive()).isTrue();
        end.set();
        joined(child, 0);
        child.close();
    }

    @ContractTest
    void aClosedProcessAnswersNothingButItsName(Context mp) throws Exception {
        Process child = mp.process(() -> {});
        run(child);
        child.close();
        child.close();
        assertClosed(child);
        assertThat(mp.activeChildren()).doesNotContain(child);

        Process unstarted = mp.process(() -> {});
        unstarted.close();
        assertClosed(unstarted);
    }

    private static void assertClosed(Process child) {
        assertThat(child.name()).isNotBlank();
        assertThat(child.toString()).contains(child.name());
        assertThatIllegalStateException().isThrownBy(child::start).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(child::join);
        assertThatIllegalStateException().isThrownBy(() -> child.join(Duration.ZERO));
        assertThatIllegalStateException().isThrownBy(child::isAlive);
        assertThatIllegalStateException().isThrownBy(child::exitCode);
        assertThatIllegalStateException().isThrownBy(child::pid);
        assertThatIllegalStateException().isThrownBy(child::terminate);
        assertThatIllegalStateException().isThrownBy(child::kill);
        assertThatIllegalStateException().isThrownBy(child::onExit);
        assertThatIllegalStateException().isThrownBy(() -> child.setDaemon(true));
    }
}
