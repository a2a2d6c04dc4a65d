package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Parts;
import io.github.multiprocessing4j.internal.engine.Recipe;
import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.Thrown;
import java.util.Map;

/**
 * What is done with each chunk of neighbouring items of an input, in one go: a function is applied to each item.
 *
 * <p>Each item is a task of its own: if one fails, the others run all the same. So the size of the chunks decides how
 * fast things go, and not what comes out.
 *
 * @param fn the function
 * @param logContext from {@link Logging#capture}
 */
record ForEach(Fn<Object, Object> fn, Map<String, String> logContext) implements Recipe {

    /**
     * Applies the function to the items, until it is told to stop.
     *
     * @param own the items, an array
     * @return {@link Parts}: a result for each item, or a {@link Thrown}
     */
    @Override
    public Object run(Object own, Seat seat) {
        Object[] items = (Object[]) own;
        Object[] results = new Object[items.length];
        apply(items, 0, results, 0, items.length, seat);
        return new Parts(results);
    }

    /**
     * Applies the function to some items, until it is told to stop.
     *
     * @param from where they begin
     * @param results where a result for each item goes, or a {@link Thrown}
     * @param to where the results begin
     * @param count how many items
     * @return whether there is nothing thrown among the results
     */
    boolean apply(Object[] items, int from, Object[] results, int to, int count, Seat seat) {
        boolean clean = true;
        for (int i = 0; i < count && !seat.isStopped(); i++) {
            try {
                results[to + i] = Logging.hasContexts() ? inContext(items[from + i]) : fn.apply(items[from + i]);
            } catch (Throwable error) {
                results[to + i] = new Thrown(error);
                clean = false;
            }
            // What an item leaves behind is not for its neighbour. Who stops the chunk says so before he interrupts it:
            // if
            // it was his interrupt, there is no neighbour.
            Thread.interrupted();
        }
        return clean;
    }

    private Object inContext(Object item) throws Throwable {
        Map<String, String> before = Logging.change(logContext);
        try {
            return fn.apply(item);
        } finally {
            Logging.change(before);
        }
    }
}
