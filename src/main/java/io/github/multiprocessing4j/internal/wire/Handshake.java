package io.github.multiprocessing4j.internal.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * How a JVM and its child find out that they talk to each other, before anything else is said.
 *
 * <pre>
 *   parent                                      child
 *     hello, with a nonce  --------------------&gt;
 *                          &lt;--------------------  hello, with a nonce
 *                          &lt;--------------------  proof("worker", both hellos, its name)
 *     proof("parent", both hellos, its name) --&gt;
 * </pre>
 *
 * <p>Both know a key that is used for this alone. A proof is of no use to anybody else: not later, because of the other
 * side's nonce; not in the other direction, because of the role; not for another child, because of its name. Until a
 * proof has come and is right, no more than 256 bytes are read at once, and what they say changes nothing. Nothing can
 * be negotiated, and no object is read.
 *
 * <p>Nothing here limits the time: whoever calls closes the channel, or gives one that gives up.
 */
/*
 * The user at the other end of a socket could be asked for as well (jdk.net.ExtendedSocketOptions.SO_PEERCRED). It is
 * not: only this user and root reach a socket in a private directory, and both could read the key from memory. It would
 * tie this room to the module jdk.net, which a JVM that was put together with jlink may not have.
 *
 * A message is two bytes of length and so many of content. The content of a hello:
 *
 *     4 mark   1 version   32 nonce   8 message limit   1 length   n runtime, in ASCII
 *
 * The content of a proof: 32 bytes.
 */
public final class Handshake {

    /** How long a key is, in bytes. */
    public static final int KEY = 32;

    /** How long a nonce is, in bytes. */
    public static final int NONCE = 32;

    private static final int MARK = 0x6d70346a;
    private static final int VERSION = 1;
    private static final int LONGEST_MESSAGE = 256;

    private static final String PARENT = "parent";
    private static final String WORKER = "worker";

    private Handshake() {}

    /**
     * What each side tells the other.
     *
     * @param runtime the version of its JVM: printable ASCII, up to 100 characters
     * @param messageLimit how many bytes a message may have that is sent to it
     */
    public record Hello(String runtime, long messageLimit) {

        private static final int LONGEST_RUNTIME = 100;

        public Hello {
            if (runtime.length() > LONGEST_RUNTIME || !isPrintable(runtime)) {
                throw new IllegalArgumentException("runtime: " + runtime);
            }
            if (messageLimit <= 0) {
                throw new IllegalArgumentException("messageLimit: " + messageLimit);
            }
        }

        /** What this JVM is, and takes: what comes as half of its heap could not be made an object of there. */
        public static Hello ofThisJvm() {
            String version = System.getProperty("java.vm.version", "unknown");
            StringBuilder runtime = new StringBuilder();
            for (int i = 0; i < Math.min(LONGEST_RUNTIME, version.length()); i++) {
                runtime.append(isPrintable(version.charAt(i)) ? version.charAt(i) : '?');
            }
            return new Hello(runtime.toString(), Runtime.getRuntime().maxMemory() / 2);
        }

        /** By hand: patterns and streams take a JVM that has just started longer than all the rest of this. */
        private static boolean isPrintable(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (!isPrintable(text.charAt(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isPrintable(char c) {
            return c >= ' ' && c <= '~';
        }
    }

    /** The other side is the right one, and still cannot be worked with. */
    public static final class RefusedException extends HandshakeException {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Finds out, for the parent, whether it is the child that has connected.
     *
     * @param channel in blocking mode; whatever is thrown, it is of no use any more
     * @param key what the child, and nobody else, was told
     * @param worker the name of the child
     * @param mine what the child is told
     * @return what the child says
     * @throws RefusedException if it is the child, but its JVM is another one than this
     * @throws HandshakeException if it is somebody else
     */
    public static Hello accept(ByteChannel channel, byte[] key, String worker, Hello mine) throws IOException {
        requireKey(key);
        byte[] parent = hello(mine, fresh());
        send(channel, parent);
        byte[] child = receive(channel);
        Hello theirs = read(child);
        verify(receive(channel), proof(key, WORKER, worker, parent, child));
        if (!theirs.runtime().equals(mine.runtime())) {
            throw refused(theirs, mine);
        }
        send(channel, proof(key, PARENT, worker, parent, child));
        return theirs;
    }

    /**
     * Finds out, for the child, whether it is the parent that it has connected to.
     *
     * @param channel in blocking mode; whatever is thrown, it is of no use any more
     * @param key what the parent has told this child, and nobody else
     * @param worker the name of the child
     * @param mine what the parent is told
     * @return what the parent says
     * @throws RefusedException if whoever it is has ended the connection, and says to run on another JVM than this
     * @throws HandshakeException if it is somebody else, or the parent refuses this child
     */
    public static Hello connect(ByteChannel channel, byte[] key, String worker, Hello mine) throws IOException {
        return connect(channel, key, fresh(), worker, mine);
    }

    /**
     * Finds out the same, with a nonce that was made for this alone by somebody who is trusted.
     *
     * @param nonce nobody else's, and not used before
     */
    public static Hello connect(ByteChannel channel, byte[] key, byte[] nonce, String worker, Hello mine)
            throws IOException {
        requireKey(key);
        byte[] parent = receive(channel);
        Hello theirs = read(parent);
        byte[] child = hello(mine, nonce);
        send(channel, child);
        send(channel, proof(key, WORKER, worker, parent, child));
        byte[] answer;
        try {
            answer = receive(channel);
        } catch (HandshakeException ended) {
            throw theirs.runtime().equals(mine.runtime()) ? ended : refused(mine, theirs);
        }
        verify(answer, proof(key, PARENT, worker, parent, child));
        return theirs;
    }

    private static RefusedException refused(Hello child, Hello parent) {
        return new RefusedException("the child runs on JVM " + child.runtime() + ", and its parent on JVM "
                + parent.runtime() + ": they have to be the same");
    }

    private static void requireKey(byte[] key) {
        if (key.length != KEY) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes, not " + KEY);
        }
    }

    private static byte[] fresh() {
        byte[] nonce = new byte[NONCE];
        new SecureRandom().nextBytes(nonce);
        return nonce;
    }

    private static byte[] hello(Hello hello, byte[] nonce) throws IOException {
        if (nonce.length != NONCE) {
            throw new IllegalArgumentException("a nonce of " + nonce.length + " bytes, not " + NONCE);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MARK);
        out.writeByte(VERSION);
        out.write(nonce);
        out.writeLong(hello.messageLimit());
        out.writeByte(hello.runtime().length());
        out.write(hello.runtime().getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    private static Hello read(byte[] hello) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(hello);
        DataInputStream in = new DataInputStream(bytes);
        try {
            if (in.readInt() != MARK) {
                throw new HandshakeException("the other side does not begin as this library does");
            }
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new HandshakeException(
                        "the other side speaks version " + version + " of the protocol, and this one " + VERSION);
            }
            in.readFully(new byte[NONCE]);
            long messageLimit = in.readLong();
            byte[] runtime = new byte[in.readUnsignedByte()];
            in.readFully(runtime);
            if (bytes.available() > 0) {
                throw new HandshakeException("a hello that is too long");
            }
            return new Hello(new String(runtime, StandardCharsets.US_ASCII), messageLimit);
        } catch (EOFException end) {
            throw new HandshakeException("a hello that is too short");
        } catch (IllegalArgumentException senseless) {
            throw new HandshakeException("a hello that makes no sense");
        }
    }

    /** All parts but the last have a length of their own, so that no two different sayings have the same bytes. */
    private static byte[] proof(byte[] key, String role, String worker, byte[] parent, byte[] child)
            throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(said);
        out.writeByte(VERSION);
        out.writeUTF(role);
        out.writeUTF(worker);
        out.writeShort(parent.length);
        out.write(parent);
        out.writeShort(child.length);
        out.write(child);
        return Proof.of(key, said.toByteArray());
    }

    private static void verify(byte[] theirs, byte[] expected) throws HandshakeException {
        if (!MessageDigest.isEqual(theirs, expected)) {
            throw new HandshakeException("the other side does not know the key");
        }
    }

    private static void send(ByteChannel channel, byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES + content.length);
        bytes.putShort((short) content.length).put(content).flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static byte[] receive(ByteChannel channel) throws IOException {
        int length = Short.toUnsignedInt(fill(channel, Short.BYTES).getShort());
        if (length > LONGEST_MESSAGE) {
            throw new HandshakeException("the other side begins with a message of " + length + " bytes");
        }
        return fill(channel, length).array();
    }

    private static ByteBuffer fill(ByteChannel channel, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new HandshakeException("the other side has ended the connection before it was known");
            }
        }
        return bytes.flip();
    }
}
