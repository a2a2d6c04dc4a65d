package io.github.multiprocessing4j.internal.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Reads messages from frames. One thread at a time. */
public final class FrameReader {

    private static final int BUFFER = 1 << 16;

    /** How much memory the smallest value needs: so what is read takes no more than the limit or so. */
    private static final int BYTES_OF_A_VALUE = 16;

    private static final int FEWEST_VALUES = 1 << 16;

    private final ReadAhead ahead;
    private final DataInputStream in;
    private final long limit;
    private final long believed;

    /** Frames up to that length are read where they are in the buffer. */
    private final int shortFrame;

    private final FrameInput shortInput = new FrameInput();

    /** Where the message ends that is being read, as far as is known. Written by whoever reads. */
    private final AtomicLong end = new AtomicLong();

    /**
     * Reads from a stream.
     *
     * @param limit how many bytes a message may have
     */
    public FrameReader(InputStream in, long limit) {
        this(in, limit, BUFFER);
    }

    FrameReader(InputStream in, long limit, int buffer) {
        this(in, limit, buffer, PrimitiveArrays.FIRST_PART);
    }

    /** Reads from a stream whose writer may be believed: memory is reserved at once for all that he announces. */
    static FrameReader believing(InputStream in, long limit) {
        return new FrameReader(in, limit, BUFFER, limit);
    }

    private FrameReader(InputStream in, long limit, int buffer, long believed) {
        int size = Math.max(buffer, FrameWriter.HEADER);
        this.ahead = new ReadAhead(in, size);
        this.shortFrame = Math.min(size - FrameWriter.HEADER, FrameBuffer.MOST);
        this.in = new DataInputStream(ahead);
        this.limit = limit;
        this.believed = believed;
    }

    /** Whether bytes are here that were read from the stream. */
    public boolean hasBytes() throws IOException {
        return ahead.holds() || ahead.available() > 0;
    }

    /** Whether there are bytes here that the stream has given already. */
    public boolean holdsBytes() {
        return ahead.holds();
    }

    /**
     * Whether all of the next message is here, or can be read from the stream without waiting.
     *
     * @param more whether to read ahead for it; else it is a short one that has begun in what was read, if any has, and
     *     no byte is read that comes after it
     */
    public boolean hasMessage(boolean more) throws IOException {
        int extra = more ? shortFrame : 0;
        if (!more && !ahead.holds() || !ahead.holds(FrameWriter.HEADER, extra)) {
            return false;
        }
        long length = ahead.peekLong(Integer.BYTES); // one that lies is for whoever waits
        if (length > shortFrame) {
            return more && length <= ahead.available() - FrameWriter.HEADER;
        }
        return length < 0 || ahead.holds(FrameWriter.HEADER + (int) length, extra);
    }

    /** How many bytes were read, with those of the last message. */
    public long passed() {
        return ahead.passed();
    }

    /**
     * How many bytes of the stream have to come, at least, so that the message is complete that is being read, or was
     * last. Any thread.
     */
    public long end() {
        return end.get();
    }

    /**
     * Reads the next message.
     *
     * @return null if the stream ends before it
     * @throws EOFException if the stream ends in the middle of it
     * @throws MalformedMessageException if what comes is no message, or a longer one than the limit allows
     */
    public Object[] read() throws IOException {
        end.lazySet(ahead.passed() + FrameWriter.HEADER);
        if (!ahead.hasMore()) {
            return null;
        }
        int mark = ahead.take(Integer.BYTES).getInt();
        if (mark != FrameWriter.MARK) {
            throw new MalformedMessageException("no message begins with " + Integer.toHexString(mark));
        }
        long length = ahead.take(Long.BYTES).getLong();
        if (length < 0 || length > limit) {
            throw new MalformedMessageException(
                    "a message of " + length + " bytes, more than the " + limit + " that are allowed");
        }
        end.lazySet(ahead.passed() + length);
        long values = Math.max(FEWEST_VALUES, limit / BYTES_OF_A_VALUE);
        FrameInput frame = length > shortFrame
                ? new FrameInput(in, length, values, believed)
                : shortInput.begin(ahead.take((int) length), values);
        Object[] message = Plain.read(frame);
        if (frame.remaining() > 0) {
            throw new MalformedMessageException(frame.remaining() + " bytes too many in a message");
        }
        return message;
    }
}
