package io.github.multiprocessing4j;

/** How code of a user is called within a method of the library that waits for it. */
final class UserCode {

    private UserCode() {}

    /**
     * Calls it. What it throws comes out as it is; but a checked exception, other than that of an interrupt, comes as
     * the cause of an unchecked one.
     */
    static <R> R call(Task<R> code) throws InterruptedException {
        try {
            return code.call();
        } catch (RuntimeException | InterruptedException asItIs) {
            throw asItIs;
        } catch (Exception checked) {
            throw new TaskException(checked);
        }
    }
}
