package io.github.multiprocessing4j;

/** What is said to the JVM of a manager. */
interface HomeWords {

    /** Makes one of the objects that each manager has. */
    Object make(Stock kind, Object[] arguments);

    /**
     * Makes an object of a registered type.
     *
     * @throws IllegalArgumentException if no such type is registered
     * @throws Exception what its factory throws
     */
    Object create(String type, Object[] arguments) throws Exception;

    /** Runs the initializer. */
    void initialize(Action initializer) throws Exception;

    /** There will be no more calls. Does not wait. */
    void end();
}
