package io.github.multiprocessing4j.bench.inside;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** T1 and T3: a map on as many threads as there are processors. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MapBenchmark {

    @Param
    private MapBy by;

    @Param
    private Load load;

    /** How many items; 0 stands for as many as the load says. */
    @Param("0")
    private int count;

    private Mapper mapper;
    private List<Integer> items;

    @Setup
    public void open() {
        mapper = by.open(Runtime.getRuntime().availableProcessors());
        items = IntStream.range(0, count == 0 ? load.items() : count).boxed().toList();
    }

    @Benchmark
    public List<Integer> map() throws Exception {
        return mapper.map(load, items);
    }

    @TearDown
    public void close() {
        mapper.close();
    }
}
