package io.github.multiprocessing4j.internal.wire;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The objects that are being written at one moment, each of them in the one before it.
 *
 * <p>The JDK tells of each object when it begins to write it, but not when it has ended. How deep it is nested is seen
 * from the stack, where each level has a frame of one method.
 */
final class Trail implements Culprit.Observer {

    /** What the JDK calls once for each level. */
    private static final String LEVEL = "writeObject0";

    /** What the JDK calls before it tells of an object that says itself what is written in its place. */
    private static final String REPLACING = "invokeWriteReplace";

    /** How long a way may be looked for. The stack is looked at for each object, and there may be millions. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    /** Longer stacks are cut off by the JVM when they become part of an exception. */
    private static final int CUT_OFF = 1024;

    private static final int MOST_STEPS = 32;

    private final Object first;
    private final StackWalker walker = StackWalker.getInstance();
    private final long start = System.nanoTime();
    private final List<Object> trail = new ArrayList<>();

    /**
     * How many levels there are below the first object: those of whoever writes this in the midst of something else.
     */
    private int below;

    /** The writing has failed. */
    private boolean over;

    /** The trail of an object that is about to be written. */
    Trail(Object first) {
        this.first = first;
    }

    /** It takes too long. No exception that the user's code would catch. */
    static final class LostException extends Error {

        private static final long serialVersionUID = 1L;

        LostException() {
            super(null, null, false, false);
        }
    }

    @Override
    public void writing(Object object) {
        if (System.nanoTime() - start > PATIENCE) {
            throw new LostException();
        }
        if (over || !mayFail(object)) {
            return;
        }
        int levels = levels();
        if (trail.isEmpty()) {
            below = levels - 1;
        } else if (levels - below == 1) {
            over = true; // it is the failure itself that is being written now
            return;
        }
        truncate(levels - below - 1);
        trail.add(object);
    }

    /** Not worth a look at the stack: nothing is in it, and it is always written. */
    private static boolean mayFail(Object object) {
        return !(object == null
                || object instanceof String
                || object instanceof Number && object.getClass().getName().startsWith("java.lang.")
                || object instanceof Boolean
                || object instanceof Character
                || object instanceof Enum
                || object.getClass().isArray()
                        && object.getClass().getComponentType().isPrimitive());
    }

    private int levels() {
        return walker.walk(frames -> (int) frames.filter(frame -> isLevel(frame.getClassName(), frame.getMethodName()))
                .count());
    }

    private static boolean isLevel(String type, String method) {
        return method.equals(LEVEL) && type.equals(ObjectOutputStream.class.getName());
    }

    private void truncate(int size) {
        while (trail.size() > Math.max(0, size)) {
            trail.remove(trail.size() - 1);
        }
    }

    /** Ends the trail where a failure came from: what was written well before it is not on the way. */
    void endAt(Throwable failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        if (names(failure, last()) || stack.length == 0 || stack.length >= CUT_OFF) {
            return;
        }
        int levels = 0;
        boolean replacing = false;
        for (StackTraceElement frame : stack) {
            if (isLevel(frame.getClassName(), frame.getMethodName())) {
                levels++;
            } else if (levels == 0 && frame.getMethodName().equals(REPLACING)) {
                replacing = true; // then the one that failed was not yet told of
            }
        }
        int size = levels - below - (replacing ? 1 : 0);
        if (size > 0) {
            truncate(size);
        }
    }

    /** Whether it is this very object of which the JDK says that it is not serializable. */
    static boolean names(Throwable failure, Object object) {
        if (object == null || !(failure instanceof NotSerializableException) || failure.getMessage() == null) {
            return false;
        }
        String name = object.getClass().getName();
        return failure.getMessage().equals(name) || failure.getMessage().startsWith(name + "\n");
    }

    /** The innermost object; null if there is none. */
    Object last() {
        return trail.isEmpty() ? null : trail.get(trail.size() - 1);
    }

    /** The outermost object that its user has given; the first one if that is not among those that are written. */
    Object subject() {
        if (!Step.isWrapper(first)) {
            return first;
        }
        for (int i = 0; i < trail.size(); i++) {
            Object each = trail.get(i);
            boolean captured = i > 0 && trail.get(i - 1) instanceof SerializedLambda;
            if (each instanceof SerializedLambda ? !Step.isWrapper(each) : !captured && !Step.isWrapper(each)) {
                return each instanceof SerializedLambda ? first : each;
            }
        }
        return first;
    }

    /** The way from the first object to the last, in words; empty if they are the same. */
    String path() {
        List<String> steps = new ArrayList<>();
        Step.Node before = null;
        Step.Node at = trail.isEmpty() ? null : new Step.Node(first, trail.get(0));
        for (int i = 0; i + 1 < trail.size(); i++) {
            Step.Node next = Step.next(at, trail.get(i + 1), i + 2 < trail.size() ? trail.get(i + 2) : null);
            String step = Step.between(before, at, next);
            if (step != null) {
                steps.add(step);
            }
            before = at;
            at = next;
        }
        int left = steps.size() - MOST_STEPS;
        if (left > 0) {
            steps.subList(MOST_STEPS / 2, MOST_STEPS / 2 + left).clear();
            steps.add(MOST_STEPS / 2, "... (" + left + " more)");
        }
        return String.join(" -> ", steps);
    }
}
