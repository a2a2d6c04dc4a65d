package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.wire.Handshake;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * What a child is told by its standard input, where nobody else can read it.
 *
 * @param key what it proves with that it is the child
 * @param socket where its parent waits for it
 * @param path its place among the JVMs of the program
 * @param depth how many levels it is below the program, which need not be the length of its path
 */
public record Boarding(byte[] key, String socket, String path, int depth) {

    /** Writes it, and leaves the stream open. */
    public void write(OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.write(key);
        out.writeUTF(socket);
        out.writeUTF(path);
        out.writeInt(depth);
        out.flush();
    }

    /** Reads it, and no byte more. */
    static Boarding read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        byte[] key = new byte[Handshake.KEY];
        in.readFully(key);
        return new Boarding(key, in.readUTF(), in.readUTF(), in.readInt());
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
