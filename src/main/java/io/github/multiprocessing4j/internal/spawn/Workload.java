package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import io.github.multiprocessing4j.internal.worker.Frames;
import io.github.multiprocessing4j.internal.worker.Protocol;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The jobs of one worker: gives them to it, some of them ahead of time, says what comes of each, and stops them.
 *
 * <p>What a worker was given ahead comes back when it is wanted elsewhere, or when what it does takes long; so no job
 * waits behind another one while there is somebody to do it. Its time begins when the worker comes to it. If the worker
 * is lost, it was not begun, and is given to another one.
 *
 * <p>Belongs to the thread of a desk, but for what stops jobs. To read a result runs code of the user, on that thread.
 * When its job is to be stopped, and the thread does not come back, another one takes its place.
 */
final class Workload {

    /** How long a job may keep others waiting that the worker was given ahead. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Desk desk;
    private final SpawnCrew crew;
    private final BlockingQueue<Desk.Event> events;
    private final InFlight line = new InFlight();
    private final Answers answers;
    private final Stopper stopper;
    private final KnownRecipe recipe = new KnownRecipe();

    /** Whether the worker was asked to give back what it has not begun, and has not done so yet. */
    private final AtomicBoolean recalling = new AtomicBoolean();

    // The desk's thread alone has what follows.

    private final Lookahead lookahead;

    /** The number of the last job. */
    private long number = 1;

    private int served;
    private boolean spent;

    /** Whether the crew was told that the worker has nothing left to do. */
    private boolean finishing;

    Workload(Desk desk, SpawnCrew crew, BlockingQueue<Desk.Event> events) {
        this.desk = desk;
        this.crew = crew;
        this.events = events;
        this.answers = new Answers(desk, crew.packer());
        this.stopper = new Stopper(desk, crew, line, answers.reading());
        this.lookahead = new Lookahead(crew.plan().settings().memoryLimit() > 0); // it is weighed after each job
    }

    /** How many jobs it has been given ahead. */
    int ahead() {
        return recalling.get() ? 0 : line.size() - 1;
    }

    /** Gives the worker a job that was claimed for it, and others while it is at it; whether it can be given more. */
    boolean serve(Job job) throws InterruptedException {
        try {
            return give(job) & attend();
        } catch (RuntimeException | Error failure) {
            job.conclude(new Outcome.Raised(failure, desk.child().id()));
            for (Running each : line.all()) {
                each.job().conclude(new Outcome.Raised(failure, desk.child().id()));
            }
            throw failure;
        }
    }

    /** Gives the worker a job, after those that it has; whether it can be given more. */
    private boolean give(Job job) {
        PackedWork packed = (PackedWork) job.parcel();
        Running mine = new Running(
                job,
                ++number,
                desk.child().id(),
                packed == null ? 0 : packed.encoded().length());
        if (!line.add(mine)) {
            crew.putBack(job);
            crew.handedBack();
            return false;
        }
        if (packed == null || job.isOver()) {
            forget(mine); // stopped meanwhile
            return true;
        }
        try {
            desk.child().check(packed.encoded());
            if (packed.recipe() != null) {
                desk.child().check(packed.recipe().encoded());
            }
        } catch (EncodingFailure tooLong) {
            job.conclude(new Outcome.Raised(crew.packer().refusal(tooLong), null));
            forget(mine);
            return true;
        }
        String place = crew.packer().placeOf(job.loader());
        if (desk.isGone() || !recipe.send(desk.child(), line.first() != mine, mine.number(), place, packed)) {
            forget(mine);
            crew.putBack(job); // it was not begun
            return false;
        }
        served++;
        if (line.first() == mine) {
            start(mine);
        }
        return true;
    }

    private void forget(Running mine) {
        line.remove(mine);
        crew.handedBack();
    }

    /** The worker comes to a job: from now on its time counts. */
    private void start(Running mine) {
        mine.startClock();
        Job job = mine.job();
        if (job.limitNanos() > 0) {
            mine.start(crew.stopWatch().after(job.limitNanos(), () -> crew.stop(job, Outcome.Reason.TIME_LIMIT)));
        }
        if (mine.isTold()) { // while it was ahead
            stopper.escalate(mine);
        }
    }

    /**
     * Waits for what the worker was given, and gives it more; whether it can be given more when it has nothing left.
     */
    boolean attend() throws InterruptedException {
        try {
            while (line.size() > 0) {
                Desk.Event event = next();
                if (event == null) {
                    recall();
                } else if (event instanceof Desk.Event.Over over) {
                    lost(over);
                    return false;
                } else {
                    hear(((Desk.Event.Received) event).message());
                    if (isAbandoned()) {
                        return false;
                    }
                    giveAhead();
                    if (line.isFirstTold()) {
                        recall(); // it was told while something was given ahead
                    }
                }
            }
        } finally {
            desk.child().leaveSeat();
        }
        recipe.rest(desk.child(), crew.stopWatch());
        return !isSpent() && !line.isShut();
    }

    /** What is heard next; null if nothing is for a while, and there are jobs ahead. */
    private Desk.Event next() throws InterruptedException {
        Thread.interrupted(); // by code of the user that has read a result, or was told of one
        Desk.Event event = soon();
        if (event != null) {
            return event;
        }
        return ahead() > 0 ? events.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS) : events.take();
    }

    /** What is heard next, if that is soon; else null, and the child's thread listens again. */
    private Desk.Event soon() {
        listen();
        return events.poll();
    }

    /** Looks for what is heard next, for a moment. */
    private void listen() {
        if (events.isEmpty()) {
            desk.child().attendSeated(() -> !events.isEmpty());
        }
    }

    /**
     * Gives the worker a job, in the place of the desk's thread, and hears what comes of it if that is soon. Runs no
     * code of a user but what gives the work's bytes away.
     *
     * @return whether the worker has nothing left, and can be given more; otherwise there is something to
     *     {@link #attend} to, if only its end
     */
    boolean serveAtOnce(Job job) {
        try {
            boolean fit = give(job);
            while (fit && line.size() > 0) {
                listen();
                Desk.Event event = events.peek();
                if (!(event instanceof Desk.Event.Received received) || !Answers.isBrief(received.message())) {
                    return false;
                }
                events.remove();
                hear(received.message());
            }
            if (fit) {
                recipe.rest(desk.child(), crew.stopWatch());
            }
            return fit && !isSpent() && !line.isShut() && !desk.isGone();
        } catch (RuntimeException | Error failure) {
            job.conclude(new Outcome.Raised(failure, desk.child().id()));
            desk.end(true);
            return false;
        } finally {
            desk.child().leaveSeat();
        }
    }

    /** Whether the crew was told that this comes to its end, and now it has. */
    boolean endFinishing() {
        boolean told = finishing;
        finishing = false;
        return told;
    }

    private boolean isSpent() {
        return spent || left() == 0;
    }

    /** How many jobs the worker may still be given. */
    private int left() {
        int most = crew.plan().maxJobsPerWorker();
        return most == 0 ? Integer.MAX_VALUE : most - served;
    }

    private void giveAhead() {
        if (line.size() > lookahead.most() / 2) {
            return; // it has enough: some are given at once
        }
        int room = Math.min(lookahead.most() - line.size(), left());
        if (room <= 0 || spent || recalling.get() || line.size() == 0 || line.isFirstTold()) {
            return; // what is told to stop may take long, and the worker may not live
        }
        Iterator<Job> claimed =
                crew.ahead(room, Lookahead.MOST_BYTES - line.bytes()).iterator();
        try {
            while (claimed.hasNext()) {
                give(claimed.next());
            }
        } finally {
            claimed.forEachRemaining(
                    job -> { // something is wrong here: others may do them
                        crew.putBack(job);
                        crew.handedBack();
                    });
        }
    }

    private void hear(Object[] message) {
        try {
            int kind = (int) message[0];
            if (kind == Protocol.BEGUN) {
                expected((long) message[1]).begin();
            } else if (kind == Protocol.STACK) {
                Running mine = line.of((long) message[1]);
                if (mine != null) {
                    StackTraceElement[] where = Frames.fromPlain((Object[]) message[2]);
                    mine.job().conclude(mine.stopped(Outcome.Reason.TIME_LIMIT, where));
                }
            } else if (kind == Protocol.RETURNED) {
                returned((Object[]) message[1]);
            } else if (kind == Protocol.DONE) {
                done(expected((long) message[1]), message);
            }
        } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException malformed) {
            desk.child().kill(); // it does not speak as a worker does; what becomes of its jobs is seen when it is over
        }
    }

    /** The first job, which alone can have begun and be done. */
    private Running expected(long told) {
        Running first = line.first();
        if (first == null || first.number() != told) {
            throw new IndexOutOfBoundsException("job " + told + " is not what the worker has to do next");
        }
        return first;
    }

    private void done(Running mine, Object[] message) {
        long limit = crew.plan().settings().memoryLimit();
        spent |= (boolean) message[3] || limit > 0 && (long) message[2] > limit;
        lookahead.note(mine.nanos());
        line.open();
        Running next = line.first();
        if (next != null) {
            start(next);
        }
        if ((long) message[6] != Protocol.NOTHING) {
            expected((long) message[6]).begin();
        }
        if (next == null) {
            finishing = true;
            crew.finishing(); // before anybody hears of the outcome, who may have more to do
        }
        if (mine.isLate()) {
            mine.job().conclude(mine.stopped(Outcome.Reason.TIME_LIMIT)); // whatever it gives, it gives too late
        }
        if (!mine.job().isOver()) {
            Outcome outcome = answers.outcome(message);
            mine.job().conclude(mine.isLate() ? mine.stopped(Outcome.Reason.TIME_LIMIT) : outcome);
        } else {
            answers.discard(message);
        }
        if (!isAbandoned()) {
            closeAnswer();
        }
    }

    /** The answer in hand is read, or its reader was abandoned. */
    void closeAnswer() {
        line.close().end();
        crew.casualties().reset(); // workers can do something
        crew.handedBack();
    }

    /** The worker has not begun some jobs, and will not. */
    private void returned(Object[] numbers) {
        recalling.set(false);
        for (Object each : numbers) {
            Running mine = line.of((long) each);
            if (mine == null || mine.isBegun()) {
                throw new IndexOutOfBoundsException("job " + each + " cannot be given back");
            }
            boolean first = line.first() == mine;
            served--;
            mine.end();
            forget(mine);
            crew.putBack(mine.job());
            if (first && line.first() != null) {
                start(line.first());
            }
        }
    }

    /** Asks for what the worker has not begun. Called from any thread. */
    void recall() {
        if (line.size() > 1 && recalling.compareAndSet(false, true)) {
            desk.child().send(Protocol.RECALL);
        }
    }

    /** Whether the calling thread was abandoned here, so that it must touch neither the desk nor the crew. */
    boolean isAbandoned() {
        return answers.reading().hasLeft();
    }

    private void lost(Desk.Event.Over over) {
        line.shut();
        Running first = line.first();
        boolean wanted = desk.isDismissed() || first == null || first.job().isOver();
        for (Running each : line.all()) {
            each.end();
            line.remove(each);
            crew.handedBack();
            PackedWork packed = (PackedWork) each.job().parcel();
            if (each.isLate()) {
                each.job().conclude(each.stopped(Outcome.Reason.TIME_LIMIT)); // it did not live to say where it was
            } else if (each != first
                    || !each.isBegun() && !desk.isDismissed() && packed != null && packed.mayReturn()) {
                crew.putBack(each.job());
            } else {
                each.job().conclude(new Outcome.Lost(desk.child().id(), over.exit(), each.after()));
            }
        }
        if (!wanted) {
            desk.noteLoss(over);
        }
    }

    // Stopping: called from any thread

    /** A job that the worker was given; null if it was not. */
    Running inFlight(Job job) {
        return line.of(job);
    }

    /** All jobs that the worker was given. */
    List<Running> inFlight() {
        return line.all();
    }

    /** The outcome of a job that the worker was given, and that is stopped now. */
    Outcome.Stopped stopped(Running mine, Outcome.Reason reason) {
        return line.isAhead(mine) ? Outcome.Stopped.unstarted(reason) : mine.stopped(reason);
    }

    /** Makes the worker stop jobs. */
    Stopper stopper() {
        return stopper;
    }

    /** The worker is given nothing any more. Called from any thread. */
    void shut() {
        line.shut();
    }
}
