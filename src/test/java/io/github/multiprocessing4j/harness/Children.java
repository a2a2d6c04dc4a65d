package io.github.multiprocessing4j.harness;

import static io.github.multiprocessing4j.harness.Times.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Process;

/** What tests do with processes. */
public final class Children {

    private Children() {}

    public static Process started(Process process) {
        process.start();
        return process;
    }

    /** Waits until a process has ended, which has to end with this exit code. */
    public static void joined(Process process, int exitCode) throws InterruptedException {
        assertThat(process.join(LONG)).as("%s has ended", process).isTrue();
        assertThat(process.exitCode()).as("exit code of %s", process).hasValue(exitCode);
    }

    /** Starts a process and waits until it has ended well. */
    public static void run(Process process) throws InterruptedException {
        joined(started(process), 0);
    }
}
