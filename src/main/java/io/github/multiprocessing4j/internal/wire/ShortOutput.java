package io.github.multiprocessing4j.internal.wire;

import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Writes a few bytes into memory of a fixed length, each value at once: a stream of the JDK would take each byte for
 * itself. What there is no room for is counted, and no more. One thread at a time.
 */
final class ShortOutput extends OutputStream implements DataOutput {

    private final byte[] bytes;
    private final ByteBuffer view;

    /** How many bytes there are, or would be. */
    private long length;

    ShortOutput(int most) {
        this.bytes = new byte[most];
        this.view = ByteBuffer.wrap(bytes);
    }

    /** What is written next stands there. */
    void moveTo(int position) {
        length = position;
    }

    /** Counts bytes for which there is no room. */
    void skip(long count) {
        length += count;
    }

    /** How many bytes there are, or would be. */
    long length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where so many bytes go; -1 if there is no room for them. */
    private int place(int count) {
        long at = length;
        length += count;
        return length <= bytes.length ? (int) at : -1;
    }

    @Override
    public void write(int b) {
        int at = place(1);
        if (at >= 0) {
            bytes[at] = (byte) b;
        }
    }

    @Override
    public void write(byte[] from) {
        write(from, 0, from.length);
    }

    @Override
    public void write(byte[] from, int offset, int count) {
        int at = place(count);
        if (at >= 0) {
            System.arraycopy(from, offset, bytes, at, count);
        }
    }

    @Override
    public void writeBoolean(boolean truth) {
        write(truth ? 1 : 0);
    }

    @Override
    public void writeByte(int number) {
        write(number);
    }

    @Override
    public void writeShort(int number) {
        int at = place(Short.BYTES);
        if (at >= 0) {
            view.putShort(at, (short) number);
        }
    }

    @Override
    public void writeChar(int character) {
        writeShort(character);
    }

    @Override
    public void writeInt(int number) {
        int at = place(Integer.BYTES);
        if (at >= 0) {
            view.putInt(at, number);
        }
    }

    @Override
    public void writeLong(long number) {
        int at = place(Long.BYTES);
        if (at >= 0) {
            view.putLong(at, number);
        }
    }

    @Override
    public void writeFloat(float number) {
        writeInt(Float.floatToIntBits(number));
    }

    @Override
    public void writeDouble(double number) {
        writeLong(Double.doubleToLongBits(number));
    }

    @Override
    public void writeBytes(String text) throws IOException {
        new DataOutputStream(this).writeBytes(text);
    }

    @Override
    public void writeChars(String text) throws IOException {
        new DataOutputStream(this).writeChars(text);
    }

    @Override
    public void writeUTF(String text) throws IOException {
        new DataOutputStream(this).writeUTF(text);
    }
}
