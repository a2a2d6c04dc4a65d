package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.ClassPlaces;
import io.github.multiprocessing4j.internal.wire.Codec;
import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.ObjectInputFilter;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The codec of this JVM: makes bytes of objects, and issues the claims to the shared objects among them. */
public final class Coder {

    private final Consumer<List<Ticket>> issue;
    private final Consumer<List<Ticket>> giveUp;
    private final AtomicBoolean installed = new AtomicBoolean();
    private volatile Codec codec;
    private volatile boolean untouched;

    Coder(Consumer<List<Ticket>> issue, Consumer<List<Ticket>> giveUp) {
        this.issue = issue;
        this.giveUp = giveUp;
        this.codec = new Codec(new CommonPlaces(), issue);
    }

    /** Finds classes where every JVM of a program with one class path finds them. */
    private static final class CommonPlaces implements ClassPlaces {

        @Override
        public String placeOf(Class<?> type) {
            return EVERYWHERE;
        }

        @Override
        public Class<?> find(String place, String name) throws ClassNotFoundException {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        }
    }

    /**
     * Says where classes are found from now on. Until then they are found by the context class loader.
     *
     * @throws IllegalStateException if that was said before
     */
    public void install(ClassPlaces places) {
        if (!installed.compareAndSet(false, true)) {
            throw new IllegalStateException("the places of classes are known already");
        }
        codec = new Codec(places, issue, () -> untouched);
    }

    /** This JVM has just started, and no code of the user has run in it. */
    public void beginUntouched() {
        untouched = true;
    }

    /** From now on code of the user may have run in this JVM. */
    public void touch() {
        if (untouched) {
            untouched = false;
        }
    }

    /**
     * Makes bytes of an object. Runs code of the user.
     *
     * @throws EncodingFailure if that is impossible
     */
    public Encoded encode(Object value) throws EncodingFailure {
        return encode(value, false);
    }

    /**
     * Makes bytes of an object, as {@link #encode(Object)} does.
     *
     * @param lent whether large arrays in it are not copied
     * @throws EncodingFailure if that is impossible
     */
    public Encoded encode(Object value, boolean lent) throws EncodingFailure {
        return codec.encode(value, lent);
    }

    /**
     * Makes an object of bytes, once, of those who may say what is run here: see {@link #decode(Encoded,
     * ObjectInputFilter)}.
     *
     * @throws DecodingFailure if that is impossible
     */
    public Object decode(Encoded encoded) throws DecodingFailure {
        return decode(encoded, null);
    }

    /** Makes a row of simple values: see {@link Codec#decodeFlatRow}. */
    public Object[] decodeFlatRow(Encoded encoded, ObjectInputFilter filter) {
        return codec.decodeFlatRow(encoded, filter);
    }

    /**
     * Makes an object of bytes, which nobody uses any more. Runs code of the user. If it fails, what the bytes claim is
     * given up.
     *
     * @param filter what of it is admitted; null for all that the filter of the JVM admits
     * @throws DecodingFailure if that is impossible
     */
    public Object decode(Encoded encoded, ObjectInputFilter filter) throws DecodingFailure {
        try {
            return codec.consume(encoded, filter);
        } catch (DecodingFailure failure) {
            giveUp.accept(encoded.tickets());
            throw failure;
        }
    }
}
