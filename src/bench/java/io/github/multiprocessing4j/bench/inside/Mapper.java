package io.github.multiprocessing4j.bench.inside;

import java.util.List;

/** Something that applies a load to all items, on threads of its own. */
interface Mapper extends AutoCloseable {

    List<Integer> map(Load load, List<Integer> items) throws Exception;

    @Override
    void close();

    /** How it maps. */
    @FunctionalInterface
    interface Mapping {
        List<Integer> map(Load load, List<Integer> items) throws Exception;
    }

    static Mapper of(Mapping mapping, Runnable end) {
        return new Mapper() {
            @Override
            public List<Integer> map(Load load, List<Integer> items) throws Exception {
                return mapping.map(load, items);
            }

            @Override
            public void close() {
                end.run();
            }
        };
    }
}
