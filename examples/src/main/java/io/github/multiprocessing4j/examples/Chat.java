package io.github.multiprocessing4j.examples;

import io.github.multiprocessing4j.Client;
import io.github.multiprocessing4j.Connection;
import io.github.multiprocessing4j.Listener;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Process;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A chat: a room at an address, and guests who come from processes of their own. What one says, all others hear.
 *
 * <p>In Python:
 *
 * <pre>
 * with Listener(('localhost', 0), authkey=key) as room:
 *     guest = Process(target=visit, args=(name, room.address, key, lines))
 *     guest.start()
 *     connection = room.accept()
 *     ...
 *     for ready in wait(guests):
 *         line = ready.recv()
 * </pre>
 */
public final class Chat {

    private Chat() {}

    /** A guest: says a line whenever he hears one, until he has none left. */
    static void visit(String name, Integer port, byte[] key, List<String> lines)
            throws IOException, InterruptedException {
        InetSocketAddress room = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (Connection<String> connection = Client.connect(room, key)) {
            connection.send(name);
            for (String line : lines) {
                connection.recv();
                connection.send(line);
            }
            connection.recv();
        }
    }

    private static void tellOthers(Map<Connection<String>, String> guests, Connection<String> from, String line)
            throws IOException, InterruptedException {
        System.out.println(line);
        for (Connection<String> guest : guests.keySet()) {
            if (guest != from) {
                guest.send(line);
            }
        }
    }

    /** Passes on what is said until all guests have gone. */
    private static void host(Map<Connection<String>, String> guests) throws IOException, InterruptedException {
        while (!guests.isEmpty()) {
            for (Connection<String> ready : Connection.wait(guests.keySet())) {
                try {
                    tellOthers(guests, ready, guests.get(ready) + ": " + ready.recv());
                } catch (EOFException gone) {
                    String name = guests.remove(ready);
                    ready.close();
                    tellOthers(guests, null, name + " has left");
                }
            }
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Map<Connection<String>, String> guests = new LinkedHashMap<>();
        try (Listener room = Listener.open(o -> o.family("AF_INET").authKey(key))) {
            Integer port = ((InetSocketAddress) room.address()).getPort();
            Process ann = Multiprocessing.process(Chat::visit, "Ann", port, key, List.of("Hello, Bob!", "Bye."));
            Process bob = Multiprocessing.process(Chat::visit, "Bob", port, key, List.of("Hello, Ann! I am leaving."));
            ann.start();
            bob.start();
            for (int i = 0; i < 2; i++) {
                Connection<String> guest = room.accept();
                guests.put(guest, guest.recv());
            }
            for (Map.Entry<Connection<String>, String> guest : guests.entrySet()) {
                if (guest.getValue().equals("Ann")) {
                    guest.getKey().send("Bob is here");
                }
            }
            host(guests);
            ann.join();
            bob.join();
        }
    }
}
