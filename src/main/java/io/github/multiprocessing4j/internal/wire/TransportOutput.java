package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.io.OutputStream;

/** What goes by a transport. */
final class TransportOutput extends OutputStream {

    private final Transport transport;

    TransportOutput(Transport transport) {
        this.transport = transport;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        transport.write(from, offset, length);
    }
}
