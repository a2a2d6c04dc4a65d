package io.github.multiprocessing4j.bench;

/** A graph in a picture: what a unit costs, over how many there are. */
public interface Graph extends AutoCloseable {

    /** What the legend says. */
    String name();

    /** Prepares what is not measured. */
    default void open() throws Exception {}

    /** What a unit costs when there are {@code x}. */
    double at(long x) throws Exception;

    @Override
    default void close() throws Exception {}

    /** CPython's graph, by the script. */
    static Graph of(Python python) {
        return new Graph() {
            @Override
            public String name() {
                return python.name();
            }

            @Override
            public void open() throws Exception {
                python.open();
            }

            @Override
            public double at(long x) throws Exception {
                return python.sample(x);
            }

            @Override
            public void close() throws Exception {
                python.close();
            }
        };
    }
}
