package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.engine.Parts;
import io.github.multiprocessing4j.internal.engine.Thrown;
import io.github.multiprocessing4j.internal.shared.Coder;
import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * Results on their way home.
 *
 * <p>Of the results of the parts of some work, those that are {@link Harmless} go as one object. Each of the others,
 * and what was thrown, goes beside it, for itself: so one that cannot be written or read spoils no other.
 */
public final class Results {

    private Results() {}

    /**
     * A result as plain data.
     *
     * @param value the result
     * @param aside null for a result that is no array of results; else pairs of an index and what is to be put there:
     *     an Encoded, or the portrait of what was thrown
     */
    record Packed(Encoded value, Object[] aside) {

        /** How many bytes there are of the results. */
        long length() {
            long sum = value.length();
            for (Object each : aside == null ? new Object[0] : aside) {
                sum += ((Object[]) each)[1] instanceof Encoded encoded ? encoded.length() : 0;
            }
            return sum;
        }
    }

    /** Writes a result. Elements that cannot be written are replaced by the failure to do so. */
    static Packed pack(Object result, Coder coder) throws EncodingFailure {
        if (!(result instanceof Parts parts)) {
            return new Packed(coder.encode(result), null);
        }
        List<Object> aside = new ArrayList<>(0);
        Object[] values = parts.results().clone();
        Harmless harmless = new Harmless();
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Thrown || values.length > 1 && !harmless.goesTogether(values[i])) {
                aside.add(new Object[] {i, packAlone(values[i], coder)});
                values[i] = null;
            }
        }
        try {
            return new Packed(coder.encode(values), aside.toArray());
        } catch (EncodingFailure spoilt) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] != null) {
                    aside.add(new Object[] {i, packAlone(values[i], coder)});
                    values[i] = null;
                }
            }
            return new Packed(coder.encode(values), aside.toArray());
        }
    }

    private static Object packAlone(Object value, Coder coder) {
        if (value instanceof Thrown thrown) {
            return Portraits.of(thrown.error(), coder::encode);
        }
        try {
            return coder.encode(value);
        } catch (EncodingFailure failure) {
            return Portraits.of(failure, coder::encode);
        }
    }

    /** Reads a result. Elements that cannot be read are replaced by the failure to do so. */
    public static Object unpack(Encoded value, Object[] aside, Portraits.Decoder decoder) throws DecodingFailure {
        Object result = decoder.decode(value);
        if (aside == null) {
            return result;
        }
        Object[] values = (Object[]) result;
        for (Object each : aside) {
            Object[] pair = (Object[]) each;
            values[(int) pair[0]] = unpackAlone(pair[1], decoder);
        }
        return new Parts(values);
    }

    private static Object unpackAlone(Object packed, Portraits.Decoder decoder) {
        if (!(packed instanceof Encoded encoded)) {
            return new Thrown(Portraits.restore((Object[]) packed, decoder));
        }
        try {
            return decoder.decode(encoded);
        } catch (DecodingFailure unreadable) {
            return new Thrown(unreadable);
        }
    }
}
