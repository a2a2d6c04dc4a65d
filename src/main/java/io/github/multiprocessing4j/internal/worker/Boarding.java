package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.wire.Handshake;
import io.github.multiprocessing4j.internal.wire.Rings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a child is told by its standard input, where nobody else can read it.
 *
 * @param key what it proves with that it is the child
 * @param nonce what it says once in doing so: a source of randomness of its own would take it 10 ms to get ready
 * @param socket where its parent waits for it
 * @param memory the file of the memory that it is to map; empty for none
 * @param path its place among the JVMs of the program
 * @param depth how many levels it is below the program, which need not be the length of its path
 */
public record Boarding(byte[] key, byte[] nonce, String socket, String memory, String path, int depth) {

    private static final byte MAPPED = 1;
    private static final byte NOT_MAPPED = 0;

    /** Writes it, and leaves the stream open. */
    public void write(OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.write(key);
        out.write(nonce);
        out.writeUTF(socket);
        out.writeUTF(memory);
        out.writeUTF(path);
        out.writeInt(depth);
        out.flush();
    }

    /** Reads it, and no byte more. */
    static Boarding read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        byte[] key = new byte[Handshake.KEY];
        in.readFully(key);
        byte[] nonce = new byte[Handshake.NONCE];
        in.readFully(nonce);
        return new Boarding(key, nonce, in.readUTF(), in.readUTF(), in.readUTF(), in.readInt());
    }

    /** Maps the memory; gives null if there is none, or it cannot be mapped. */
    Rings map() {
        try {
            return memory.isEmpty() ? null : Rings.open(Path.of(memory));
        } catch (IOException | RuntimeException unmappable) {
            return null;
        }
    }

    /** Says whether the memory is mapped, if there is any, by the first byte after the handshake. */
    void sayWhetherMapped(SocketChannel channel, Rings rings) throws IOException {
        if (!memory.isEmpty()) {
            channel.write(ByteBuffer.wrap(new byte[] {rings == null ? NOT_MAPPED : MAPPED}));
        }
    }

    /** Hears, for the parent, what {@link #sayWhetherMapped} has said. */
    public static boolean hearWhetherMapped(ByteChannel channel) throws IOException {
        ByteBuffer said = ByteBuffer.allocate(1);
        return channel.read(said) == 1 && said.get(0) == MAPPED;
    }

    /** Forgets the key. */
    public void wipe() {
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "Boarding[" + path + "]";
    }
}
