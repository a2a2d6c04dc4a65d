package io.github.multiprocessing4j;

import java.io.IOException;

/**
 * A message did not fit into the buffer that was given for it. The message was received, and is here.
 *
 * @see Connection#recvBytesInto(byte[], int)
 */
public final class BufferTooShortException extends IOException {

    private static final long serialVersionUID = 1L;

    private final byte[] message;

    BufferTooShortException(byte[] message, int room) {
        super("the message has " + message.length + " bytes, and the buffer room for " + room);
        this.message = message;
    }

    /**
     * The message that did not fit.
     *
     * @return all of its bytes
     */
    public byte[] message() {
        return message.clone();
    }
}
