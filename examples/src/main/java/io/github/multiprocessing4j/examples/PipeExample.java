package io.github.multiprocessing4j.examples;

import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pipe;
import io.github.multiprocessing4j.Process;
import java.io.IOException;
import java.util.List;

/**
 * One process sends three people through a pipe, another one receives and welcomes them. A {@code null} says that
 * everybody is there: so the program is the same whether the processes share the ends of the pipe, as threads do, or
 * have copies of them.
 *
 * <p>In Python:
 *
 * <pre>
 * parent_conn, child_conn = multiprocessing.Pipe()
 * p1 = multiprocessing.Process(target=coming_people, args=(parent_conn, peoples))
 * p2 = multiprocessing.Process(target=welcoming_people, args=(child_conn,))
 * </pre>
 */
public final class PipeExample {

    private PipeExample() {}

    static void comingPeople(Connection<String> conn, List<String> peoples) throws IOException, InterruptedException {
        for (String people : peoples) {
            conn.send(people);
        }
        conn.send(null);
    }

    static void welcomingPeople(Connection<String> conn) throws IOException, InterruptedException {
        for (String people = conn.recv(); people != null; people = conn.recv()) {
            System.out.println("Welcome: " + people);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        // people to be welcomed
        List<String> peoples = List.of("Ram", "Geeta", "Rajesh");

        // creating a pipe
        Pipe<String> pipe = Multiprocessing.pipe();

        // creating new processes
        Process p1 = Multiprocessing.process(PipeExample::comingPeople, pipe.left(), peoples);
        Process p2 = Multiprocessing.process(PipeExample::welcomingPeople, pipe.right());

        // running processes
        p1.start();
        p2.start();

        // wait until processes finish
        p1.join();
        p2.join();
    }
}
