package io.github.multiprocessing4j.internal.memory;

import java.nio.ByteBuffer;

/**
 * A piece of memory that other JVMs can map.
 *
 * @param file the file in which it lies
 * @param fileSize how many bytes that has
 * @param offset where in the file it begins
 * @param memory the piece
 * @param release gives it back: when nobody uses it any more, here and elsewhere
 */
public record Piece(String file, long fileSize, long offset, ByteBuffer memory, Runnable release) {}
