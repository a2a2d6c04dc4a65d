package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.engine.Worker;
import io.github.multiprocessing4j.internal.engine.WorkerExit;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import io.github.multiprocessing4j.internal.engine.WorkerPlan;
import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.wire.Encoded;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A process that the program has launched for this JVM, at its {@link LaunchDesk}. */
final class LaunchedProcess implements Worker {

    private final WorkerId id;
    private final long number;
    private final CompletableFuture<WorkerExit> exit = new CompletableFuture<>();

    private LaunchedProcess(WorkerId id, long number) {
        this.id = id;
        this.number = number;
    }

    static LaunchedProcess start(WorkerPlan plan, int depth, Work work, Packer packer) throws IOException {
        Encoded packed = packer.pack(work.elsewhere());
        boolean launched = false;
        try {
            Object[] answer =
                    ask(LaunchDesk.LAUNCH, LaunchDesk.plain(plan), depth, packer.placeOf(plan.loader()), packed);
            LaunchedProcess process =
                    new LaunchedProcess(new WorkerId(plan.name(), (long) answer[1]), (long) answer[0]);
            Thread waiter = new Thread(null, process::awaitExit, "mp-" + plan.name() + "-exit", 0, false);
            waiter.setDaemon(true); // a process waits for its children itself
            waiter.setContextClassLoader(null);
            waiter.start();
            launched = true;
            return process;
        } finally {
            if (!launched) {
                packer.discard(packed);
            }
        }
    }

    private static Object[] ask(int operation, Object... arguments) throws IOException {
        String path = Exchange.here().path();
        String root = path.substring(0, path.indexOf('/'));
        try {
            return Exchange.here().ask(root, LaunchDesk.NUMBER, operation, arguments);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the program was asked", e);
        }
    }

    private void awaitExit() {
        try {
            Object[] answer = ask(LaunchDesk.AWAIT, number);
            exit.complete(new WorkerExit((int) answer[0], (String) answer[1]));
        } catch (IOException gone) {
            // The program is gone, and this JVM with it, at once.
            exit.complete(new WorkerExit(-1, ""));
        }
    }

    @Override
    public WorkerId id() {
        return id;
    }

    @Override
    public CompletableFuture<WorkerExit> exit() {
        return exit;
    }

    @Override
    public void terminate() {
        signal(LaunchDesk.TERMINATE);
    }

    @Override
    public void kill() {
        signal(LaunchDesk.KILL);
    }

    private void signal(int operation) {
        try {
            ask(operation, number);
        } catch (IOException ended) {
            return; // then there is nobody to tell
        }
    }
}
