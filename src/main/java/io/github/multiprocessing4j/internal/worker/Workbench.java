package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.engine.Recipe;
import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import io.github.multiprocessing4j.internal.shared.Coder;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.Link;

/** Where a child JVM does what its parent sends, one thing after the other, on the thread that the JVM starts with. */
final class Workbench {

    /** Where the name of a worker is found by those who configure its logging. */
    private static final String WORKER_PROPERTY = "multiprocessing4j.worker";

    private final Link link;
    private final Thread thread;
    private final Classes classes;
    private final Coder coder;
    private final Orders orders;

    /** The last one that has come; null for none. The reader alone. */
    private ReceivedRecipe recipe;

    /** Written by the thread before the first work, of which the reader hears only afterwards. */
    private volatile Assignment assignment;

    Workbench(Link link, Thread thread, Classes classes) {
        this.link = link;
        this.thread = thread;
        this.classes = classes;
        this.coder = classes.coder();
        coder.beginUntouched();
        this.orders = new Orders(link);
    }

    /** Takes a message; called by the reader, and does not wait. */
    void receive(Object[] message) {
        switch ((int) message[0]) {
            case Protocol.STOP -> stop((long) message[1], (boolean) message[2]);
            case Protocol.RECALL -> orders.giveBack();
            case Protocol.FORGET -> recipe = null;
            case Protocol.TASK -> orders.add(withRecipe(message));
            default -> orders.add(message);
        }
    }

    /** The order to do some work, with the recipe that it needs in place of its number and its bytes. */
    private Object[] withRecipe(Object[] message) {
        long needed = (long) message[4];
        if (message.length > 5) {
            recipe = new ReceivedRecipe(needed, (Encoded) message[5]);
        } else if (needed != ReceivedRecipe.NONE && needed != recipe.number()) {
            throw new IllegalStateException("recipe " + needed + " has not come");
        }
        return new Object[] {
            message[0], message[1], message[2], message[3], needed == ReceivedRecipe.NONE ? null : recipe
        };
    }

    private void stop(long number, boolean tell) {
        Assignment current = assignment;
        if (current == null || orders.giveBack(number)) {
            return;
        }
        if (tell) {
            StackTraceElement[] where = current.where(number);
            if (where.length > 0) {
                link.send(Protocol.STACK, number, Frames.toPlain(where));
            }
        }
        current.stop(number);
    }

    /** Works until there is nothing more to do, and ends the JVM. */
    void work() {
        try {
            Object[] order = orders.take();
            String name = (String) order[1];
            System.setProperty(WORKER_PROPERTY, name);
            thread.setName("mp-" + name);
            assignment =
                    new Assignment(new WorkerId(name, ProcessHandle.current().pid()), thread);
            int code = switch ((int) order[0]) {
                case Protocol.BE -> be((String) order[2], (Encoded) order[3]);
                case Protocol.JOIN -> join(order);
                default -> refuse(order);
            };
            leave(code);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted between two pieces of work", e);
        } catch (OutOfMemoryError exhausted) {
            Runtime.getRuntime().halt(Protocol.OUT_OF_MEMORY);
        }
    }

    /** Says good-bye, and runs the user's shutdown hooks. */
    private void leave(int code) throws InterruptedException {
        Console.flush();
        link.send(Protocol.BYE);
        link.flush(Link.FLUSH_NANOS);
        System.exit(code);
    }

    private static int refuse(Object[] order) {
        Console.say(order[1] + ": " + order[2]);
        return 1;
    }

    private int be(String place, Encoded encoded) {
        try {
            thread.setContextClassLoader(classes.loaderAt(place));
            Work work = (Work) coder.decode(encoded);
            coder.touch();
            work.run(assignment);
            return 0;
        } catch (Throwable uncaught) {
            Thread.interrupted();
            Console.uncaught(thread, uncaught);
            return 1;
        }
    }

    private int join(Object[] order) throws InterruptedException {
        boolean weighed = (boolean) order[5];
        Work farewell;
        try {
            thread.setContextClassLoader(classes.loaderAt((String) order[2]));
            Work setup = (Work) coder.decode((Encoded) order[3]);
            farewell = (Work) coder.decode((Encoded) order[4]);
            setup.run(assignment);
        } catch (Throwable failure) {
            Thread.interrupted();
            link.send(Protocol.UNREADY, Portraits.of(failure, coder::encode));
            return 1;
        }
        Thread.interrupted();
        link.send(Protocol.READY);
        while (isServed(orders.take(), weighed)) {} // nothing of an order is held here until the next one comes
        try {
            farewell.run(assignment);
        } catch (Throwable broken) {
            throw new AssertionError("a farewell must not throw", broken);
        }
        return 0;
    }

    /** Does what is ordered; false if that is to end. */
    private boolean isServed(Object[] order, boolean weighed) throws InterruptedException {
        if ((int) order[0] != Protocol.TASK) {
            return false;
        }
        serve((long) order[1], (String) order[2], (Encoded) order[3], (ReceivedRecipe) order[4], weighed);
        return true;
    }

    private void serve(long number, String place, Encoded encoded, ReceivedRecipe common, boolean weighed)
            throws InterruptedException {
        ClassLoader before = thread.getContextClassLoader();
        Answer answer = new Answer(number);
        // What came before, and that this is begun, is heard before any code of the user can end this JVM.
        link.flush(Link.FLUSH_NANOS);
        assignment.begin(number);
        try {
            thread.setContextClassLoader(classes.loaderAt(place));
            answer.result(run(encoded, common), coder, link);
        } catch (Throwable failure) {
            answer.failure(failure, coder);
        } finally {
            assignment.end();
            thread.setContextClassLoader(before);
        }
        if (answer.isLast()) {
            orders.refuse();
        }
        long resident = weighed ? ResidentMemory.bytes() : 0;
        orders.answer(begun -> answer.message(resident, begun));
    }

    private Object run(Encoded encoded, ReceivedRecipe common) throws Throwable {
        if (common == null) {
            Work work = (Work) coder.decode(encoded);
            coder.touch();
            return work.run(assignment);
        }
        Recipe known = common.read(coder);
        Object portion = coder.decode(encoded);
        coder.touch();
        return known.run(portion, assignment);
    }
}
