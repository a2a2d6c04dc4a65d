package io.github.multiprocessing4j.fault;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Mutex;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Semaphore;
import io.github.multiprocessing4j.Value;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A program of which a child cuts the memory short in which locks, permits and values are shared. */
final class CutPage {

    private CutPage() {}

    public static void main(String[] args) throws Exception {
        Context mp = Processes.spawn();
        Mutex lock = mp.lock();
        Semaphore semaphore = mp.boundedSemaphore(2);
        Value<Integer> value = mp.rawValue(0);
        join(mp.process(CutPage::use, lock, semaphore, value));
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            use(lock, semaphore, value);
        }
        join(mp.process(CutPage::cut, page()));
        for (int i = 0; i < 3; i++) {
            System.out.println(lock.acquire() + " " + lock);
            lock.release();
            System.out.println(semaphore.acquire() + " " + semaphore);
            semaphore.release();
        }
        try {
            System.out.println(value.get());
        } catch (InternalError cut) {
            System.out.println("cut");
        }
        join(mp.process(CutPage::take, lock, semaphore));
        try (Pool pool = mp.pool(1)) {
            System.out.println(pool.map(Processes::square, List.of(1, 2, 3)));
        }
    }

    private static void join(Process process) throws Exception {
        process.start();
        process.join();
        System.out.println(process.exitCode().orElseThrow());
    }

    private static void use(Mutex lock, Semaphore semaphore, Value<Integer> value) throws Exception {
        take(lock, semaphore);
        value.set(value.get() + 1);
    }

    private static void take(Mutex lock, Semaphore semaphore) throws Exception {
        lock.acquire();
        lock.release();
        semaphore.acquire();
        semaphore.release();
    }

    private static String page() throws Exception {
        return Files.readAllLines(Mapped.MAPS).stream()
                .filter(line -> line.contains("/page-"))
                .map(line -> line.substring(line.indexOf('/')))
                .findFirst()
                .orElseThrow();
    }

    private static void cut(String page) throws Exception {
        try (FileChannel file = FileChannel.open(Path.of(page), StandardOpenOption.WRITE)) {
            file.truncate(0);
        }
        Runtime.getRuntime().halt(9);
    }
}
