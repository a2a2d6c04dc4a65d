package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.AWAIT_NEWS;
import static io.github.multiprocessing4j.internal.shared.Operations.CLOSE;
import static io.github.multiprocessing4j.internal.shared.Operations.HAS_NEWS;
import static io.github.multiprocessing4j.internal.shared.Operations.IS_READY;
import static io.github.multiprocessing4j.internal.shared.Operations.RECEIVE;
import static io.github.multiprocessing4j.internal.shared.Operations.SEND;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** A copy of an end of a channel of another realm. */
final class FarChannel extends Channel {

    private final Far far;
    private final Ending ending;

    /** What others know this copy by. */
    private final long number;

    private final FarNews news;

    /** What was sent and may not have room yet. */
    private final SendingAhead ahead;

    /** The end of the copy, which comes once: by closing, or because nobody refers to it any more. */
    private static final class Ending implements Runnable {

        private final Far far;
        private final long number;

        /** Held while it is told: what was sent before is on its way then. */
        private final ReentrantLock order = new ReentrantLock();

        /** Set under the lock. */
        private volatile boolean over;

        Ending(Far far, long number) {
            this.far = far;
            this.number = number;
        }

        @Override
        public void run() {
            order.lock();
            try {
                if (!over) {
                    over = true;
                    far.tell(CLOSE, number);
                }
            } finally {
                order.unlock();
            }
        }

        boolean isOver() {
            return over;
        }
    }

    private FarChannel(Far far, long number) {
        this.far = far;
        this.number = number;
        this.ending = new Ending(far, number);
        this.ahead = new SendingAhead(ending.order);
        this.news = new FarNews(far, number);
    }

    /** Makes a copy of a claim, which is over then. */
    static FarChannel copyOf(Exchange exchange, Ticket ticket, Loss loss) {
        Far far = new Far(exchange, ticket.home(), ticket.object(), loss);
        exchange.send(Messages.ofClaim(Messages.REDEEM, exchange.path(), ticket));
        FarChannel copy = new FarChannel(far, exchange.nextCopy());
        Realm.here().cleaner().register(copy, copy.ending);
        return copy;
    }

    @Override
    public boolean travels() {
        return true;
    }

    /** See {@link FarQueue#borrows}. */
    @Override
    public boolean borrows() {
        return far.isNeighbour();
    }

    @Override
    public Ticket claim(Side side, Exchange exchange) {
        return far.claim();
    }

    @Override
    public void send(Object message) throws IOException, InterruptedException {
        refuseInterrupted();
        if (ahead.send(far, number, message, ending::isOver)) {
            return;
        }
        ahead.prepare(far, number, ending::isOver);
        ThreadReply<Object> reply = new ThreadReply<>();
        far.ask(reply, done -> done, SEND, number, message);
        await(reply, Deadline.NEVER);
        ahead.begin((int) reply.get());
    }

    @Override
    public Object receive(Wanted wanted) throws IOException, InterruptedException {
        refuseInterrupted();
        ThreadReply<Object> reply = new ThreadReply<>();
        far.ask(reply, Items::read, RECEIVE, number, wanted.ordinal());
        await(reply, Deadline.NEVER);
        return reply.get();
    }

    @Override
    public boolean await(Deadline deadline) throws IOException, InterruptedException {
        refuseInterrupted();
        if (deadline.isOver()) {
            return (boolean) far.call(HAS_NEWS);
        }
        ThreadReply<Object> reply = new ThreadReply<>();
        far.ask(reply, done -> done, AWAIT_NEWS, number);
        return await(reply, deadline);
    }

    /**
     * Waits for an answer. That the copy is not closed is looked at after asking: so either the closing found the
     * question at home, or it is found here that the copy is closed.
     */
    private boolean await(ThreadReply<?> reply, Deadline deadline) throws IOException, InterruptedException {
        if (ending.isOver() && far.withdraw(reply)) {
            throw closed();
        }
        if (!reply.await(far, deadline)) {
            return false;
        }
        reply.get();
        return true;
    }

    /** A copy is one of one end alone. */
    @Override
    void close(Side side) {
        ending.run();
        news.tell(); // whoever watches finds that it is closed
    }

    /** If the home is gone, it is ready: for the failure. */
    @Override
    public boolean isReady() {
        return news.isThere(ending.isOver() || isReadyAtHome());
    }

    private boolean isReadyAtHome() {
        ThreadReply<Object> reply = new ThreadReply<>();
        far.ask(reply, answer -> answer, IS_READY);
        reply.awaitUninterruptibly();
        try {
            return (boolean) reply.get();
        } catch (Exception gone) {
            return true;
        }
    }

    @Override
    public void watch(Watcher watch) {
        news.watch(watch);
    }

    @Override
    public void unwatch(Watcher watch) {
        news.unwatch(watch);
    }
}
