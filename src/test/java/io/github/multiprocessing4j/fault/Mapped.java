package io.github.multiprocessing4j.fault;

import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.StartMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that says whether its worker shares memory with it, how long the strings are that the worker makes of
 * others, and what a child has put in a queue and sent by a pipe, neither of which it looks for before the child has
 * done it.
 */
final class Mapped {

    static final Path MAPS = Path.of("/proc/self/maps");

    private Mapped() {}

    public static void main(String[] args) throws Exception {
        try (Pool pool = Pool.create(o -> o.startMethod(StartMethod.SPAWN).workers(1))) {
            System.out.println(pool.apply(Mapped::isMapped));
            // Far more than fits a ring or the buffer of a socket, both ways at once.
            System.out.println(pool.map(item -> item + item, List.of("x".repeat(2_000_000), "y".repeat(3))).stream()
                    .map(String::length)
                    .toList());
        }
        Context processes = Multiprocessing.context(StartMethod.SPAWN);
        Queue<Integer> queue = processes.queue();
        Pipe<Integer> pipe = processes.pipe();
        Process child = processes.process(Mapped::tell, queue, pipe.right());
        child.start();
        child.join();
        System.out.println(queue.qsize() + " " + pipe.left().poll() + " " + queue.getNowait());
        System.out.println(pipe.left().recv() + " " + pipe.left().recv() + " "
                + pipe.left().recv());
    }

    private static void tell(Queue<Integer> queue, Connection<Integer> end) throws IOException, InterruptedException {
        queue.put(1);
        queue.put(2);
        for (int i = 3; i < 13; i++) { // fewer than there is room for
            end.send(i);
        }
    }

    /** Whether this JVM has mapped a file of the library. */
    static boolean isMapped() throws IOException {
        return Files.readAllLines(MAPS).stream().anyMatch(line -> line.contains("/multiprocessing4j-"));
    }
}
