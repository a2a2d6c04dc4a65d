package io.github.multiprocessing4j.internal.wire;

import java.util.function.Consumer;

/** What is written in the direct form again and again, and always the same: made once. Any thread. */
final class DirectPhrase {

    /** Cannot be kept. */
    private static final byte[] TOO_LONG = {};

    /** Null as long as nobody has said it. */
    private volatile byte[] bytes;

    /**
     * Writes it.
     *
     * @param saying how it is written: the same each time
     */
    void put(DirectOutput out, Consumer<DirectOutput> saying) {
        byte[] known = bytes;
        if (known == null) {
            DirectOutput once = new DirectOutput();
            saying.accept(once);
            byte[] whole = once.whole();
            known = whole == null ? TOO_LONG : whole;
            bytes = known;
        }
        if (known == TOO_LONG) {
            saying.accept(out);
        } else {
            out.putFirst(known, known.length);
        }
    }
}
