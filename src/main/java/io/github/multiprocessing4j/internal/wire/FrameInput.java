package io.github.multiprocessing4j.internal.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of one frame. Whoever wants more than there are is told that the message is malformed.
 *
 * <p>Numbers of a frame that is here are read at once: a stream of the JDK would take each byte for itself.
 */
final class FrameInput extends InputStream {

    /** Null if all bytes are here. */
    private final InputStream in;

    /** Reads numbers from this stream itself; null if all bytes are here. */
    private final DataInputStream data;

    /** Holds all bytes; null if they have to be read. */
    private byte[] bytes;

    /** Where they end in that. */
    private int end;

    /** The bytes as numbers; null if they have to be read. */
    private ByteBuffer view;

    private final long believed;

    private long remaining;
    private long values;

    /**
     * The bytes of a frame.
     *
     * @param length how many there are
     * @param values how many values may be made of them: a byte becomes an object that needs many of them
     * @param believed see {@link #believed}
     */
    FrameInput(InputStream in, long length, long values, long believed) {
        this.in = in;
        this.believed = believed;
        this.data = new DataInputStream(this);
        this.remaining = length;
        this.values = values;
    }

    /** The bytes of frames all of which are here: see {@link #begin}. */
    FrameInput() {
        this.in = null;
        this.data = null;
        this.believed = Long.MAX_VALUE; // all is here: nothing has to be believed
    }

    /**
     * Goes on to another frame, all bytes of which are here.
     *
     * @param here holds them, from its position to its limit, in an array that it begins with
     * @param most how many values may be made of them
     */
    FrameInput begin(ByteBuffer here, long most) {
        this.bytes = here.array();
        this.end = here.limit();
        this.view = here;
        this.remaining = here.remaining();
        this.values = most;
        return this;
    }

    /** Notes that another value is made of the bytes. */
    void count() throws MalformedMessageException {
        if (values == 0) {
            throw new MalformedMessageException("too many values in a message");
        }
        values--;
    }

    long remaining() {
        return remaining;
    }

    /** How much memory may be reserved because the other side has said that so much will come. */
    long believed() {
        return believed;
    }

    byte readByte() throws IOException {
        return bytes == null ? data.readByte() : bytes[take(Byte.BYTES)];
    }

    short readShort() throws IOException {
        return bytes == null ? data.readShort() : view.getShort(take(Short.BYTES));
    }

    char readChar() throws IOException {
        return (char) readShort();
    }

    int readInt() throws IOException {
        return bytes == null ? data.readInt() : view.getInt(take(Integer.BYTES));
    }

    long readLong() throws IOException {
        return bytes == null ? data.readLong() : view.getLong(take(Long.BYTES));
    }

    String readUtf() throws IOException {
        return new DataInputStream(this).readUTF();
    }

    /** So many bytes, which are no more than remain. */
    byte[] readBytes(int length) throws IOException {
        if (bytes == null) {
            return (byte[]) PrimitiveArrays.read(DirectKind.BYTES, length, believed, this);
        }
        int at = take(length);
        return Arrays.copyOfRange(bytes, at, at + length);
    }

    /** Where so many bytes are, which are taken with that. */
    private int take(int count) throws EOFException {
        int at = end - (int) remaining;
        if (remaining < count) {
            remaining = 0;
            throw new EOFException();
        }
        remaining -= count;
        return at;
    }

    @Override
    public int read() throws IOException {
        if (remaining == 0) {
            return -1;
        }
        if (bytes != null) {
            int at = end - (int) remaining;
            remaining--;
            return bytes[at] & 0xff;
        }
        int b = in.read();
        if (b < 0) {
            throw cut();
        }
        remaining--;
        return b;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (remaining == 0) {
            return -1;
        }
        int most = (int) Math.min(length, remaining);
        if (bytes != null) {
            System.arraycopy(bytes, end - (int) remaining, into, offset, most);
            remaining -= most;
            return most;
        }
        int count = in.read(into, offset, most);
        if (count < 0) {
            throw cut();
        }
        remaining -= count;
        return count;
    }

    private EOFException cut() {
        return new EOFException("the stream ended " + remaining + " bytes before the end of a message");
    }
}
