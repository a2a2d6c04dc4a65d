package io.github.multiprocessing4j.internal.engine;

/**
 * Work of which a part is that of many other jobs.
 *
 * @param own what is its own; needs to be serializable where it has to travel, and only there
 * @param lent whether arrays in it, and in what it has in common with others, are not changed by anybody until the job
 *     is over: then they need not be copied before they travel
 */
@SuppressWarnings("serial")
public record Portion(CommonRecipe common, Object own, boolean lent) implements Work {

    @Override
    public Object run(Seat seat) throws Throwable {
        return common.recipe().run(own, seat);
    }
}
