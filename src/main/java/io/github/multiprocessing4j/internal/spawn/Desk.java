package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Description;
import io.github.multiprocessing4j.internal.engine.WorkerExit;
import io.github.multiprocessing4j.internal.memory.Spin;
import io.github.multiprocessing4j.internal.worker.Portraits;
import io.github.multiprocessing4j.internal.worker.Protocol;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One worker of a crew, as the parent sees it: sets it up, has its {@link Workload}, and sees it off.
 *
 * <p>Belongs to one thread, which is the only one that waits for the worker. What the child's thread hears comes to it
 * as events, in order.
 */
final class Desk implements Child.Owner {

    /*
     * starting -> ready     READY has come
     * starting -> over      the set-up has thrown or taken too long, or the worker has died
     * ready    -> over      the worker has died; or was dismissed, and has gone
     */

    private final SpawnCrew crew;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Workload workload;

    /** How long it looks for a job before it sleeps. */
    private final Spin spin = new Spin();

    /** Written once, by the desk's thread. */
    private volatile Child child;

    /** Whether the worker has been made to end, and so is not lost. */
    private volatile boolean dismissed;

    /** Whether the worker is set up. */
    private volatile boolean ready;

    /** Whether its thread has to attend to what a borrower has begun. Guarded by the lock of the crew. */
    private boolean returned;

    /** Whether the worker is over, as the child's thread has seen. */
    private volatile boolean gone;

    /** Something that the child's thread has seen. */
    sealed interface Event {

        record Linked() implements Event {}

        record Received(Object[] message) implements Event {}

        record Over(WorkerExit exit, IOException trouble) implements Event {}
    }

    Desk(SpawnCrew crew) {
        this.crew = crew;
        this.workload = new Workload(this, crew, events);
    }

    /**
     * Launches the worker.
     *
     * @throws IOException if the system does not start it
     */
    void launch(ChildPlan plan) throws IOException {
        child = Child.launch(plan, this);
    }

    @Override
    public void linked(Child linked) {
        events.add(new Event.Linked());
    }

    @Override
    public void received(Object[] message) {
        events.add(new Event.Received(message));
    }

    @Override
    public void over(WorkerExit exit, IOException trouble) {
        gone = true; // before the event: whoever has taken that knows it
        events.add(new Event.Over(exit, trouble));
        crew.change(() -> {}); // whoever waits for a job for it does so in vain
    }

    // Starting

    /**
     * Sets the worker up; whether it can be given jobs.
     *
     * @param order what follows the kind of the message and the name of the worker
     */
    boolean setUp(Object[] order, long limitNanos) throws InterruptedException {
        long deadline = System.nanoTime() + limitNanos;
        boolean linked = false;
        for (; ; ) {
            Event event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                String missing = linked ? initializer() + " had not returned" : "worker " + child + " had not come in";
                crew.breakDown(missing + " after " + TimeUnit.NANOSECONDS.toMillis(limitNanos) + " ms", null);
                end(true);
                return false;
            }
            if (event instanceof Event.Linked) {
                linked = true;
                Object[] message = new Object[2 + order.length];
                message[0] = Protocol.JOIN;
                message[1] = child.id().name();
                System.arraycopy(order, 0, message, 2, order.length);
                if (!child.send(message) && !gone) {
                    crew.breakDown(
                            "what worker " + child + " is to begin with, the initializer with its arguments,"
                                    + " is too large for its heap",
                            null);
                    end(true);
                }
            } else if (event instanceof Event.Over over) {
                lostAtStart(over);
                return false;
            } else if (((Event.Received) event).message()[0] instanceof Integer kind) {
                if (kind == Protocol.READY) {
                    ready = true;
                    return true;
                }
                if (kind == Protocol.UNREADY) {
                    Throwable error =
                            Portraits.restore((Object[]) ((Event.Received) event).message()[1], crew.packer()::unpack);
                    crew.breakDown(initializer() + " threw " + Description.of(error), error);
                    end(false);
                    return false;
                }
            }
        }
    }

    private String initializer() {
        return "the initializer of worker " + child.id().name();
    }

    private void lostAtStart(Event.Over over) {
        if (!dismissed) {
            String words = over.exit.lastWords();
            crew.casualties()
                    .notStarted("worker " + child + " ended with code " + over.exit.code() + " before it was ready"
                            + (over.trouble == null ? "" : ": " + over.trouble.getMessage())
                            + (words.isEmpty() ? "" : ". Last words: " + words));
        }
    }

    // Working

    /** Whether the worker is set up, and so may have had something to do. */
    boolean isReady() {
        return ready;
    }

    /** Whether the worker has ended. */
    boolean isGone() {
        return gone;
    }

    /** Whether the worker has been made to end. */
    boolean isDismissed() {
        return dismissed;
    }

    /** A borrower has left something to be done by the desk's thread. Under the lock of the crew. */
    void giveReturned() {
        returned = true;
    }

    /** Whether a borrower has left something to be done, which the caller does now. Under the lock of the crew. */
    boolean takeReturned() {
        boolean left = returned;
        returned = false;
        return left;
    }

    /** For the desk's thread. */
    Spin spin() {
        return spin;
    }

    /** What the worker does. */
    Workload workload() {
        return workload;
    }

    /** Only once the worker is launched. */
    Child child() {
        return child;
    }

    /** A worker that was ready has died, and was not made to. */
    void noteLoss(Event.Over over) {
        crew.casualties().lost("worker " + child + " ended with code " + over.exit.code());
    }

    /** Ends the worker, without counting it as lost. */
    void end(boolean hard) {
        dismissed = true;
        workload.shut();
        Child ended = child;
        if (ended == null) {
            return; // it is being launched: its desk looks at what was asked of the crew
        }
        if (hard) {
            ended.kill();
            workload.stopper().stopReading(true);
        } else {
            ended.terminate();
        }
    }

    // Leaving

    /** Lets the worker go, and waits until it is gone. */
    void dismiss() throws InterruptedException {
        if (gone) {
            noteIdleDeath();
            return;
        }
        long grace = crew.plan().settings().stopGraceNanos();
        boolean asked = dismissed;
        dismissed = true;
        if (!asked) {
            child.send(Protocol.LEAVE);
        }
        if (!awaitOver(grace)) {
            child.terminate();
            if (!awaitOver(grace)) {
                child.kill();
                awaitOver(Long.MAX_VALUE);
            }
        }
    }

    /** That of a worker that had something to do, or was not ready, was noted at once. */
    private void noteIdleDeath() {
        for (Event event = events.poll(); event != null; event = events.poll()) {
            if (event instanceof Event.Over over && !dismissed) {
                noteLoss(over);
            }
        }
    }

    /** Waits until the worker is over; whether it is. */
    private boolean awaitOver(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2);
        for (; ; ) {
            Event event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                return false;
            }
            if (event instanceof Event.Over) {
                return true;
            }
        }
    }
}
