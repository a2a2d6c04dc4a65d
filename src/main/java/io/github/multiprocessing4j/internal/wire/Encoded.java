package io.github.multiprocessing4j.internal.wire;

import java.io.InputStream;
import java.util.List;

/**
 * An object as bytes. Immutable, but for those that are used up.
 *
 * <p>The bytes are kept in pieces, so that their number is not bounded by the length of an array, and so that nobody
 * who reads them from elsewhere reserves memory for more than has come. Large arrays lie beside them, in slabs.
 */
public final class Encoded {

    /** The length of a piece, at most. */
    public static final int PIECE = 1 << 20;

    private final List<byte[]> pieces;
    private final List<Slab> slabs;
    private final long length;
    private final List<Ticket> tickets;
    private final boolean foreign;
    private final boolean abroad;

    /** Whether the arrays have become those of an object. By whoever was the last to use this. */
    private boolean consumed;

    /**
     * Takes over pieces and claims, none of which is changed afterwards.
     *
     * @param pieces the bytes
     * @param slabs large arrays that the bytes mention
     * @param tickets the claims to shared objects that the bytes mention
     * @param foreign whether they have come from another JVM
     */
    Encoded(List<byte[]> pieces, List<Slab> slabs, List<Ticket> tickets, boolean foreign) {
        this(pieces, slabs, tickets, foreign, false);
    }

    /** Takes over pieces and claims, as the other does, of what mentions no large arrays. */
    Encoded(List<byte[]> pieces, List<Ticket> tickets, boolean foreign) {
        this(pieces, List.of(), tickets, foreign);
    }

    private Encoded(List<byte[]> pieces, List<Slab> slabs, List<Ticket> tickets, boolean foreign, boolean abroad) {
        this.abroad = abroad;
        this.pieces = List.copyOf(pieces);
        this.slabs = List.copyOf(slabs);
        this.tickets = List.copyOf(tickets);
        this.foreign = foreign;
        long sum = 0;
        for (int i = 0; i < pieces.size(); i++) { // without iterators, of which each would be another object
            sum += pieces.get(i).length;
        }
        for (int i = 0; i < slabs.size(); i++) {
            sum += slabs.get(i).bytes();
        }
        this.length = sum;
    }

    /** How many bytes there are. */
    public long length() {
        return length;
    }

    /** The claims to shared objects that the bytes mention. */
    public List<Ticket> tickets() {
        return tickets;
    }

    /** Whether the bytes have come from another JVM. */
    public boolean isForeign() {
        return foreign;
    }

    /** Whether the bytes have come from another program, by whatever way: such are not to bring any code. */
    public boolean isFromAbroad() {
        return abroad;
    }

    /** The same bytes, which have come from another program. */
    public Encoded fromAbroad() {
        return abroad ? this : new Encoded(pieces, slabs, tickets, true, true);
    }

    /** Whether an object was written directly, and not by Java serialization. */
    boolean isDirect() {
        return isPlain() || !pieces.isEmpty() && pieces.get(0)[0] == DirectWriter.MARK;
    }

    /** Whether the object is made of what the JDK has alone, so that no code of a user is run by reading it. */
    public boolean isPlain() {
        return !pieces.isEmpty() && pieces.get(0)[0] == DirectWriter.PLAIN_MARK;
    }

    List<byte[]> pieces() {
        return pieces;
    }

    /** The large arrays that the bytes mention, in this order. */
    List<Slab> slabs() {
        return slabs;
    }

    /** Its large arrays have become those of an object. */
    void consumed() {
        consumed = true;
    }

    /** Fails if what there was of large arrays was used up. */
    void requireWhole() {
        if (consumed && !slabs.isEmpty()) {
            throw new IllegalStateException("an object was made of these bytes already");
        }
    }

    /** The bytes but for those of large arrays, from the first to the last. */
    InputStream open() {
        return new PieceInput(pieces);
    }

    @Override
    public String toString() {
        return "Encoded[" + length + " bytes]";
    }
}
