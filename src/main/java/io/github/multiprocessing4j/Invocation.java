package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.Work;
import java.util.Map;

/**
 * One call of the user's code, in his logging context.
 *
 * @param task the code
 * @param logContext from {@link Logging#capture}
 */
record Invocation(Task<?> task, Map<String, String> logContext) implements Work {

    @Override
    public Object run(Seat seat) throws Throwable {
        return run(task, logContext);
    }

    /** Calls the user's code. */
    static Object run(Task<?> task, Map<String, String> logContext) throws Throwable {
        if (!Logging.hasContexts()) {
            return task.call();
        }
        Map<String, String> before = Logging.change(logContext);
        try {
            return task.call();
        } finally {
            Logging.change(before);
        }
    }
}
