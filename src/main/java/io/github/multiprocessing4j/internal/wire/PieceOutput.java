package io.github.multiprocessing4j.internal.wire;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Collects bytes in pieces of at most {@link Encoded#PIECE}. */
final class PieceOutput extends OutputStream {

    /** Enough for a number. */
    private static final int FIRST = 32;

    private static final int LONGEST_SHARED = 1 << 11;

    /** An empty one that nobody changes, until there is one. */
    private List<byte[]> full = List.of();

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
            end(piece);
            piece = new byte[Encoded.PIECE];
            count = 0;
        }
    }

    private void end(byte[] ended) {
        if (full.isEmpty()) {
            full = new ArrayList<>();
        }
        full.add(ended);
    }

    /** Replaces the first byte that was written. */
    void replaceFirst(int b) {
        byte[] first = full.isEmpty() ? piece : full.get(0);
        first[0] = (byte) b;
    }

    /**
     * Ends the first piece here, if it is a short one, so that many that begin alike can share it.
     *
     * @param known a piece that somebody has; null for none
     * @return the first piece: the known one if it is the same
     */
    byte[] endFirst(byte[] known) {
        if (!full.isEmpty() || count > LONGEST_SHARED) {
            return known;
        }
        boolean same = known != null && Arrays.equals(piece, 0, count, known, 0, known.length);
        byte[] first = same ? known : Arrays.copyOf(piece, count);
        end(first);
        count = 0;
        return first;
    }

    List<byte[]> pieces() {
        if (count == 0) {
            return full;
        }
        byte[] last = count == piece.length ? piece : Arrays.copyOf(piece, count);
        if (full.isEmpty()) {
            return List.of(last);
        }
        List<byte[]> all = new ArrayList<>(full);
        all.add(last);
        return all;
    }
}
