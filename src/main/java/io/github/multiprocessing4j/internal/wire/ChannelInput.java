package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads from a blocking channel.
 *
 * <p>The streams of {@code java.nio.channels.Channels} are not used here: those over one socket exclude each other on
 * some JDKs, so that whoever waits for input keeps everybody from writing.
 */
final class ChannelInput extends InputStream {

    private final ReadableByteChannel channel;

    ChannelInput(ReadableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(into, offset, length));
    }
}
