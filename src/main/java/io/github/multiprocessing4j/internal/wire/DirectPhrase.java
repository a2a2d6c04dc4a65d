package io.github.multiprocessing4j.internal.wire;

import java.util.function.Consumer;

/** What is written in the direct form again and again, and always the same: made once. Any thread. */
final class DirectPhrase {

    /** Null as long as nobody has said it, or if it cannot be kept. */
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
            known = once.whole();
            if (known == null) {
                saying.accept(out);
                return;
            }
            bytes = known;
        }
        out.putFirst(known, known.length);
    }
}
