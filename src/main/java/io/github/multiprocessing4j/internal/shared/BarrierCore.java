package io.github.multiprocessing4j.internal.shared;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A point where a number of parties wait for each other, round after round.
 *
 * <p>The action is user code, and so is not run here but by the party that came last, with no lock held.
 */
public final class BarrierCore extends TravellingCore implements SharedBarrier {

    /*
     * The way of a round:
     *
     * filling -> passed     the last party has come, and there is no action
     * filling -> full       the last party has come; it runs the action when its round is the first of the full ones
     * full    -> passed     finish(true)
     * filling -> broken     abort, reset; a party has given up, or is gone; the action of an earlier round has failed
     * full    -> broken     abort, reset; finish(false) for it or an earlier round; who runs the action is gone
     *
     * A full round is decided: time that runs out and interrupts of its parties count no more.
     * Parties that come in the meantime fill the next round, whose action is run when the one before has ended
     * or its round was broken.
     */
    private record Round(long number, List<Reply<Arrival>> waiting) {}

    private final int parties;
    private final boolean acts;

    // All guarded by lock.
    private Round filling = new Round(0, new ArrayList<>());
    private final Deque<Round> full = new ArrayDeque<>();
    private String broken; // why; null while it is not

    /** The realm of the party that runs the action of the first full round, if that is not this one; else null. */
    private String actingRealm;

    /**
     * A barrier.
     *
     * @param parties how many meet, at least 1
     * @param acts whether the last to come runs an action
     */
    public BarrierCore(int parties, boolean acts) {
        this.parties = parties;
        this.acts = acts;
    }

    @Override
    public int waiting() {
        lock.lock();
        try {
            return filling.waiting.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isBroken() {
        lock.lock();
        try {
            return broken != null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void arrive(Reply<Arrival> reply) {
        lock.lock();
        try {
            if (broken != null) {
                reply.complete(new Arrival.Broken(broken));
                return;
            }
            filling.waiting.add(reply);
            if (filling.waiting.size() < parties) {
                return;
            }
            Round complete = filling;
            startRound();
            if (!acts) {
                pass(complete);
                return;
            }
            full.add(complete);
            if (full.size() == 1) {
                act(complete);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean finish(long round, boolean succeeded) {
        lock.lock();
        try {
            if (full.isEmpty() || full.peek().number != round) {
                return false;
            }
            if (!succeeded) {
                breakAll("its action failed");
                return false;
            }
            pass(full.poll());
            if (!full.isEmpty()) {
                act(full.peek());
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void abort() {
        lock.lock();
        try {
            breakAll("it was aborted");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reset() {
        lock.lock();
        try {
            breakAll("it was reset");
            broken = null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void miss() {
        lock.lock();
        try {
            breakFilling("a party was interrupted");
        } finally {
            lock.unlock();
        }
    }

    /** Breaks the barrier, unless it was the turn of everybody in the round before. */
    @Override
    public boolean withdraw(Reply<?> reply) {
        lock.lock();
        try {
            boolean waited = filling.waiting.remove(reply);
            if (waited) {
                breakFilling("a party ran out of time or was interrupted");
            }
            return waited;
        } finally {
            lock.unlock();
        }
    }

    /** A party that was waiting is gone: nobody can meet it. */
    @Override
    void drop(Reply<?> reply) {
        lock.lock();
        try {
            if (filling.waiting.contains(reply)) {
                breakFilling("a party is gone with its process");
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    void bereave(Departed gone) {
        lock.lock();
        try {
            if (!full.isEmpty() && actingRealm != null && gone.test(actingRealm)) {
                breakAll("the party that ran its action is gone with its process");
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    Host makeHost(Exchange exchange) {
        return new BarrierHost(exchange, this);
    }

    // What follows is called under the lock.

    private void startRound() {
        filling = new Round(filling.number + 1, new ArrayList<>());
    }

    private void pass(Round round) {
        for (int index = 0; index < round.waiting.size(); index++) {
            round.waiting.get(index).complete(new Arrival.Passed(index));
        }
    }

    /** Lets the last party run the action; from then on it is not among those who wait. */
    private void act(Round round) {
        int last = parties - 1;
        Reply<Arrival> acting = round.waiting.remove(last);
        actingRealm = Visit.realmOf(acting);
        acting.complete(new Arrival.Acting(last, round.number));
    }

    private void breakFilling(String why) {
        if (broken == null) {
            broken = why;
        }
        dismiss(filling, why);
        startRound();
    }

    private void breakAll(String why) {
        full.forEach(round -> dismiss(round, why));
        full.clear();
        breakFilling(why);
    }

    private void dismiss(Round round, String why) {
        round.waiting.forEach(reply -> reply.complete(new Arrival.Broken(why)));
    }
}
