package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Bridges;
import io.github.multiprocessing4j.internal.wire.Doorway;
import io.github.multiprocessing4j.internal.wire.HandshakeException;
import java.io.IOException;
import java.net.SocketAddress;

/** The home of another manager, of this program or of another one, of which this one is a guest. */
final class HomeElsewhere implements Residence {

    private final Bridges.Visit visit;
    private final GuestWords words;
    private final Runnable over;

    private HomeElsewhere(Bridges.Visit visit, GuestWords words, Runnable over) {
        this.visit = visit;
        this.words = words;
        this.over = over;
    }

    /**
     * Goes there.
     *
     * @param over is told when the way has ended
     * @throws AuthenticationException if whoever is there does not know the key
     * @throws IOException if nobody is there
     */
    static HomeElsewhere visit(String name, ManagerOptions options, Runnable over)
            throws IOException, InterruptedException {
        Bridges.Visit visit;
        try {
            visit = Bridges.here().visit(Doorway.knock(options.addressOrNull(), options.keyOrNull(), name), name);
        } catch (HandshakeException refused) {
            throw new AuthenticationException(
                    "the manager at " + options.addressOrNull() + " and this one have not the same key, or it is none",
                    refused);
        }
        visit.onLoss(over);
        ManagedResults.here().admit(visit.home(), options);
        return new HomeElsewhere(visit, (GuestWords) Freight.decode(visit.gift()), over);
    }

    @Override
    public GuestWords words() {
        return words;
    }

    @Override
    public void initialize(Action initializer) {
        throw new UnsupportedOperationException("a manager elsewhere is initialized there");
    }

    @Override
    public SocketAddress open(SocketAddress address, byte[] key) {
        throw new UnsupportedOperationException("a manager elsewhere is opened there");
    }

    @Override
    public void end() {
        ManagedResults.here().forget(visit.home());
        visit.end();
        over.run();
    }

    @Override
    public void giveUp() {
        end();
    }
}
