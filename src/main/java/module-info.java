/**
 * Parallel tasks with the words of Python's {@code multiprocessing}: pools, processes, queues, pipes, locks and shared
 * values, on threads of this JVM or in child JVMs.
 */
module io.github.multiprocessing4j {
    requires org.slf4j;
    requires static java.management;

    uses org.slf4j.spi.SLF4JServiceProvider;

    exports io.github.multiprocessing4j;
}
