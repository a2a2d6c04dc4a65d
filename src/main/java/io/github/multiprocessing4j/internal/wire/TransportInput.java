package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.io.InputStream;

/** What comes by a transport. */
final class TransportInput extends InputStream {

    private final Transport transport;

    TransportInput(Transport transport) {
        this.transport = transport;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return length == 0 ? 0 : transport.read(into, offset, length);
    }

    @Override
    public int available() throws IOException {
        return transport.available();
    }
}
