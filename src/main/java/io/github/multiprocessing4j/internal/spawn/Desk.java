package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Description;
import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.WorkerExit;
import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import io.github.multiprocessing4j.internal.worker.Frames;
import io.github.multiprocessing4j.internal.worker.Portraits;
import io.github.multiprocessing4j.internal.worker.Protocol;
import io.github.multiprocessing4j.internal.worker.Results;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One worker of a crew, as the parent sees it: gives it one job after the other, and says what comes of each.
 *
 * <p>Belongs to one thread, which is the only one that waits for the worker. What the child's thread hears comes to it
 * as events, in order.
 *
 * <p>To read a result runs code of the user, on that thread. When its job is to be stopped and the worker has had to be
 * killed for it, and the thread has not come back, another one takes its place.
 */
final class Desk implements Child.Owner {

    /*
     * starting -> ready     READY has come
     * starting -> over      the set-up has thrown or taken too long, or the worker has died
     * ready    -> over      the worker has died; or was dismissed, and has gone
     */

    /** How long one waits to hear where a job is that has run out of time. */
    private static final long STACK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SpawnCrew crew;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final ResultReading reading = new ResultReading();

    /** Written once, by the desk's thread. */
    private volatile Child child;

    /** So that no worker is made to end for one job, and given another one. */
    private final ReentrantLock turn = new ReentrantLock();

    /** What the worker is doing; null for nothing. Written by the desk's thread, under the lock. */
    private volatile Running running;

    /** The job that has run out of time, and is stopped for that; null for none. Written by the stopwatch's thread. */
    private volatile Running late;

    /** Whether the worker has been made to end, and so is not lost. It is given nothing any more. */
    private volatile boolean dismissed;

    /** Whether the worker is set up. */
    private volatile boolean ready;

    /** Whether the worker is over, as the child's thread has seen. */
    private volatile boolean gone;

    /** The number of the last job. The desk's thread alone, as what follows. */
    private long number = 1;

    private int served;
    private boolean spent;

    /** Something that the child's thread has seen. */
    private sealed interface Event {

        record Linked() implements Event {}

        record Received(Object[] message) implements Event {}

        record Over(WorkerExit exit, IOException trouble) implements Event {}
    }

    Desk(SpawnCrew crew) {
        this.crew = crew;
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
        crew.look();
    }

    // Starting

    /**
     * Sets the worker up; whether it can be given jobs.
     *
     * @param order what follows the kind of the message and the name of the worker
     */
    boolean setUp(Object[] order, long limitNanos) throws InterruptedException {
        long deadline = System.nanoTime() + limitNanos;
        for (; ; ) {
            Event event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                crew.breakDown(
                        initializer() + " had not returned after " + TimeUnit.NANOSECONDS.toMillis(limitNanos) + " ms",
                        null);
                end(true);
                return false;
            }
            if (event instanceof Event.Linked) {
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
            crew.notStarted("worker " + child + " ended with code " + over.exit.code() + " before it was ready"
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

    /** Gives the worker a job that was claimed for it; whether it can be given another one. */
    boolean serve(Job job) throws InterruptedException {
        number++;
        Running mine = new Running(job, number, child.id(), System.nanoTime());
        Future<?> limit = null;
        try {
            if (!turnTo(mine)) {
                crew.putBack(job);
                return false;
            }
            PackedWork packed = (PackedWork) job.parcel();
            if (packed == null || job.isOver()) {
                return true; // stopped meanwhile
            }
            child.check(packed.encoded());
            if (gone || !child.send(Protocol.TASK, number, crew.packer().placeOf(job.loader()), packed.encoded())) {
                crew.putBack(job); // it was not begun
                return false;
            }
            served++;
            if (job.limitNanos() > 0) {
                limit = crew.stopWatch().after(job.limitNanos(), () -> crew.stop(job, Outcome.Reason.TIME_LIMIT));
            }
            return awaitEndOf(mine) && !isSpent();
        } catch (EncodingFailure tooLong) {
            job.conclude(new Outcome.Raised(crew.packer().refusal(tooLong), null));
            return true;
        } catch (RuntimeException | Error failure) {
            job.conclude(new Outcome.Raised(failure, child.id()));
            throw failure;
        } finally {
            if (limit != null) {
                limit.cancel(false);
            }
            if (!isAbandoned()) {
                turnTo(null);
            }
        }
    }

    /** Turns to a job, or to none; false if the worker is to end. */
    private boolean turnTo(Running next) {
        turn.lock();
        try {
            running = next;
            return !dismissed;
        } finally {
            turn.unlock();
        }
    }

    private boolean isSpent() {
        int most = crew.plan().maxJobsPerWorker();
        return spent || most > 0 && served >= most;
    }

    /** Waits for the end of the job in hand; whether the worker lives. */
    private boolean awaitEndOf(Running mine) throws InterruptedException {
        boolean begun = false;
        for (; ; ) {
            Event event = events.take();
            if (event instanceof Event.Over over) {
                lost(mine, begun, over);
                return false;
            }
            Object[] message = ((Event.Received) event).message();
            try {
                begun |= (int) message[0] == Protocol.BEGUN;
                if (isEnd(mine, message)) {
                    return true;
                }
            } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException malformed) {
                child.kill(); // it does not speak as a worker does; what becomes of the job is seen when it is over
            }
        }
    }

    private boolean isEnd(Running mine, Object[] message) {
        int kind = (int) message[0];
        if (kind == Protocol.STACK && (long) message[1] == mine.number()) {
            StackTraceElement[] where = Frames.fromPlain((Object[]) message[2]);
            mine.job().conclude(mine.stopped(Outcome.Reason.TIME_LIMIT, where));
        } else if (kind == Protocol.DONE) {
            done(mine, message);
            return true;
        }
        return false;
    }

    private void done(Running mine, Object[] message) {
        long limit = crew.plan().settings().memoryLimit();
        spent = (boolean) message[3] || limit > 0 && (long) message[2] > limit;
        crew.workDone();
        if (late == mine) {
            mine.job().conclude(mine.stopped(Outcome.Reason.TIME_LIMIT)); // whatever it gives, it gives too late
        }
        if (mine.job().isOver()) {
            if (message[4] != null) {
                crew.packer().discard((Encoded) message[4]);
            }
            return;
        }
        Outcome outcome;
        reading.begin();
        try {
            outcome = message[4] == null
                    ? new Outcome.Raised(Portraits.restore((Object[]) message[5], crew.packer()::unpack), child.id())
                    : new Outcome.Value(
                            Results.unpack((Encoded) message[4], (Object[]) message[5], crew.packer()::unpack),
                            child.id());
        } catch (DecodingFailure | RuntimeException | Error unreadable) { // no memory for it, among others
            outcome = new Outcome.Raised(unreadable, child.id());
        } finally {
            reading.end();
        }
        mine.job().conclude(outcome);
    }

    /** Whether the calling thread was abandoned here, so that it must touch neither the desk nor the crew. */
    boolean isAbandoned() {
        return reading.hasLeft();
    }

    private void lost(Running mine, boolean begun, Event.Over over) {
        boolean wanted = dismissed || mine.job().isOver();
        PackedWork packed = (PackedWork) mine.job().parcel();
        if (late == mine) {
            mine.job().conclude(mine.stopped(Outcome.Reason.TIME_LIMIT)); // it did not live to say where it was
        } else if (!begun && !dismissed && packed != null && packed.mayReturn()) {
            crew.putBack(mine.job());
        } else {
            mine.job().conclude(new Outcome.Lost(child.id(), over.exit, mine.after()));
        }
        if (!wanted) {
            lost(over);
        }
    }

    private void lost(Event.Over over) {
        crew.lost("worker " + child + " ended with code " + over.exit.code());
    }

    // Stopping: called from any thread

    /** The job in hand, if it is this one. */
    Running handOf(Job job) {
        Running now = running;
        return now != null && now.job() == job ? now : null;
    }

    Running hand() {
        return running;
    }

    /** Makes the worker stop what nobody waits for any more: asks, then asks the process to end, then kills it. */
    void stop(Running stopped) {
        child.send(Protocol.STOP, stopped.number(), false);
        escalate(stopped);
    }

    /** Stops a job that has run out of time, which is concluded when it is known where it is. */
    void timeOut(Running stopped) {
        late = stopped;
        child.send(Protocol.STOP, stopped.number(), true);
        crew.stopWatch().after(STACK_NANOS, () -> stopped.job().conclude(stopped.stopped(Outcome.Reason.TIME_LIMIT)));
        escalate(stopped);
    }

    private void escalate(Running stopped) {
        long grace = crew.plan().settings().stopGraceNanos();
        long soft = Math.min(STACK_NANOS, grace);
        crew.stopWatch().after(soft, () -> end(stopped, false));
        crew.stopWatch().after(soft + grace, () -> end(stopped, true));
    }

    private void end(Running stopped, boolean hard) {
        turn.lock();
        try {
            if (running != stopped) {
                return;
            }
            dismissed = true;
        } finally {
            turn.unlock();
        }
        end(hard);
    }

    /** Ends the worker, without counting it as lost. */
    void end(boolean hard) {
        dismissed = true;
        Child ended = child;
        if (ended == null) {
            return; // it is being launched: its desk looks at what was asked of the crew
        }
        if (hard) {
            ended.kill();
            if (reading.abandon()) {
                turnTo(null);
                crew.takeOver(this);
            }
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
                lost(over);
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
