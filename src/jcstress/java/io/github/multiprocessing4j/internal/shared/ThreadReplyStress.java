package io.github.multiprocessing4j.internal.shared;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What is given to somebody who gives up waiting is neither lost nor given twice. */
@JCStressTest
@Outcome(id = "7, 0", expect = ACCEPTABLE, desc = "it came in time")
@Outcome(id = "0, 7", expect = ACCEPTABLE, desc = "it came too late, and is still there")
@State
public class ThreadReplyStress {

    /** Holds one thing for whoever asks. */
    private static final class Box extends Core {

        private Integer content;
        private Reply<Integer> asker;

        void take(Reply<Integer> reply) {
            lock.lock();
            try {
                if (content == null) {
                    asker = reply;
                } else {
                    reply.complete(content);
                    content = null;
                }
            } finally {
                lock.unlock();
            }
        }

        void put(int thing) {
            lock.lock();
            try {
                if (asker == null) {
                    content = thing;
                } else {
                    asker.complete(thing);
                    asker = null;
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean withdraw(Reply<?> reply) {
            lock.lock();
            try {
                boolean waiting = asker == reply;
                asker = null;
                return waiting;
            } finally {
                lock.unlock();
            }
        }
    }

    private final Box box = new Box();

    @Actor
    public void asker(II_Result result) {
        ThreadReply<Integer> reply = new ThreadReply<>();
        box.take(reply);
        try {
            if (reply.await(box, Deadline.after(Duration.ofNanos(100)))) {
                result.r1 = reply.get();
            }
        } catch (InterruptedException e) {
            result.r1 = -1;
        }
    }

    @Actor
    public void giver() {
        box.put(7);
    }

    @Arbiter
    public void rest(II_Result result) {
        result.r2 = box.content == null ? 0 : box.content;
    }
}
