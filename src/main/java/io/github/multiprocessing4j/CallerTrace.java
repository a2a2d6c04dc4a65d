package io.github.multiprocessing4j;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The frames of whoever asks, below those of what was thrown where he does not see it: as if the one had called the
 * other.
 *
 * <p>One of it belongs to one failure of one operation: of those who ask again the last one takes the place of the one
 * before. Safe for use by any number of threads, but the exception is one object: with two who ask at the same time
 * either may find the other one's frames.
 */
final class CallerTrace {

    private static final int MOST_FRAMES = 2048;

    /**
     * Pools are hardly nested deeper: what more tasks have thrown is a constant, which would grow with each of them.
     */
    private static final int MOST_TASKS = 4;

    /** Those who see to it that something is thrown. */
    private static final Set<String> MESSENGERS =
            Set.of(CallerTrace.class.getName(), Outcomes.class.getName(), Reach.class.getName());

    private static final String FRONT = CallerTrace.class.getPackageName() + ".";
    private static final String BEHIND = FRONT + "internal.";

    /**
     * What the trace was before anybody asked. Whoever sets it has read the trace before that, and nobody writes the
     * trace who has not seen this set: so no caller's frames are ever among it.
     */
    private final AtomicReference<StackTraceElement[]> before = new AtomicReference<>();

    /**
     * Adds the frames of the calling thread to a trace, unless it ends with them. Runs code of the user, if his
     * exception has methods of its own.
     */
    void addTo(Throwable thrown) {
        try {
            StackTraceElement[] here = Arrays.stream(new Throwable().getStackTrace())
                    .dropWhile(frame -> MESSENGERS.contains(frame.getClassName()))
                    .toArray(StackTraceElement[]::new);
            StackTraceElement[] trace = before(thrown);
            if (isToGrow(thrown, trace, here)) {
                thrown.setStackTrace(
                        Stream.of(trace, here).flatMap(Arrays::stream).toArray(StackTraceElement[]::new));
            }
        } catch (Throwable ofItsOwnMethods) { // or for want of memory or stack
            return; // it is thrown as it is
        }
    }

    private StackTraceElement[] before(Throwable thrown) {
        StackTraceElement[] known = before.get();
        if (known != null) {
            return known;
        }
        StackTraceElement[] read = thrown.getStackTrace();
        return before.compareAndSet(null, read) ? read : before.get();
    }

    private static boolean isToGrow(Throwable thrown, StackTraceElement[] trace, StackTraceElement[] here) {
        boolean tellsNothing = trace.length == 0; // and is not writable, as a rule
        return !tellsNothing
                && trace.length + here.length <= MOST_FRAMES
                && !endsWith(
                        trace,
                        Arrays.stream(here).dropWhile(CallerTrace::isOfLibrary).toArray(StackTraceElement[]::new))
                && Arrays.stream(thrown.getSuppressed())
                                .filter(TaskNote.class::isInstance)
                                .count()
                        <= MOST_TASKS;
    }

    private static boolean isOfLibrary(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith(BEHIND) || name.startsWith(FRONT) && name.indexOf('.', FRONT.length()) < 0;
    }

    /** Also if there is no frame of a user: then nobody asks who has to be told. */
    private static boolean endsWith(StackTraceElement[] trace, StackTraceElement[] frames) {
        int start = trace.length - frames.length;
        return start >= 0 && Arrays.equals(trace, start, trace.length, frames, 0, frames.length);
    }
}
