package io.github.multiprocessing4j.internal.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** The other side of a connection that says what it was going to say anyway, and then ends. */
final class ScriptedChannel implements ByteChannel {

    private final ByteBuffer script;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    ScriptedChannel(byte[] script) {
        this.script = ByteBuffer.wrap(script);
    }

    /** Gives one byte at a time, as a channel may. */
    @Override
    public int read(ByteBuffer into) {
        if (!script.hasRemaining()) {
            return -1;
        }
        into.put(script.get());
        return 1;
    }

    @Override
    public int write(ByteBuffer from) {
        written.write(from.get());
        return 1;
    }

    byte[] written() {
        return written.toByteArray();
    }

    int read() {
        return script.position();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        throw new AssertionError("it is not the handshake's");
    }
}
