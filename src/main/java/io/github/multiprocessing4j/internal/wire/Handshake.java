package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.nio.channels.ByteChannel;

/** Stub. */
public final class Handshake {
    public record Hello(String runtime, long messageLimit) {
        public static Hello ofThisJvm() {
            return new Hello(Runtime.version().toString(), Runtime.getRuntime().maxMemory() / 2);
        }
    }

    public static class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    public static Hello accept(ByteChannel c, byte[] k, String w, Hello mine) throws IOException {
        return mine;
    }

    public static Hello connect(ByteChannel c, byte[] k, String w, Hello mine) throws IOException {
        return mine;
    }
}
