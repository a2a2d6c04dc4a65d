package io.github.multiprocessing4j;

/** What is said to the home of a manager by whoever has the key. */
interface GuestWords {

    /** Makes one of the objects that each manager has. */
    Object make(Stock kind, Object[] arguments);

    /**
     * Makes an object of a registered type.
     *
     * @throws IllegalArgumentException if no such type is registered
     * @throws Exception what its factory throws
     */
    Object create(String type, Object[] arguments) throws Exception;

    /** Keeps an object for those who know its name. */
    void publish(String name, Object object);

    /**
     * What was published by a name.
     *
     * @throws java.util.NoSuchElementException if nothing was
     */
    Object published(String name);
}
