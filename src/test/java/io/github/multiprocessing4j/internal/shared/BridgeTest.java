package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Shelf.begin;
import static io.github.multiprocessing4j.internal.shared.Shelf.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import io.github.multiprocessing4j.internal.wire.Link;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host, and guests who know the key but not how to behave. */
class BridgeTest {

    private static final long LIMIT = 1 << 24;
    private static final int HELLO = 1;
    private static final int JOIN = 3;
    private static final int SHARED = 4;

    private final Realms realms = new Realms();
    private final Exchange root = realms.root;
    private final Exchange home = realms.child(root);
    private final LinkedBlockingQueue<Object[]> heard = new LinkedBlockingQueue<>();

    private Link guest;
    private FutureTask<Void> host;

    @AfterEach
    void end() throws Exception {
        guest.close();
        get(host);
        realms.end();
    }

    private void visit() throws Exception {
        try (ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            guest = new Link(SocketChannel.open(server.getLocalAddress()), "guest", LIMIT, LIMIT);
            Link link = new Link(server.accept(), "host", LIMIT, LIMIT);
            host = begin(() -> {
                Bridge.host(home, link, this::gift).read();
                return null;
            });
        }
        begin(() -> {
            guest.read(heard::add);
            return null;
        });
    }

    private Encoded gift() {
        try {
            return home.coder().encode("gift");
        } catch (EncodingFailure impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void aGuestIsGivenSomethingAndMayLeave() throws Exception {
        visit();
        guest.send(HELLO, "0123");
        Object[] welcome = heard.poll(10, TimeUnit.SECONDS);
        assertThat(welcome).contains(home.path());
        assertThat(home.coder().decode((Encoded) welcome[2])).isEqualTo("gift");
        assertThat(home.knows("0123")).isFalse();
    }

    @Test
    void whoJoinsIsARoad() throws Exception {
        visit();
        guest.send(HELLO, "0123");
        guest.send(JOIN);
        Shelf.until(() -> home.knows("0123") && root.knows("0123"));
        guest.close();
        get(host);
        Shelf.until(() -> !home.knows("0123") && !root.knows("0123"));
    }

    @Test
    void whoDoesNotSayWhoHeIsIsSentAway() throws Exception {
        visit();
        guest.send(JOIN);
        get(host);
    }

    @Test
    void nobodyJoinsInTheNameOfTheProgram() throws Exception {
        visit();
        guest.send(HELLO, root.path() + "/9");
        guest.send(JOIN);
        get(host);
        assertThat(home.knows(root.path() + "/9")).isFalse();
    }

    @Test
    void nonsenseEndsTheVisit() throws Exception {
        visit();
        guest.send(HELLO, "0123");
        guest.send(99);
        get(host);
    }

    @Test
    void nothingIsHeardOfWhoHasNotJoined() throws Exception {
        visit();
        root.serve(7, (from, operation, arguments) -> {
            throw new AssertionError("served");
        });
        guest.send(SHARED, new Object[] {root.path(), home.path(), Messages.ASK, 1L, 7L, 1, new Object[0]});
        guest.send(HELLO, "0123");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).contains(home.path());
        assertThat(heard).isEmpty();
    }
}
