package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.shared.LinkRoad;
import io.github.multiprocessing4j.internal.wire.Handshake;
import io.github.multiprocessing4j.internal.wire.Link;
import io.github.multiprocessing4j.internal.wire.Rings;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * The program of a child JVM. No program of a user is run in it: only what its parent sends.
 *
 * <p>The thread that the JVM starts with is the one that works, see {@link Workbench}. Another one reads what the
 * parent sends, and never waits for anything else.
 */
public final class WorkerMain {

    private WorkerMain() {}

    /**
     * Becomes a worker.
     *
     * @param args its name, for those who look at the processes of the machine
     */
    public static void main(String[] args) {
        InputStream fromParent = System.in;
        System.setIn(InputStream.nullInputStream()); // the user's code finds it at its end
        Link link;
        String path;
        Preparation preparation;
        try {
            Boarding boarding = Boarding.read(fromParent);
            path = boarding.path();
            preparation = new Preparation(boarding);
            Depth.here().set(boarding.depth());
            link = connect(boarding, preparation);
        } catch (IOException notAdmitted) {
            if (!Leaving.isEnding()) {
                Console.say(
                        "worker " + String.join(" ", args) + " could not get in touch with its parent: " + notAdmitted);
                Runtime.getRuntime().halt(Protocol.NOT_ADMITTED);
            }
            return;
        }
        Leaving leaving = new Leaving(link, preparation.parent().orElse(null));
        leaving.watch();
        Exchange exchange = Exchange.here();
        LinkRoad road = new LinkRoad(link, Protocol.SHARED, Protocol.HANDED);
        exchange.becomeChild(path, road);
        Workbench bench = new Workbench(link, Thread.currentThread(), Classes.here());
        startReader(link, leaving, message -> {
            if (!road.receive(exchange, message)) {
                bench.receive(message);
            }
        });
        bench.work();
    }

    private static Link connect(Boarding boarding, Preparation preparation) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(boarding.socket()));
        Handshake.Hello mine = Handshake.Hello.ofThisJvm();
        Handshake.Hello theirs = Handshake.connect(channel, boarding.key(), boarding.nonce(), boarding.path(), mine);
        boarding.wipe();
        Rings rings = preparation.rings().orElse(null);
        boarding.sayWhetherMapped(channel, rings);
        return Link.toParent(channel, rings, mine.messageLimit(), theirs.messageLimit());
    }

    private static void startReader(Link link, Leaving leaving, Link.Receiver receiver) {
        Thread reader = new Thread(null, () -> read(link, leaving, receiver), "mp-parent-reader", 0, false);
        reader.setDaemon(true);
        reader.setContextClassLoader(null);
        reader.start();
    }

    /**
     * Reads until the parent is gone, and ends this JVM then, whatever its other threads are doing, and without its
     * hooks: one that hangs would keep the orphan alive. The system ends the link with the parent, by whatever it dies.
     */
    private static void read(Link link, Leaving leaving, Link.Receiver receiver) {
        try {
            link.read(receiver);
        } catch (IOException broken) {
            if (leaving.isBegun()) {
                return;
            }
        } catch (OutOfMemoryError exhausted) {
            Runtime.getRuntime().halt(Protocol.OUT_OF_MEMORY);
        }
        if (!leaving.isBegun()) {
            Runtime.getRuntime().halt(Protocol.ORPHANED);
        }
    }
}
