package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.engine.Worker;
import io.github.multiprocessing4j.internal.engine.WorkerExit;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import io.github.multiprocessing4j.internal.engine.WorkerPlan;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import io.github.multiprocessing4j.internal.worker.Protocol;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A child JVM for one piece of work. */
final class SpawnProcess implements Worker, Child.Owner {

    private static final long START_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final CompletableFuture<WorkerExit> exit = new CompletableFuture<>();
    private final Consumer<Encoded> unwanted;
    private final String place;

    /** Taken when the child has come in. The child's thread alone, after the start. */
    private Encoded work;

    /** Written before anybody has this object but the child's thread, which does not read it. */
    private Child child;

    private SpawnProcess(String place, Encoded work, Consumer<Encoded> unwanted) {
        this.place = place;
        this.work = work;
        this.unwanted = unwanted;
    }

    static SpawnProcess start(WorkerPlan plan, int depth, Work work, Packer packer) throws IOException {
        return launch(plan, depth, packer.placeOf(plan.loader()), packer.pack(work.elsewhere()), packer::discard);
    }

    /**
     * Starts a process.
     *
     * @param depth how many levels it is below the program
     * @param place that of the context class loader
     * @param unwanted takes the work when it has arrived, or will not
     */
    static SpawnProcess launch(WorkerPlan plan, int depth, String place, Encoded work, Consumer<Encoded> unwanted)
            throws IOException {
        SpawnProcess process = new SpawnProcess(place, work, unwanted);
        boolean started = false;
        try {
            int siblings = Runtime.getRuntime().availableProcessors();
            process.child = Child.launch(
                    new ChildPlan(plan.name(), plan.daemon(), depth, plan.settings(), siblings, START_LIMIT_NANOS),
                    process);
            started = true;
        } finally {
            if (!started) {
                unwanted.accept(work);
            }
        }
        return process;
    }

    @Override
    public void linked(Child child) {
        try {
            child.check(work);
            child.send(Protocol.BE, child.id().name(), place, work);
        } catch (EncodingFailure tooLong) {
            child.send(Protocol.REFUSE, child.id().name(), "its work cannot be sent: " + tooLong.getMessage());
        }
    }

    @Override
    public void received(Object[] message) {
        // It only says good-bye: how it has ended, is seen by its exit code.
    }

    @Override
    public void over(WorkerExit how, IOException trouble) {
        unwanted.accept(work);
        work = null;
        exit.complete(how);
    }

    @Override
    public WorkerId id() {
        return child.id();
    }

    @Override
    public CompletableFuture<WorkerExit> exit() {
        return exit;
    }

    @Override
    public void terminate() {
        child.terminate();
    }

    @Override
    public void kill() {
        child.kill();
    }
}
