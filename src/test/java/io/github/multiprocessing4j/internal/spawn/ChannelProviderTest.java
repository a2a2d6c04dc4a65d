package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ChannelProviderTest {

    /** A provider of a user's. */
    public static final class Own extends SelectorProvider {

        @Override
        public DatagramChannel openDatagramChannel() throws IOException {
            throw new IOException();
        }

        @Override
        public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
            throw new IOException();
        }

        @Override
        public Pipe openPipe() throws IOException {
            throw new IOException();
        }

        @Override
        public AbstractSelector openSelector() throws IOException {
            throw new IOException();
        }

        @Override
        public ServerSocketChannel openServerSocketChannel() throws IOException {
            throw new IOException();
        }

        @Override
        public SocketChannel openSocketChannel() throws IOException {
            throw new IOException();
        }
    }

    @Test
    void thatOfTheJdkIsNamed() {
        assertThat(ChannelProvider.options())
                .containsExactly("-Djava.nio.channels.spi.SelectorProvider="
                        + SelectorProvider.provider().getClass().getName());
    }

    @Test
    void thatOfAUserIsFoundAsItWasFoundHere() {
        assertThat(ChannelProvider.options(Own.class)).isEmpty();
    }

    @Test
    void noneIsNamedThatCannotBeMadeByItsName() {
        assertThat(ChannelProvider.options(Runtime.class)).isEmpty();
        assertThat(ChannelProvider.options(Integer.class)).isEmpty();
        assertThat(ChannelProvider.options(new ArrayList<>().iterator().getClass()))
                .isEmpty();
    }
}
