package io.github.multiprocessing4j.internal.wire;

import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Messages of plain data: rows of null, truth values, numbers, characters, text, bytes, {@link Encoded} objects and
 * rows of these. What the library itself has to say is said in them, so that no class is loaded and no code run by
 * reading.
 *
 * <p>Text that is not well-formed (lone surrogates) is kept as it is.
 */
public final class Plain {

    /** How deep rows may be nested. */
    private static final int DEEPEST = 16;

    /** How many values of a row room is made for on its word alone. */
    private static final int FEW = 16;

    private static final byte NULL = 0;
    private static final byte FALSE = 1;
    private static final byte TRUE = 2;
    private static final byte BYTE = 3;
    private static final byte SHORT = 4;
    private static final byte CHAR = 5;
    private static final byte INT = 6;
    private static final byte LONG = 7;
    private static final byte FLOAT = 8;
    private static final byte DOUBLE = 9;
    private static final byte TEXT = 10;
    private static final byte BYTES = 11;
    private static final byte ROW = 12;
    private static final byte ENCODED = 13;
    private static final byte ENCODED_ABROAD = 14;

    private Plain() {}

    /**
     * Writes a message.
     *
     * @throws IllegalArgumentException if it holds something else
     */
    public static void write(Object[] message, DataOutputStream out) throws IOException {
        write(message, out, slab -> slab.writeTo(out));
    }

    /** What becomes of large arrays. */
    interface Slabs {

        void write(Slab slab) throws IOException;
    }

    /** Writes a message, as {@link #write(Object[], DataOutputStream)}, whose large arrays go another way. */
    static void write(Object[] message, DataOutput out, Slabs slabs) throws IOException {
        writeRow(message, out, slabs, 0);
    }

    private static void writeRow(Object[] row, DataOutput out, Slabs slabs, int depth) throws IOException {
        if (depth == DEEPEST) {
            throw new IllegalArgumentException("rows nested deeper than " + DEEPEST);
        }
        out.writeInt(row.length);
        for (Object value : row) {
            writeValue(value, out, slabs, depth);
        }
    }

    private static void writeValue(Object value, DataOutput out, Slabs slabs, int depth) throws IOException {
        // What messages have most of comes first.
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Integer number) {
            out.writeByte(INT);
            out.writeInt(number);
        } else if (value instanceof Long number) {
            out.writeByte(LONG);
            out.writeLong(number);
        } else if (value instanceof Encoded encoded) {
            out.writeByte(encoded.isFromAbroad() ? ENCODED_ABROAD : ENCODED);
            writeEncoded(encoded, out, slabs);
        } else if (value instanceof Object[] row) {
            out.writeByte(ROW);
            writeRow(row, out, slabs, depth + 1);
        } else if (value instanceof String text) {
            writeText(text, out);
        } else if (value instanceof Boolean truth) {
            out.writeByte(truth ? TRUE : FALSE);
        } else if (value instanceof byte[] bytes) {
            out.writeByte(BYTES);
            writeBytes(bytes, out);
        } else if (value instanceof Byte number) {
            out.writeByte(BYTE);
            out.writeByte(number);
        } else if (value instanceof Short number) {
            out.writeByte(SHORT);
            out.writeShort(number);
        } else if (value instanceof Character character) {
            out.writeByte(CHAR);
            out.writeChar(character);
        } else if (value instanceof Float number) {
            out.writeByte(FLOAT);
            out.writeFloat(number);
        } else if (value instanceof Double number) {
            out.writeByte(DOUBLE);
            out.writeDouble(number);
        } else {
            throw new IllegalArgumentException(
                    "a message cannot hold a " + value.getClass().getName());
        }
    }

    private static void writeText(String text, DataOutput out) throws IOException {
        out.writeByte(TEXT);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean wellFormed = !hasSurrogates(text) || new String(bytes, StandardCharsets.UTF_8).equals(text);
        out.writeBoolean(wellFormed);
        writeBytes(wellFormed ? bytes : chars(text), out);
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The characters one by one, because a charset would replace what is not well-formed. */
    private static byte[] chars(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Character.BYTES, text.length()));
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void writeEncoded(Encoded encoded, DataOutput out, Slabs slabs) throws IOException {
        out.writeInt(encoded.tickets().size());
        for (Ticket ticket : encoded.tickets()) {
            out.writeUTF(ticket.home());
            out.writeLong(ticket.object());
            out.writeUTF(ticket.issuer());
            out.writeLong(ticket.number());
        }
        for (byte[] piece : encoded.pieces()) {
            writeBytes(piece, out);
        }
        out.writeInt(0);
        for (Slab slab : encoded.slabs()) {
            out.writeByte(slab.kind().ordinal());
            out.writeInt(slab.length());
            slabs.write(slab);
        }
        out.writeByte(NULL);
    }

    /**
     * Reads a message.
     *
     * @param frame the bytes of the message, and no others
     * @throws MalformedMessageException if it is none
     */
    static Object[] read(FrameInput frame) throws IOException {
        try {
            return readRow(frame, 0);
        } catch (EOFException end) {
            if (frame.remaining() > 0) {
                throw end; // of the stream, in the middle of the frame
            }
            throw new MalformedMessageException("it ended in the middle of a value");
        } catch (UTFDataFormatException malformed) {
            throw new MalformedMessageException("text that is none: " + malformed.getMessage());
        }
    }

    private static Object[] readRow(FrameInput frame, int depth) throws IOException {
        int length = length(frame);
        if (depth == DEEPEST) {
            throw new MalformedMessageException("rows nested deeper than " + DEEPEST);
        }
        Object[] row = new Object[Math.min(length, FEW)]; // the length may be a lie
        for (int i = 0; i < length; i++) {
            if (i == row.length) {
                row = Arrays.copyOf(row, (int) Math.min(length, 2L * i));
            }
            row[i] = readValue(frame, depth);
        }
        return row;
    }

    private static Object readValue(FrameInput frame, int depth) throws IOException {
        frame.count();
        byte tag = frame.readByte();
        return switch (tag) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case BYTE -> frame.readByte();
            case SHORT -> frame.readShort();
            case CHAR -> frame.readChar();
            case INT -> frame.readInt();
            case LONG -> frame.readLong();
            case FLOAT -> Float.intBitsToFloat(frame.readInt());
            case DOUBLE -> Double.longBitsToDouble(frame.readLong());
            case TEXT -> readText(frame);
            case BYTES -> frame.readBytes(length(frame));
            case ROW -> readRow(frame, depth + 1);
            case ENCODED -> readEncoded(frame);
            case ENCODED_ABROAD -> readEncoded(frame).fromAbroad();
            default -> throw new MalformedMessageException("unknown kind of value: " + tag);
        };
    }

    private static String readText(FrameInput frame) throws IOException {
        boolean wellFormed = frame.readByte() != 0;
        byte[] bytes = frame.readBytes(length(frame));
        return wellFormed
                ? new String(bytes, StandardCharsets.UTF_8)
                : ByteBuffer.wrap(bytes).asCharBuffer().toString();
    }

    private static Encoded readEncoded(FrameInput frame) throws IOException {
        List<Ticket> tickets = readTickets(frame);
        List<byte[]> pieces = readPieces(frame);
        return new Encoded(pieces, readSlabs(frame), tickets, true);
    }

    // Most objects have one piece and nothing else, so nothing is made for more than there is.

    private static List<Ticket> readTickets(FrameInput frame) throws IOException {
        int count = length(frame);
        if (count == 0) {
            return List.of();
        }
        List<Ticket> tickets = new ArrayList<>(Math.min(count, FEW));
        for (int i = 0; i < count; i++) {
            frame.count();
            tickets.add(new Ticket(frame.readUtf(), frame.readLong(), frame.readUtf(), frame.readLong()));
        }
        return tickets;
    }

    private static List<byte[]> readPieces(FrameInput frame) throws IOException {
        byte[] first = readPiece(frame);
        byte[] next = first == null ? null : readPiece(frame);
        if (next == null) {
            return first == null ? List.of() : List.of(first);
        }
        List<byte[]> pieces = new ArrayList<>();
        pieces.add(first);
        for (; next != null; next = readPiece(frame)) {
            pieces.add(next);
        }
        return pieces;
    }

    /** Null for no other one. */
    private static byte[] readPiece(FrameInput frame) throws IOException {
        int length = length(frame);
        if (length == 0) {
            return null;
        }
        if (length > Encoded.PIECE) {
            throw new MalformedMessageException("a piece of " + length + " bytes");
        }
        frame.count();
        return frame.readBytes(length);
    }

    private static List<Slab> readSlabs(FrameInput frame) throws IOException {
        byte tag = frame.readByte();
        if (tag == NULL) {
            return List.of();
        }
        List<Slab> slabs = new ArrayList<>(1);
        for (; tag != NULL; tag = frame.readByte()) {
            DirectKind kind = DirectKind.at(tag);
            if (!PrimitiveArrays.isOne(kind)) {
                throw new MalformedMessageException("arrays of kind " + tag);
            }
            frame.count();
            int length = length(frame, PrimitiveArrays.elementSize(kind));
            slabs.add(Slab.of(kind, PrimitiveArrays.read(kind, length, frame.believed(), frame)));
        }
        return slabs;
    }

    /** A number of bytes, or of values with at least one byte each: so no more than are left in the frame. */
    private static int length(FrameInput frame) throws IOException {
        return length(frame, 1);
    }

    private static int length(FrameInput frame, int size) throws IOException {
        int length = frame.readInt();
        if (length < 0 || length > frame.remaining() / size) {
            throw new MalformedMessageException(
                    "a length of " + length + " where " + frame.remaining() + " bytes are left");
        }
        return length;
    }
}
