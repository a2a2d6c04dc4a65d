package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.WorkerExit;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.shared.LinkRoad;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import io.github.multiprocessing4j.internal.wire.Handshake;
import io.github.multiprocessing4j.internal.wire.Link;
import io.github.multiprocessing4j.internal.wire.MalformedMessageException;
import io.github.multiprocessing4j.internal.wire.Rings;
import io.github.multiprocessing4j.internal.worker.Boarding;
import io.github.multiprocessing4j.internal.worker.Classes;
import io.github.multiprocessing4j.internal.worker.Protocol;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A child JVM, from its launch to its end.
 *
 * <p>A thread of its own lets it in, reads what it sends, and sees how it ends. Everything else may be called from any
 * thread, and does not block.
 */
final class Child {

    /*
     * launched -> linked   the child has come in and said who it is
     * launched -> over     it has died first, or did not come in time
     * linked   -> over     the link has ended: the child has died, or is about to
     *
     * All by the thread of the child, which tells the owner of each.
     */

    /** Who is told what becomes of a child: by the child's thread, or in its place, which must not be kept. */
    interface Owner {

        /** The child has come in: it can be sent to. */
        void linked(Child child);

        /** The child has sent something. */
        void received(Object[] message);

        /**
         * The child is over. Nothing comes after that.
         *
         * @param trouble what was wrong besides its end, or null
         */
        void over(WorkerExit exit, IOException trouble);
    }

    private final WorkerId id;
    private final Process process;
    private final Owner owner;
    private final Streams streams;
    private final Path crashReport;
    private final String path;

    /** How long the JVM may take to end, its shutdown hooks included, after its side of the link has. */
    private final long stopGraceNanos;

    private final Thread thread;

    /** Null until the child has come in. */
    private volatile Link link;

    /** The way to the child for the exchange. Those alone who receive from the link, one at a time; as what follows. */
    private LinkRoad road;

    /** Whether the child was to end before it had come in. */
    private volatile boolean stillborn;

    /** Whether the child has said good-bye. */
    private boolean farewell;

    /** Whether the child has said that its JVM exits. */
    private boolean leaving;

    /** Whether it was killed from here. */
    private volatile boolean killed;

    private Child(
            WorkerId id,
            Process process,
            Owner owner,
            Streams streams,
            Path crashReport,
            String path,
            long stopGraceNanos,
            Admission admission) {
        this.id = id;
        this.process = process;
        this.owner = owner;
        this.streams = streams;
        this.crashReport = crashReport;
        this.path = path;
        this.stopGraceNanos = stopGraceNanos;
        this.thread = new Thread(null, () -> live(admission), "mp-" + id.name() + "-link", 0, false);
    }

    /** What is needed until the child has come in. */
    private record Admission(Gate gate, byte[] key, Rings rings, int depth, long startLimitNanos) {}

    /**
     * Launches a child.
     *
     * @throws IOException if the system does not start it
     */
    static Child launch(ChildPlan plan, Owner owner) throws IOException {
        Nursery nursery = Nursery.here();
        Premises premises = nursery.enter();
        Child child = null;
        Gate gate = null;
        Rings rings = null;
        Process process = null;
        try {
            String path = Exchange.here().nextChildPath();
            String number = path.substring(path.lastIndexOf('/') + 1);
            Path crashReport = premises.directory().resolve("hs" + number);
            ProcessBuilder builder = plan.builder(premises.directory().path(), crashReport);
            Streams streams = new Streams(plan.settings().output(), plan.name());
            streams.configure(builder);
            process = builder.start();
            // While it starts; it waits for its boarding then.
            gate = new Gate(premises.directory().resolve("s" + number));
            rings = nursery.rings(premises, number);
            WorkerId id = new WorkerId(plan.name(), process.pid());
            byte[] key = random(Handshake.KEY);
            Admission admission = new Admission(gate, key, rings, plan.depth(), plan.startLimitNanos());
            child = new Child(
                    id,
                    process,
                    owner,
                    streams,
                    crashReport,
                    path,
                    plan.settings().stopGraceNanos(),
                    admission);
            child.thread.setDaemon(plan.daemon());
            child.thread.setContextClassLoader(null);
            nursery.add(child);
            child.thread.start();
            return child;
        } finally {
            if (child == null) {
                if (process != null) {
                    process.destroyForcibly();
                }
                if (rings != null) {
                    rings.delete();
                }
                if (gate != null) {
                    gate.close();
                }
                nursery.giveUp();
            }
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private void live(Admission admission) {
        IOException trouble = null;
        try {
            trouble = admit(admission);
            Link linked = link;
            if (linked != null) {
                linked.read(this::receive);
            }
        } catch (MalformedMessageException hostile) {
            kill();
            trouble = hostile;
        } catch (IOException broken) {
            trouble = broken;
        } catch (RuntimeException | Error failure) { // no memory for what it sends, among others
            kill();
            trouble = new IOException("what it sent could not be taken: " + failure, failure);
        } finally {
            end(trouble);
        }
    }

    /** Lets the child in; gives what kept it out, or null. */
    private IOException admit(Admission admission) {
        byte[] key = admission.key;
        Rings rings = admission.rings;
        try (Gate gate = admission.gate) {
            streams.read(process);
            Boarding boarding = new Boarding(
                    key,
                    random(Handshake.NONCE),
                    gate.path().toString(),
                    rings == null ? "" : rings.path().toString(),
                    path,
                    admission.depth);
            try (OutputStream input = process.getOutputStream()) {
                boarding.write(input);
            } catch (IOException deaf) {
                // It has died: how, is seen when it is reaped.
                return null;
            }
            Handshake.Hello mine = Handshake.Hello.ofThisJvm();
            Gate.Admitted admitted =
                    gate.await(key, path, mine, rings != null, admission.startLimitNanos, process::isAlive);
            if (admitted != null) {
                Link made = new Link(
                        admitted.channel(),
                        admitted.mapped() ? rings : null,
                        id.name(),
                        mine.messageLimit(),
                        admitted.hello().messageLimit());
                link = made;
                road = new LinkRoad(made, Protocol.SHARED, Protocol.HANDED);
                Exchange.here().attach(path, road);
                owner.linked(this);
                ClassArchives.here().childHasComeIn();
            }
            return null;
        } catch (Handshake.RefusedException refused) {
            return refused; // it has heard that, and ends by itself when it has said so
        } catch (IOException kept) {
            kill();
            return kept;
        } finally {
            if (rings != null) {
                rings.delete();
            }
            Arrays.fill(key, (byte) 0);
        }
    }

    private void receive(Object[] message) {
        if (!road.receive(Exchange.here(), message)) {
            farewell |= (int) message[0] == Protocol.BYE;
            adopt(message);
            leaving |= (int) message[0] == Protocol.LEAVING;
            owner.received(message);
        }
    }

    /** What the child has claimed for us is ours from now on: it may be gone before anybody reads it. */
    private static void adopt(Object[] message) {
        for (Object value : message) {
            if (value instanceof Encoded encoded) {
                Exchange.here().adopt(encoded);
            } else if (value instanceof Object[] row) {
                adopt(row);
            }
        }
    }

    private void end(IOException trouble) {
        WorkerExit exit = reap();
        Link linked = link;
        if (linked != null) {
            linked.close();
            Exchange.here().detach(path, farewell);
            Classes.here().forget(path);
        }
        Nursery.here().remove(this, farewell);
        try {
            Nursery.here().holdBack();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this thread", e);
        }
        owner.over(exit, trouble);
    }

    private WorkerExit reap() {
        try {
            if (!process.waitFor(stopGraceNanos, TimeUnit.NANOSECONDS)) {
                kill();
                process.waitFor();
            }
            String words = streams.lastWords();
            CrashReport crash = CrashReport.take(crashReport);
            if (crash != null) {
                words = crash.addedTo(words);
            }
            int value = stillborn && !killed ? ExitCodes.ASKED : process.exitValue();
            return new WorkerExit(ExitCodes.of(value, crash, leaving && !killed), words);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this thread", e);
        }
    }

    WorkerId id() {
        return id;
    }

    /**
     * Sends something. Only after the child has come in.
     *
     * @return false if it will not come, because the child is over
     */
    boolean send(Object... message) {
        return link.send(message);
    }

    /** Sends something, as {@link #send}, for somebody who is about to attend. */
    boolean sendQuietly(Object... message) {
        return link.sendQuietly(message);
    }

    /**
     * Receives what the child sends, in the place of its thread, as {@link Link#attend} does. Only after the child has
     * come in.
     */
    void attend(BooleanSupplier done) {
        link.attend(done);
    }

    /** Attends, and may stay where messages come in, as {@link Link#attendSeated} does. */
    void attendSeated(BooleanSupplier done) {
        link.attendSeated(done);
    }

    /** Ends what {@link #attendSeated} has begun, if the calling thread has. At any time. */
    void leaveSeat() {
        Link linked = link;
        if (linked != null) {
            linked.leaveSeat();
        }
    }

    /**
     * Sees whether the child takes an object. Only after it has come in.
     *
     * @throws EncodingFailure if it is too long
     */
    void check(Encoded encoded) throws EncodingFailure {
        link.check(encoded);
    }

    /**
     * Asks the child to end, as signal 15 does. One that has not come in yet has nothing to bring in order, and is not
     * asked: a JVM that gets a signal while it is starting complains about it on its standard output.
     */
    void terminate() {
        if (link == null) {
            stillborn = true;
            process.destroyForcibly();
        } else {
            process.destroy();
        }
    }

    /** Ends the child as signal 9 does. */
    void kill() {
        killed = true;
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return id.name() + " (pid " + id.pid() + ")";
    }
}
