package io.github.multiprocessing4j.internal.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Proves that one knows a key, without saying it: HMAC-SHA-256, as RFC 2104 has it.
 *
 * <p>Made of the JDK's SHA-256 and not of its {@code javax.crypto.Mac}, which takes longer to load than all the rest of
 * a handshake, in each child, and which keeps a copy of the key that nobody can wipe.
 */
final class Proof {

    /** How long a proof is, in bytes. */
    static final int LENGTH = 32;

    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private Proof() {}

    /** The proof that whoever made it knows the key and means what was said. */
    static byte[] of(byte[] key, byte[] said) {
        MessageDigest digest = sha256();
        byte[] block = Arrays.copyOf(key.length > BLOCK ? digest.digest(key) : key, BLOCK);
        try {
            mask(block, INNER);
            digest.update(block);
            byte[] inner = digest.digest(said);
            mask(block, (byte) (INNER ^ OUTER));
            digest.update(block);
            return digest.digest(inner);
        } finally {
            Arrays.fill(block, (byte) 0);
        }
    }

    private static void mask(byte[] block, byte with) {
        for (int i = 0; i < block.length; i++) {
            block[i] ^= with;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has it", e);
        }
    }
}
