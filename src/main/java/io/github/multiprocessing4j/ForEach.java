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
 * fast things go, and never what comes out.
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
        if (Logging.hasContexts()) {
            for (int i = 0; i < items.length && !seat.isStopped(); i++) {
                Map<String, String> before = Logging.change(logContext);
                results[i] = apply(items[i], seat);
                Logging.change(before);
            }
        } else {
            for (int i = 0; i < items.length && !seat.isStopped(); i++) {
                results[i] = apply(items[i], seat);
            }
        }
        return new Parts(results);
    }

    private Object apply(Object item, Seat seat) {
        try {
            return fn.apply(item);
        } catch (Throwable error) {
            return new Thrown(error);
        } finally {
            if (!seat.isStopped()) {
                Thread.interrupted(); // what an item leaves behind is not for its neighbour
            }
        }
    }
}
