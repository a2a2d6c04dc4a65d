package io.github.multiprocessing4j.internal.wire;

import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Reads the pieces of an {@link Encoded}, one after the other. */
final class PieceInput extends InputStream {

    private final Iterator<byte[]> rest;
    private byte[] piece = new byte[0];
    private int position;

    PieceInput(List<byte[]> pieces) {
        this.rest = pieces.iterator();
    }

    private boolean isAtEnd() {
        while (position == piece.length) {
            if (!rest.hasNext()) {
                return true;
            }
            piece = rest.next();
            position = 0;
        }
        return false;
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : piece[position++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, into, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return isAtEnd() ? 0 : piece.length - position;
    }
}
