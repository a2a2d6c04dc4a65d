package io.github.multiprocessing4j.internal.worker;

import java.io.IOException;

/** What a {@link ClassDesk} says when it is asked for a class. */
sealed interface ClassAnswer {

    /**
     * The loader that was asked defined it itself.
     *
     * @param bytes the class file
     * @param location where it was found, as a URL; null if that is not known
     * @param titles what its package says of itself: title, version and vendor of the specification, and of the
     *     implementation; each may be null
     */
    record File(byte[] bytes, String location, String[] titles) implements ClassAnswer {

        static final int TITLES = 6;
    }

    /** The loader that was asked has it of another one, at that place. */
    record Elsewhere(String place) implements ClassAnswer {}

    /** There is no such class to be had, and why; a clause without a subject. */
    record Absent(String why) implements ClassAnswer {}

    /** As plain data. */
    default Object[] plain() {
        if (this instanceof File file) {
            return new Object[] {"file", file.bytes(), file.location(), file.titles()};
        } else if (this instanceof Elsewhere elsewhere) {
            return new Object[] {"elsewhere", elsewhere.place()};
        }
        return new Object[] {"absent", ((Absent) this).why()};
    }

    /**
     * Reads what {@link #plain} wrote.
     *
     * @throws IOException if it is nothing of the kind
     */
    static ClassAnswer of(Object[] plain) throws IOException {
        try {
            return switch ((String) plain[0]) {
                case "file" -> new File((byte[]) plain[1], (String) plain[2], titles((Object[]) plain[3]));
                case "elsewhere" -> new Elsewhere((String) plain[1]);
                case "absent" -> new Absent((String) plain[1]);
                default -> throw new IOException("an answer of an unknown kind: " + plain[0]);
            };
        } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException malformed) {
            throw new IOException("a malformed answer", malformed);
        }
    }

    private static String[] titles(Object[] row) {
        String[] titles = new String[File.TITLES];
        for (int i = 0; i < titles.length; i++) {
            titles[i] = (String) row[i];
        }
        return titles;
    }
}
