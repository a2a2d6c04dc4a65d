package io.github.multiprocessing4j;

import java.io.IOException;
import java.net.SocketAddress;

/**
 * The home of a manager in this JVM.
 *
 * @param keeper the home
 * @param over is told when it has ended
 */
record OwnHome(Keeper keeper, Runnable over) implements Residence {

    @Override
    public GuestWords words() {
        return keeper;
    }

    @Override
    public void initialize(Action initializer) throws Exception {
        keeper.initialize(initializer);
    }

    @Override
    public SocketAddress open(SocketAddress address, byte[] key) throws IOException {
        return keeper.open(address, key);
    }

    @Override
    public void end() {
        keeper.end();
        over.run();
    }

    @Override
    public void giveUp() {
        end();
    }
}
