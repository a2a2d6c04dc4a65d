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
 * <p>Results of the parts of some work go as one object, so that what its elements have in common goes once. What its
 * elements threw goes beside it, each for itself: so one that cannot be written or read spoils no other.
 */
public final class Results {

    private Results() {}

    /**
     * A result as plain data.
     *
     * @param value the result
     * @param thrown null for a result that is no array of results; else pairs of an index and the portrait of what is
     *     to be put there
     */
    record Packed(Encoded value, Object[] thrown) {}

    /** Writes a result. Elements that cannot be written are replaced by the failure to do so. */
    static Packed pack(Object result, Coder coder) throws EncodingFailure {
        if (!(result instanceof Parts parts)) {
            return new Packed(coder.encode(result), null);
        }
        List<Object> thrown = new ArrayList<>(0);
        Object[] values = parts.results().clone();
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Thrown failed) {
                putAside(i, failed.error(), values, thrown, coder);
            }
        }
        Encoded encoded;
        try {
            encoded = coder.encode(values);
        } catch (EncodingFailure spoilt) {
            findSpoilt(values, thrown, coder);
            encoded = coder.encode(values);
        }
        return new Packed(encoded, thrown.toArray());
    }

    private static void findSpoilt(Object[] values, List<Object> thrown, Coder coder) {
        for (int i = 0; i < values.length; i++) {
            try {
                coder.encode(values[i]);
            } catch (EncodingFailure failure) {
                putAside(i, failure, values, thrown, coder);
            }
        }
    }

    private static void putAside(int index, Throwable error, Object[] values, List<Object> thrown, Coder coder) {
        values[index] = null;
        thrown.add(new Object[] {index, Portraits.of(error, coder::encode)});
    }

    /** Reads a result. */
    public static Object unpack(Encoded value, Object[] thrown, Portraits.Decoder decoder) throws DecodingFailure {
        Object result = decoder.decode(value);
        if (thrown == null) {
            return result;
        }
        Object[] values = (Object[]) result;
        for (Object each : thrown) {
            Object[] pair = (Object[]) each;
            values[(int) pair[0]] = new Thrown(Portraits.restore((Object[]) pair[1], decoder));
        }
        return new Parts(values);
    }
}
