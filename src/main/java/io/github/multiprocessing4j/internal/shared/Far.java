package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The way to a shared object of another realm. Does not refer to the stand-in that uses it. */
final class Far implements Shared {

    private final Exchange exchange;
    private final String home;
    private final long object;
    private final Loss loss;

    Far(Exchange exchange, String home, long object, Loss loss) {
        this.exchange = exchange;
        this.home = home;
        this.object = object;
        this.loss = loss;
    }

    Exchange exchange() {
        return exchange;
    }

    /** The realm in which the object lives. */
    String home() {
        return home;
    }

    /** The stand-in for a new object of the same realm, which was made for this realm to hold. */
    <T> T standForNew(long number, Function<Far, ? extends T> make) {
        return exchange.stands().held(home, number, loss, make);
    }

    /** A claim to the object, which begins when it is issued. */
    Ticket claim() {
        return new Ticket(home, object, exchange.path(), exchange.nextClaim());
    }

    /** The number under which others know a thread or a process of this realm. */
    long numberOf(Object local) {
        return exchange.numberOf(local);
    }

    /**
     * Asks, and waits for the answer; an interrupt stays pending. What the home throws, and the loss, is thrown here.
     */
    Object call(int operation, Object... arguments) {
        ThreadReply<Object> reply = new ThreadReply<>();
        ask(reply, answer -> answer, operation, arguments);
        reply.awaitUninterruptibly();
        return reply.get();
    }

    /** Asks. */
    <T> void ask(Reply<T> reply, Function<Object, ? extends T> reading, int operation, Object... arguments) {
        exchange.ask(exchange.questions().open(home, reply, reading, loss), object, operation, arguments);
    }

    /**
     * Hands an item over, if the home has it then, whatever becomes of this realm: see {@link Road#hand(long, Object)}.
     *
     * @return false if it was not sent
     */
    boolean hand(Object item) {
        return exchange.hand(home, object, item);
    }

    /** Hands an item over as {@link #hand} does; waits a moment for room if there is none. */
    boolean handPatiently(Object item) {
        if (hand(item)) {
            return true;
        }
        Road road = exchange.neighbour(home);
        return road != null && road.awaitRoom() && hand(item);
    }

    /** Asks as {@link #ask} does, if the question can be handed over; says whether it could. */
    <T> boolean handAsk(Reply<T> reply, Function<Object, ? extends T> reading, int operation, Object... arguments) {
        Questions.Question question = exchange.questions().open(home, reply, reading, loss);
        if (exchange.hand(Messages.ask(home, exchange.path(), question.number(), object, operation, arguments))) {
            return true;
        }
        exchange.questions().take(question);
        return false;
    }

    /** Says something that wants no answer. */
    void tell(int operation, Object... arguments) {
        exchange.send(Messages.ask(home, exchange.path(), Messages.NO_ANSWER, object, operation, arguments));
    }

    /** Whether the home is a neighbour, of this program. */
    boolean isNeighbour() {
        return exchange.neighbour(home) != null;
    }

    /**
     * Receives what the home, if it is a neighbour, has handed over so far.
     *
     * @return whether nothing that it has sent before is still on its way
     */
    boolean hasHeardAll() {
        Road road = exchange.neighbour(home);
        return road == null || road.hasHeardAll() || road.catchUp();
    }

    @Override
    public void attend(BooleanSupplier done) {
        exchange.attend(home, done);
    }

    @Override
    public boolean withdraw(Reply<?> reply) {
        Questions questions = exchange.questions();
        Questions.Question question = questions.of(reply);
        if (question == null) {
            return false;
        }
        ThreadReply<Object> withdrawn = new ThreadReply<>();
        ask(withdrawn, answer -> answer, Operations.WITHDRAW, question.number());
        withdrawn.awaitUninterruptibly();
        boolean never;
        try {
            never = (boolean) withdrawn.get();
        } catch (Exception gone) {
            questions.lose(question); // unless it is lost already; either way it has its answer
            return false;
        }
        return never && questions.take(question);
    }

    /** Drops a question: an answer that comes all the same is dropped, too, so that it must be no item. */
    void forget(Reply<?> reply) {
        Questions.Question question = exchange.questions().of(reply);
        if (question != null && exchange.questions().take(question)) {
            tell(Operations.WITHDRAW, question.number());
        }
    }

    /** The hold of this realm is over. */
    void letGo() {
        exchange.send(Messages.letGo(home, exchange.path(), object));
    }
}
