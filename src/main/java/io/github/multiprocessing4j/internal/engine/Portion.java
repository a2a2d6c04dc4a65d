package io.github.multiprocessing4j.internal.engine;

/**
 * Work of which a part is that of many other jobs.
 *
 * @param own what is its own; needs to be serializable where it has to travel, and only there
 */
@SuppressWarnings("serial")
public record Portion(CommonRecipe common, Object own) implements Work {

    @Override
    public Object run(Seat seat) throws Throwable {
        return common.recipe().run(own, seat);
    }
}
