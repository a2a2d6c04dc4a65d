package io.github.multiprocessing4j.bench.inside;

import static java.util.stream.Collectors.toList;

import com.pivovarit.collectors.ParallelCollectors;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.StartMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;

/** Ways to apply a function to all items of a list, in parallel. Each keeps their order. */
public enum MapBy {
    POOL("THREAD") {
        @Override
        Mapper open(int threads) {
            Pool pool = Multiprocessing.context(StartMethod.THREAD).pool(threads);
            return Mapper.of((load, items) -> pool.map(load::work, items), pool::close);
        }
    },
    PARALLEL_STREAM("parallel stream") {
        @Override
        Mapper open(int threads) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            return Mapper.of(
                    (load, items) -> pool.submit(
                                    () -> items.parallelStream().map(load::work).toList())
                            .get(),
                    pool::shutdown);
        }
    },
    FORK_JOIN_POOL("ForkJoinPool.invokeAll") {
        @Override
        Mapper open(int threads) {
            return chunked(new ForkJoinPool(threads), threads);
        }
    },
    FIXED_POOL("fixed pool, invokeAll") {
        @Override
        Mapper open(int threads) {
            return chunked(Executors.newFixedThreadPool(threads), threads);
        }
    },
    PARALLEL_COLLECTORS("parallel-collectors") {
        @Override
        Mapper open(int threads) {
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            return Mapper.of((load, items) -> collected(load, items, executor, threads), executor::shutdown);
        }
    };

    /** As many chunks as our own pool makes. */
    private static final int CHUNKS_PER_THREAD = 4;

    /** From so many items on, batches are the better choice. */
    private static final int MANY = 50_000;

    private final String words;

    MapBy(String words) {
        this.words = words;
    }

    /** What the table calls it. */
    String words() {
        return words;
    }

    abstract Mapper open(int threads);

    private static Mapper chunked(ExecutorService executor, int threads) {
        return Mapper.of(
                (load, items) -> {
                    List<Integer> results = new ArrayList<>(items.size());
                    for (Future<List<Integer>> chunk : executor.invokeAll(chunks(load, items, threads))) {
                        results.addAll(chunk.get());
                    }
                    return results;
                },
                executor::shutdown);
    }

    private static List<Callable<List<Integer>>> chunks(Load load, List<Integer> items, int threads) {
        int size = Math.max(1, items.size() / (threads * CHUNKS_PER_THREAD));
        List<Callable<List<Integer>>> chunks = new ArrayList<>();
        for (int i = 0; i < items.size(); i += size) {
            List<Integer> chunk = items.subList(i, Math.min(items.size(), i + size));
            chunks.add(() -> {
                List<Integer> results = new ArrayList<>(chunk.size());
                for (Integer item : chunk) {
                    results.add(load.work(item));
                }
                return results;
            });
        }
        return chunks;
    }

    private static List<Integer> collected(Load load, List<Integer> items, ExecutorService executor, int threads) {
        return items.size() < MANY
                ? items.stream()
                        .collect(ParallelCollectors.parallel(load::work, toList(), executor, threads))
                        .join()
                : items.stream()
                        .collect(ParallelCollectors.Batching.parallel(load::work, toList(), executor, threads))
                        .join();
    }
}
