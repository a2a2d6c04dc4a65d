package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Where the shared objects of a JVM meet the outside.
 *
 * <p>The JVMs of a program are a tree, and so are their paths. Each knows the roads to its neighbours; messages for
 * others are passed on towards them. Programs that have a road between two of their JVMs are joined by it, and reach
 * each other's objects; but they give each other no code, and none serves another. What comes by the links is given to
 * {@link #receive}, which neither blocks nor runs code of a user; what may do so runs on threads of the exchange, which
 * end when they have been idle.
 */
public final class Exchange {

    /*
     * What follows from roads that keep order, in a tree in which everybody passes on at once: whatever a JVM says
     * before it passes on an object is heard, wherever, before anything that is said by those who got the object. So
     * a claim is known before it can be redeemed, and a hold before it can end.
     *
     * A realm that is gone is told of to everybody, by its parent, after all that it has said itself.
     */
    private static final long IDLE_MILLIS = 500;

    private final Neighbours neighbours = new Neighbours();
    private final AtomicLong claimsMade = new AtomicLong();
    private final AtomicLong copiesMade = new AtomicLong();
    private final AtomicLong lostItems = new AtomicLong();

    private final Map<Long, Servant> servants = new ConcurrentHashMap<>();
    private final Questions questions = new Questions();
    private final Visits visits = new Visits(this);
    private final Exports exports = new Exports();
    private final Numbers numbers = new Numbers();
    private final Grounds grounds = new Grounds(this);
    private final Stands stands = new Stands(this, Realm.here().cleaner());
    private final Coder coder = new Coder(this::issue, this::giveUp);
    private final AtomicInteger threadsMade = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_MILLIS, TimeUnit.MILLISECONDS, new SynchronousQueue<>(), this::thread);

    private volatile Consumer<String> reportListener = text -> {};

    /** An exchange of a realm that has no neighbours yet. */
    public Exchange() {}

    /** The exchange of this JVM. */
    public static Exchange here() {
        return Realm.here().resident(Exchange.class, Exchange::new);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "mp-exchange-" + threadsMade.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(getClass().getClassLoader());
        return thread;
    }

    /** Runs something that may wait. */
    void execute(Runnable task) {
        threads.execute(task);
    }

    // The tree.

    /** The path of this realm: of a root, until it becomes a child. */
    public String path() {
        return neighbours.path();
    }

    /** This realm is a child from now on. Said before anything else happens here. */
    public void becomeChild(String childPath, Road parentRoad) {
        neighbours.becomeChild(childPath, parentRoad);
    }

    /** A path for a child that is about to be started. */
    public String nextChildPath() {
        return neighbours.nextChildPath();
    }

    /** A child has come. */
    public void attach(String childPath, Road road) {
        neighbours.attach(childPath, road);
    }

    /**
     * A neighbour is gone, and all that it has sent was received: a child, with all below it; or else the parent, with
     * everybody who is not below this realm.
     *
     * @param orderly whether it has ended by its own will
     */
    public void detach(String neighbour, boolean orderly) {
        if (!Neighbours.isWithin(neighbour, path())) {
            neighbours.orphan();
            forget(new Departed(realm -> !Neighbours.isWithin(realm, path()), orderly));
            return;
        }
        Road road = neighbours.detach(neighbour);
        if (road != null) {
            farewell(neighbour, orderly, null);
            lose(road);
        }
    }

    private void farewell(String realm, boolean orderly, Road saidBy) {
        forget(new Departed(other -> Neighbours.isWithin(other, realm), orderly));
        neighbours.tell(Messages.farewell(path(), realm, orderly), saidBy, Abroad.rootOf(realm));
    }

    /** What a road has led to, and no other does, is gone. */
    private void lose(Road road) {
        neighbours.abroad().lose(road).forEach(root -> farewell(root, false, null));
    }

    private void forget(Departed gone) {
        grounds.forget(gone);
        questions.loseAll(gone);
        visits.forget(gone);
        exports.forget(gone);
    }

    // Other programs.

    /** Whether a realm belongs to the program of this one. */
    public boolean isOfThisProgram(String realm) {
        return neighbours.isOfThisProgram(realm);
    }

    /**
     * There is a road to a realm of another program. Said before anything comes by it.
     *
     * @throws IllegalArgumentException if it is one of this program, or there is a road to it already
     */
    public void meet(String peer, Road road) {
        neighbours.meet(peer, road);
    }

    /**
     * The road to a realm of another program has ended, and all that has come by it was received.
     *
     * @param orderly whether its other end has ended it by its own will
     */
    public void part(String peer, Road road, boolean orderly) {
        if (!neighbours.abroad().remove(peer, road)) {
            return;
        }
        String root = Abroad.rootOf(peer);
        if (knows(root)) {
            forget(new Departed(realm -> Neighbours.isWithin(realm, peer), orderly));
        } else {
            farewell(root, orderly, null);
        }
        lose(road);
    }

    /** There is another road to a peer, who has left the one before. */
    void meetAgain(String peer, Road road) {
        Road before = neighbours.abroad().peer(peer);
        if (before != null) {
            part(peer, before, true);
        }
        meet(peer, road);
    }

    /** Whether there is a way to a realm of another program. */
    boolean knows(String realm) {
        return neighbours.abroad().roadTo(realm) != null;
    }

    /** What is said of one's own program by another one is not true, and of a third one only by who is in between. */
    private void heardFarewell(String realm, boolean orderly, Road from) {
        Abroad abroad = neighbours.abroad();
        if (isOfThisProgram(realm)) {
            if (!abroad.isPeer(from)) {
                farewell(realm, orderly, from);
            }
            return;
        }
        boolean inBetween = abroad.roadTo(realm) == from;
        if (realm.equals(Abroad.rootOf(realm))) {
            abroad.unhear(realm, from);
            if (knows(realm)) {
                from.send(Messages.announce(path(), realm));
                return;
            }
        }
        if (inBetween) {
            farewell(realm, orderly, from);
        }
    }

    // Messages.

    /**
     * Sends a message towards the realm that it is for. Never blocks; may be called under the lock of a core.
     *
     * @return false if it will not arrive
     */
    boolean send(Object[] message) {
        String to = (String) message[Messages.TO];
        if (to.equals(path())) {
            deliver(message);
            return true;
        }
        Road road = neighbours.roadTo(to);
        return road != null && road.send(neighbours.shorten(message, road));
    }

    /** Sends a message, as {@link #send}, that nobody waits for. */
    private void sendLeisurely(Object[] message) {
        Road road = neighbours.neighbour((String) message[Messages.TO]);
        if (road == null) {
            send(message);
        } else {
            road.sendLeisurely(neighbours.shorten(message, road));
        }
    }

    /** Hands a message to the neighbour that it is for: see {@link Road#hand}; false if it is not for one. */
    boolean hand(Object[] message) {
        Road road = neighbours.neighbour((String) message[Messages.TO]);
        return road != null && road.hand(neighbours.shorten(message, road));
    }

    /** Hands an item over for an object of a neighbour: see {@link Road#hand(long, Object)}. */
    boolean hand(String realm, long object, Object item) {
        Road road = neighbours.neighbour(realm);
        return road != null && road.hand(object, item);
    }

    /**
     * An item has come that a neighbour has handed over for an object of this realm. Does not block.
     *
     * @throws ClassCastException if it is nothing that the object takes: then the neighbour is not to be relied upon
     */
    void receiveHanded(Road from, long object, Object item) {
        String realm = neighbours.realmOf(from);
        Host host = exports.find(object);
        if (realm == null || host == null) {
            discardAll(item);
            return;
        }
        host.noteVisitor(realm);
        host.handed(realm, item);
    }

    /**
     * A message has come from a neighbour. Neither blocks nor throws.
     *
     * @param from the road by which it has come
     */
    public void receive(Road from, Object[] message) {
        try {
            if (!neighbours.complete(from, message)) {
                report("a message was dropped that says not from whom it is");
            } else if (!neighbours.admits(from, message)) {
                report("a message was dropped that another program has sent in the name of this one");
            } else if ((int) message[Messages.KIND] == Messages.FAREWELL) {
                heardFarewell((String) message[Messages.NUMBER], (boolean) message[4], from);
            } else if ((int) message[Messages.KIND] == Messages.ANNOUNCE) {
                neighbours.hear((String) message[Messages.NUMBER], from);
            } else if (message[Messages.TO].equals(path())) {
                deliver(message);
            } else if (!send(message)) {
                bounce(message);
            }
        } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException malformed) {
            // Those who send are of the same program and version; there is nobody to tell, and nothing to save.
            report("a malformed message was dropped: " + malformed);
        }
    }

    /** A message that has come this far cannot be passed on: whoever depends on it hears of that. */
    private void bounce(Object[] message) {
        String to = (String) message[Messages.TO];
        String from = (String) message[Messages.FROM];
        switch ((int) message[Messages.KIND]) {
            case Messages.ASK -> send(Messages.gone(from, path(), (long) message[Messages.NUMBER]));
            case Messages.ITEM -> send(Messages.giveBack(from, path(), (long) message[Messages.NUMBER], to));
            default -> {
                // the others are for the good of somebody who is gone
            }
        }
    }

    private void deliver(Object[] message) {
        String from = (String) message[Messages.FROM];
        switch ((int) message[Messages.KIND]) {
            case Messages.ASK -> asked(from, message);
            case Messages.ANSWER -> questions.answer((long) message[Messages.NUMBER], message[4]);
            case Messages.ITEM -> arrived(from, (long) message[Messages.NUMBER], (Object[]) message[4]);
            case Messages.FAILURE ->
                questions.fail(
                        (long) message[Messages.NUMBER], Failures.read((String) message[4], (String) message[5]));
            case Messages.GONE -> questions.lose((long) message[Messages.NUMBER]);
            case Messages.ACKNOWLEDGE -> visits.acknowledge(from, (long) message[Messages.NUMBER]);
            case Messages.RETURN -> visits.returned((String) message[4], (long) message[Messages.NUMBER]);
            case Messages.REDEEM -> exports.redeem(Messages.claim(message), from);
            case Messages.CLAIM -> exports.claim(Messages.claim(message), from);
            case Messages.MOVE -> exports.move(Messages.claim(message), from);
            case Messages.GIVE_UP -> exports.giveUp(Messages.claim(message));
            case Messages.LET_GO -> exports.letGo((long) message[3], from);
            default -> throw new IndexOutOfBoundsException("kind " + message[Messages.KIND]);
        }
    }

    private void arrived(String from, long number, Object[] row) {
        adoptAll(row[0]);
        if (questions.answer(number, row)) {
            sendLeisurely(Messages.acknowledge(from, path(), number));
        } else {
            send(Messages.giveBack(from, path(), number, path()));
        }
    }

    private void asked(String from, Object[] message) {
        long number = (long) message[Messages.NUMBER];
        long object = (long) message[4];
        int operation = (int) message[5];
        Object[] arguments = (Object[]) message[6];
        Servant servant = object < Exports.FIRST ? servants.get(object) : null;
        if (servant == null) {
            visits.receive(from, number, object, operation, arguments);
        } else if (!isOfThisProgram(from)) {
            send(Messages.failure(from, path(), number, new IllegalStateException("only this program is served")));
        } else {
            execute(() -> serve(servant, from, number, operation, arguments));
        }
    }

    private void serve(Servant servant, String from, long number, int operation, Object[] arguments) {
        Object[] answer;
        try {
            answer = Messages.answer(from, path(), number, servant.answer(from, operation, arguments));
        } catch (Exception failure) {
            answer = Messages.failure(from, path(), number, failure);
        }
        send(answer);
    }

    // Questions.

    /** Looks, for a moment, for what a realm has to say: see {@link Road#attend}. */
    void attend(String realm, BooleanSupplier done) {
        Road road = neighbours.roadTo(realm);
        if (road != null) {
            road.attend(done);
        }
    }

    /** The road to a realm that is a neighbour, of this program; null if it is none. */
    Road neighbour(String realm) {
        return neighbours.neighbour(realm);
    }

    /** Sends a question that was opened. */
    void ask(Questions.Question question, long object, int operation, Object[] arguments) {
        Object[] message = Messages.ask(question.home(), path(), question.number(), object, operation, arguments);
        BooleanSupplier awaited = question.awaited();
        Road road = awaited == null ? null : neighbours.roadTo(question.home());
        if (!(road == null ? send(message) : road.ask(neighbours.shorten(message, road), awaited))) {
            questions.lose(question);
        }
    }

    /** There is somebody who answers all realms by a number that they know, less than 2 to the power of 32. */
    public void serve(long wellKnownId, Servant servant) {
        servants.put(wellKnownId, servant);
    }

    /**
     * Asks a {@link Servant}, and waits for the answer.
     *
     * @throws IOException if the realm is gone, or its servant has failed
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    public Object[] ask(String realm, long object, int operation, Object... arguments)
            throws IOException, InterruptedException {
        ThreadReply<Object> reply = new ThreadReply<>();
        Questions.Question question = questions.open(realm, reply, answer -> answer, IOException::new);
        ask(question, object, operation, arguments);
        // A question that is given up only is forgotten: the answer is dropped when it comes.
        reply.await(given -> questions.take(question), Deadline.NEVER);
        try {
            return (Object[]) reply.get();
        } catch (RuntimeException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    // Claims.

    long nextClaim() {
        return claimsMade.incrementAndGet();
    }

    /** The number of a copy of an end of a channel. */
    long nextCopy() {
        return copiesMade.incrementAndGet();
    }

    private void issue(List<Ticket> tickets) {
        tell(Messages.CLAIM, tickets);
    }

    private void giveUp(List<Ticket> tickets) {
        tell(Messages.GIVE_UP, tickets);
    }

    private void tell(int kind, List<Ticket> tickets) {
        for (Ticket ticket : tickets) {
            send(Messages.ofClaim(kind, path(), ticket));
        }
    }

    /** What was encoded will not be decoded: what it claims is given up. Never blocks. */
    public void discard(Encoded encoded) {
        giveUp(encoded.tickets());
    }

    /**
     * What another realm has encoded lies here now, and keeps its claims when that realm is gone. Never blocks; may be
     * called under the lock of a core.
     */
    public void adopt(Encoded encoded) {
        tell(Messages.MOVE, encoded.tickets());
    }

    /** As {@link #discard}, all that is encoded in plain data. */
    void discardAll(Object plain) {
        tellAll(Messages.GIVE_UP, plain);
    }

    private void adoptAll(Object plain) {
        tellAll(Messages.MOVE, plain);
    }

    private void tellAll(int kind, Object plain) {
        if (plain instanceof Encoded encoded) {
            tell(kind, encoded.tickets());
        } else if (plain instanceof Object[] row) {
            for (Object value : row) {
                tellAll(kind, value);
            }
        }
    }

    // What the rest of the room uses.

    /** Encodes and decodes objects of users. */
    public Coder coder() {
        return coder;
    }

    Questions questions() {
        return questions;
    }

    Visits visits() {
        return visits;
    }

    Exports exports() {
        return exports;
    }

    Stands stands() {
        return stands;
    }

    Grounds grounds() {
        return grounds;
    }

    long numberOf(Object local) {
        return numbers.of(local);
    }

    // What went wrong that nobody else hears of.

    /** Says who hears, in words, of what nobody is told of by an exception. */
    public void onReport(Consumer<String> listener) {
        reportListener = listener;
    }

    /** How many items were on their way to a realm when it died, so that nobody knows whether they got there. */
    public long lostItems() {
        return lostItems.get();
    }

    void noteLostItem(String realm) {
        lostItems.incrementAndGet();
        report("an item was on its way to realm " + realm + " when that was lost");
    }

    /** Says something that whoever runs the program should know. */
    public void report(String what) {
        execute(() -> reportListener.accept(what));
    }
}
