package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Writes to a blocking channel. See {@link ChannelInput}. */
final class ChannelOutput extends OutputStream {

    /** Heap buffers are copied to memory outside the heap, which the JDK keeps for each thread: so in small parts. */
    private static final int PART = 1 << 16;

    private final WritableByteChannel channel;

    ChannelOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        for (int at = offset; at < offset + length; at += PART) {
            ByteBuffer part = ByteBuffer.wrap(from, at, Math.min(PART, offset + length - at));
            while (part.hasRemaining()) {
                channel.write(part);
            }
        }
    }
}
