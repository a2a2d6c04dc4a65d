package io.github.multiprocessing4j.internal.wire;

/** Where classes are found, for JVMs that do not all have the same ones. */
public interface ClassPlaces {

    /** The place of classes that every JVM of the program finds by itself. */
    String EVERYWHERE = "";

    /** Where other JVMs find a class of this one. */
    String placeOf(Class<?> type);

    /**
     * Finds a class of another JVM, or of this one.
     *
     * @param place where it is, as the JVM that wrote it says
     * @throws ClassNotFoundException if it is not there
     */
    Class<?> find(String place, String name) throws ClassNotFoundException;

    /** Whether it takes code to find classes at a place, of a JVM that is given code but gives none. */
    default boolean isForeign(String place) {
        return false;
    }
}
