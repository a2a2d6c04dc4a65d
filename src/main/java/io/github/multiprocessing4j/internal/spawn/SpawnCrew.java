package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Crew;
import io.github.multiprocessing4j.internal.engine.CrewPlan;
import io.github.multiprocessing4j.internal.engine.Job;
import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.engine.StopWatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The workers of a pool, as child JVMs. */
final class SpawnCrew implements Crew {

    /*
     * Jobs wait in one backlog. Each place in the crew has a thread, see Position, which hires a worker when there is work
     * for one more, gives it jobs at its Desk, and sees it off. A job is claimed when a worker is ready for it; a worker
     * that does many in a moment is given some ahead, which come back when another one has nothing to do.
     *
     * What is decided about the crew as a whole is decided under the lock. No code of a user runs under it, and nothing
     * is sent under it.
     */

    private final CrewPlan plan;
    private final Packer packer;
    private final Hiring hiring;
    private final StopWatch stopWatch;
    private final Casualties casualties;
    private final Desks desks = new Desks();
    private final Lookout lookout = new Lookout();

    private final AtomicInteger placesMade = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All guarded by the lock.

    private final IdleDesks<Desk> idle;

    private final Load load;

    private final Lending lending;

    /** How many places have a worker, or are hiring one. */
    private int staffed;

    /** How many places have a thread. */
    private int places;

    private volatile boolean closing;
    private volatile boolean terminated;
    private volatile Outcome.Broken broken;

    private SpawnCrew(CrewPlan plan, int depth, Packer packer) {
        this.plan = plan;
        this.packer = packer;
        this.hiring = new Hiring(plan, depth, packer);
        this.stopWatch = new StopWatch("mp-" + plan.name() + "-timer");
        this.load = new Load(plan.size());
        this.idle = new IdleDesks<>(lock, plan.settings().idleNanos());
        this.lending = new Lending(this, lock, load, idle);
        this.casualties = new Casualties(plan.size() + plan.settings().spares(), reason -> breakDown(reason, null));
    }

    /**
     * Makes a crew, and launches its first worker; places for spare ones are opened by whoever makes it.
     *
     * @param depth how many levels its workers are below the program
     * @throws IOException if that cannot be started
     */
    static SpawnCrew start(CrewPlan plan, int depth, Packer packer) throws IOException {
        SpawnCrew crew = new SpawnCrew(plan, depth, packer);
        Object[] order = crew.hiring.order();
        Desk desk = new Desk(crew);
        desk.launch(crew.hiring.next());
        crew.openPlace(desk, order);
        return crew;
    }

    CrewPlan plan() {
        return plan;
    }

    Packer packer() {
        return packer;
    }

    StopWatch stopWatch() {
        return stopWatch;
    }

    Hiring hiring() {
        return hiring;
    }

    // Handing in

    @Override
    public void prepare(Job job) {
        job.pack(PackedWork.of(job.work(), packer));
    }

    @Override
    public void submit(Job job) {
        add(job, false);
    }

    @Override
    public void submitAgain(Job job) {
        leaveToUser(); // it is written once more
        try {
            prepare(job);
        } catch (RuntimeException | Error unportable) { // the user has changed it meanwhile
            job.conclude(new Outcome.Raised(unportable, null));
            return;
        }
        add(job, true);
    }

    /** Takes back a job that was claimed for a worker who could not begin it. */
    void putBack(Job job) {
        if (job.putBack()) {
            add(job, true);
        }
    }

    private void add(Job job, boolean again) {
        boolean refused;
        int more = 0;
        lock.lock();
        try {
            refused = terminated || broken != null;
            if (!refused) {
                load.add(job, again);
                more = wanted() - places;
                if (load.exceedsComing()) {
                    idle.tellOne(); // else those will see it who come in a moment, and whose workers are awake
                }
                if (staffed < wanted()) {
                    changed.signalAll(); // for the places that have no worker
                }
            }
        } finally {
            lock.unlock();
        }
        if (refused) {
            job.conclude(refusal());
        }
        openPlaces(more);
    }

    private Outcome refusal() {
        return broken != null ? broken : Outcome.Stopped.unstarted(Outcome.Reason.TERMINATED);
    }

    // Places

    /** For how many workers there is work, with the spare ones. Under the lock. */
    private int wanted() {
        return Math.min(plan.size(), load.jobs()) + plan.settings().spares();
    }

    /** Opens so many places more, as far as there may be; each hires a worker when one is wanted. */
    void openPlaces(int more) {
        for (int i = 0; i < more; i++) {
            openPlace(null, null);
        }
    }

    private void openPlace(Desk first, Object[] order) {
        lock.lock();
        try {
            if (places == plan.size() + plan.settings().spares()) {
                return;
            }
            places++;
            if (first != null) {
                staffed++;
            }
        } finally {
            lock.unlock();
        }
        Thread thread = new Position(this, first, order).thread(placesMade.incrementAndGet());
        try {
            thread.start();
        } catch (Throwable noThread) {
            closePlace();
            throw noThread;
        }
    }

    /** The thread of a place does not come back from its desk: another one does what is left for it to do there. */
    void takeOver(Desk desk) {
        Position.inPlaceAt(desk, this).thread(placesMade.incrementAndGet()).start();
    }

    /** A place is given up: called by its thread, as its last act. */
    void closePlace() {
        boolean last;
        lock.lock();
        try {
            places--;
            last = places == 0 && isEnding();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (last) {
            stopWatch.close();
        }
    }

    /** Waits until a worker is wanted; false if none ever will be. */
    boolean awaitVacancy() throws InterruptedException {
        lock.lock();
        try {
            while (!isEnding()) {
                if (staffed < wanted()) {
                    staffed++;
                    return true;
                }
                changed.await();
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    boolean isEnding() {
        return terminated || broken != null || closing;
    }

    /** A place has lost its worker, or let it go. */
    void vacate(Desk desk) {
        desks.remove(desk);
        change(() -> staffed--);
    }

    /** A worker is hired: from now on it is among those who can be stopped. */
    void enter(Desk desk) {
        desks.add(desk);
        if (terminated || closing) {
            desk.end(true); // it has not begun
        }
    }

    /** Waits a while before a worker is hired in the place of one that did not start. */
    void backOff(int failures) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(50L << Math.min(failures, 5));
        lock.lock();
        try {
            while (left > 0 && !isEnding()) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is to be done next at a desk that has nothing to do; null if its worker is to go. */
    Turn next(Desk desk) throws InterruptedException {
        long left = idle.longest();
        boolean recalled = false;
        lock.lock();
        try {
            for (; ; ) {
                if (desk.takeReturned()) {
                    return desk.workload()::attend;
                }
                if (terminated || broken != null || desk.isGone()) {
                    return null;
                }
                Job job = load.claim();
                if (job != null) {
                    return () -> desk.workload().serve(job);
                }
                boolean recallable = load.isRecallable(); // some have not begun all that they have
                if (recallable && !recalled) {
                    recall();
                    recalled = true;
                    continue; // what has come back meanwhile was signalled to nobody
                } else if (!recallable && (closing || left <= 0)) {
                    return null;
                }
                recalled = false;
                left = idle.await(desk, desk.spin(), left);
            }
        } finally {
            tellIdle();
            lock.unlock();
        }
    }

    @Override
    public void submitAwaited(Job job) {
        if (!lending.serve(job)) {
            submit(job);
        }
    }

    @Override
    public void leaveToUser() {
        desks.leaveSeats();
    }

    /** Tells idle desks of what there is for them: jobs, jobs that others have ahead, or the end. Under the lock. */
    void tellIdle() {
        if (isEnding()) {
            idle.tellAll();
        } else if (load.isForMore()) {
            idle.tellOne();
        }
    }

    /** Asks one of them to give back what it has not begun. Under the lock, which is released meanwhile. */
    private void recall() {
        lock.unlock();
        try {
            desks.recallMost();
        } finally {
            lock.lock();
        }
    }

    /**
     * Jobs for a worker to have ahead, claimed for it.
     *
     * @param most how many
     * @param bytes how many bytes they may have
     */
    List<Job> ahead(int most, long bytes) {
        lock.lock();
        try {
            return terminated || broken != null ? List.of() : load.ahead(most, bytes);
        } finally {
            lock.unlock();
        }
    }

    /** A job that was given is out of the hands of the worker. */
    void handedBack() {
        load.handedBack();
    }

    /**
     * A worker to whom {@link #next} has given something has nothing left.
     *
     * @param finished whether {@link #finishing} was told of it
     * @param staying whether its desk comes for more at once
     */
    void rest(boolean finished, boolean staying) {
        note(() -> {
            load.rest(finished);
            if (!staying) {
                tellIdle();
            }
        });
    }

    /** A worker that was given something has nothing left, and its desk is about to say so by {@link #rest}. */
    void finishing() {
        note(load::finishing);
    }

    /** Changes something, and lets those who wait look again. */
    void change(Runnable state) {
        note(() -> {
            state.run();
            changed.signalAll();
            idle.tellAll();
        });
    }

    /** Changes something for which nobody waits. */
    private void note(Runnable state) {
        lock.lock();
        try {
            state.run();
        } finally {
            lock.unlock();
        }
    }

    // What goes wrong

    /** The workers that were lost. */
    Casualties casualties() {
        return casualties;
    }

    /** Gives up: nothing is run any more. */
    void breakDown(String reason, Throwable cause) {
        change(() -> {
            if (broken == null && !terminated) {
                broken = new Outcome.Broken(reason, cause);
            }
        });
        emptyBacklog();
    }

    private void emptyBacklog() {
        List<Job> left = new ArrayList<>();
        note(() -> load.drainTo(left));
        left.forEach(job -> job.conclude(refusal()));
    }

    // Stopping

    @Override
    public void stop(Job job, Outcome.Reason reason) {
        desks.stop(job, reason);
    }

    @Override
    public void attend(BooleanSupplier done) {
        if (!lookout.attend(done)) {
            note(this::tellIdle); // there may be a job that a desk is about to come for, and does not
        }
    }

    // Ending

    @Override
    public void shutdown() {
        change(() -> closing = true);
        desks.endUnready();
    }

    @Override
    public void terminate() {
        change(() -> terminated = true);
        emptyBacklog();
        desks.endAll(stopWatch, plan.settings().stopGraceNanos());
        shutdown();
    }

    @Override
    public boolean awaitEnd(long nanos) throws InterruptedException {
        long start = System.nanoTime();
        lock.lock();
        try {
            long left = nanos; // a crew that has ended has, for an interrupted thread too
            while (places > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (places > 0) {
                return false;
            }
        } finally {
            lock.unlock();
        }
        return stopWatch.awaitEnd(nanos - (System.nanoTime() - start));
    }
}
