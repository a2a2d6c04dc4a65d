package io.github.multiprocessing4j.examples;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import java.util.List;

/**
 * One process puts a welcome for each of two people into a queue, another one takes them out.
 *
 * <p>In Python:
 *
 * <pre>
 * q = multiprocessing.Queue()
 * p1 = multiprocessing.Process(target=people, args=(li, q))
 * p2 = multiprocessing.Process(target=welcome_people, args=(q,))
 * </pre>
 */
public final class QueueExample {

    private QueueExample() {}

    static void people(List<String> li, Queue<String> q) throws InterruptedException {
        for (String name : li) {
            q.put("Welcome " + name);
        }
    }

    static void welcomePeople(Queue<String> q) throws InterruptedException {
        System.out.println("Welcoming People: \n");
        while (!q.empty()) {
            System.out.println(q.get());
        }
    }

    public static void main(String[] args) throws InterruptedException {
        // input list
        List<String> li = List.of("Ram", "Geeta");

        // creating multiprocessing queue
        Queue<String> q = Multiprocessing.queue();

        // creating new processes
        Process p1 = Multiprocessing.process(QueueExample::people, li, q);
        Process p2 = Multiprocessing.process(QueueExample::welcomePeople, q);

        // running process p1 to welcome the people of the list
        p1.start();
        p1.join();

        // running process p2 to get the queue's elements
        p2.start();
        p2.join();
    }
}
