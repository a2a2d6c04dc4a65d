package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.engine.Description;
import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Exceptions on their way home: as they are if they can be written, and always as text, for a JVM that cannot read
 * them.
 */
public final class Portraits {

    private static final int THROWN = 0;
    private static final int NOT_ENCODED = 1;
    private static final int NOT_DECODED = 2;

    private static final int LONGEST_MESSAGE = 1 << 16;
    private static final int LONGEST_TRACE = 1 << 18;
    private static final int CAUSES = 1;

    private Portraits() {}

    /** Writes objects. */
    @FunctionalInterface
    public interface Encoder {

        /**
         * Makes bytes of an object.
         *
         * @throws EncodingFailure if that is impossible
         */
        Encoded encode(Object value) throws EncodingFailure;
    }

    /** Reads objects. */
    @FunctionalInterface
    public interface Decoder {

        /**
         * Makes an object of bytes.
         *
         * @throws DecodingFailure if none could be made of them
         */
        Object decode(Encoded encoded) throws DecodingFailure;
    }

    /** Makes plain data of what was thrown. */
    public static Object[] of(Throwable error, Encoder encoder) {
        return of(error, encoder, CAUSES);
    }

    private static Object[] of(Throwable error, Encoder encoder, int causes) {
        if (error instanceof EncodingFailure failure) {
            Object[] cause = causeOf(error, encoder, causes);
            return new Object[] {NOT_ENCODED, failure.getMessage(), failure.path(), failure.value(), cause};
        }
        if (error instanceof DecodingFailure) {
            return new Object[] {NOT_DECODED, error.getMessage(), causeOf(error, encoder, causes)};
        }
        Encoded encoded = null;
        try {
            encoded = encoder.encode(error);
        } catch (EncodingFailure unportable) {
            encoded = null; // the text says it
        }
        return new Object[] {THROWN, error.getClass().getName(), message(error), trace(error), frames(error), encoded};
    }

    private static Object[] causeOf(Throwable failure, Encoder encoder, int causes) {
        return failure.getCause() == null || causes == 0 ? null : of(failure.getCause(), encoder, causes - 1);
    }

    private static String message(Throwable error) {
        try {
            return cut(error.getMessage(), LONGEST_MESSAGE);
        } catch (Throwable unspeakable) {
            return null;
        }
    }

    private static String trace(Throwable error) {
        try {
            StringWriter text = new StringWriter();
            error.printStackTrace(new PrintWriter(text));
            return cut(text.toString(), LONGEST_TRACE);
        } catch (Throwable unspeakable) {
            return Description.of(error);
        }
    }

    private static Object[] frames(Throwable error) {
        try {
            return Frames.toPlain(error.getStackTrace());
        } catch (Throwable unspeakable) {
            return new Object[0];
        }
    }

    private static String cut(String text, int length) {
        return text == null || text.length() <= length
                ? text
                : text.substring(0, length) + "... (" + text.length() + " characters)";
    }

    /** Makes an exception of plain data: the original, if it can be read, or else one that stands for it. */
    public static Throwable restore(Object[] portrait, Decoder decoder) {
        int kind = (int) portrait[0];
        if (kind == NOT_ENCODED) {
            return new EncodingFailure(
                    (String) portrait[1], (String) portrait[2], (String) portrait[3], cause(portrait[4], decoder));
        }
        if (kind == NOT_DECODED) {
            return new DecodingFailure((String) portrait[1], cause(portrait[2], decoder));
        }
        Throwable why = null;
        if (portrait[5] != null) {
            try {
                if (decoder.decode((Encoded) portrait[5]) instanceof Throwable original) {
                    return original;
                }
            } catch (DecodingFailure unreadable) {
                why = unreadable;
            }
        }
        return new PortrayedException(
                (String) portrait[1],
                (String) portrait[2],
                (String) portrait[3],
                Frames.fromPlain((Object[]) portrait[4]),
                why);
    }

    private static Throwable cause(Object portrait, Decoder decoder) {
        return portrait == null ? null : restore((Object[]) portrait, decoder);
    }
}
