package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.memory.Piece;

/**
 * Where another realm finds the state of an object in memory of its home.
 *
 * @param file the file to map
 * @param fileSize how many bytes that has
 * @param offset where in the file the object's piece begins
 * @param length how many bytes that has
 * @param seat by which the other realm is known in it
 */
record Lease(String file, long fileSize, long offset, int length, int seat) {

    static Lease of(Piece piece, int seat) {
        return new Lease(
                piece.file(), piece.fileSize(), piece.offset(), piece.memory().capacity(), seat);
    }

    /** Plain data. */
    Object[] write() {
        return new Object[] {file, fileSize, offset, length, seat};
    }

    static Lease read(Object written) {
        Object[] row = (Object[]) written;
        return new Lease((String) row[0], (long) row[1], (long) row[2], (int) row[3], (int) row[4]);
    }
}
