package io.github.multiprocessing4j.internal.worker;

/**
 * A class loader of some JVM of the program.
 *
 * @param realm the path of the JVM
 * @param number which of its loaders; {@link #BASE} for all those that are there without anybody's doing
 */
record Place(String realm, long number) {

    static final long BASE = 0;

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws ClassNotFoundException if it is nothing of the kind
     */
    static Place of(String text) throws ClassNotFoundException {
        int mark = text.lastIndexOf('#');
        try {
            return new Place(text.substring(0, mark), Long.parseLong(text.substring(mark + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException malformed) {
            throw new ClassNotFoundException(text + " (which is no place of classes)", malformed);
        }
    }

    /** Whether it is in a JVM, or in one that descends from it. */
    boolean isIn(String ancestor) {
        return realm.startsWith(ancestor)
                && (realm.length() == ancestor.length() || realm.charAt(ancestor.length()) == '/');
    }

    /** As one says it. */
    String described() {
        return (number == BASE ? "the class path" : "class loader " + number) + " of realm " + realm;
    }

    /** As it is seen in stack traces: without what all realms of a program share. */
    String brief() {
        int root = realm.indexOf('/');
        return "realm" + (root < 0 ? "" : realm.substring(root)) + "#" + number;
    }

    @Override
    public String toString() {
        return realm + "#" + number;
    }
}
