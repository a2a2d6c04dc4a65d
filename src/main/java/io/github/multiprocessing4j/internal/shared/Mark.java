package io.github.multiprocessing4j.internal.shared;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What lies in mapped memory so that one can see whether that is there still: others can cut its file short. */
final class Mark {

    static final int BYTES = Long.BYTES;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long PRESENT = 0x6d70346a2d6d7574L;

    /**
     * An array that is too large for the fast way to get one. What is read where there is nothing is anything, and the
     * error may come later; but it is thrown on that way at the latest: so here, and not in the midst of what the
     * thread does next.
     */
    private static final int LARGE = 1 << 22;

    private Mark() {}

    /** Puts one. Before anybody else knows of the memory. */
    static void put(ByteBuffer memory, int at) {
        LONG.setVolatile(memory, at, PRESENT);
    }

    /** Looks for one. */
    static boolean isAt(ByteBuffer memory, int at) {
        try {
            if ((long) LONG.getVolatile(memory, at) == PRESENT) {
                return true;
            }
            Reference.reachabilityFence(new byte[LARGE]);
            return false;
        } catch (InternalError missing) {
            return false;
        }
    }
}
