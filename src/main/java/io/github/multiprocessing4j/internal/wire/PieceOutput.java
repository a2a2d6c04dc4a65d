package io.github.multiprocessing4j.internal.wire;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Collects bytes in pieces of at most {@link Encoded#PIECE}. */
final class PieceOutput extends OutputStream {

    private static final int FIRST = 256;

    private final List<byte[]> full = new ArrayList<>(0);
    private byte[] piece = new byte[FIRST];
    private int count;

    @Override
    public void write(int b) {
        makeRoom();
        piece[count++] = (byte) b;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, from.length);
        int at = offset;
        int left = length;
        while (left > 0) {
            makeRoom();
            int part = Math.min(left, piece.length - count);
            System.arraycopy(from, at, piece, count, part);
            count += part;
            at += part;
            left -= part;
        }
    }

    private void makeRoom() {
        if (count < piece.length) {
            return;
        }
        if (count < Encoded.PIECE) {
            piece = Arrays.copyOf(piece, Math.min(Encoded.PIECE, 4 * count));
        } else {
            full.add(piece);
            piece = new byte[Encoded.PIECE];
            count = 0;
        }
    }

    List<byte[]> pieces() {
        List<byte[]> all = new ArrayList<>(full);
        if (count > 0) {
            all.add(count == piece.length ? piece : Arrays.copyOf(piece, count));
        }
        return all;
    }
}
