package io.github.multiprocessing4j.harness;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** What threads allocate. */
public final class Allocation {

    private Allocation() {}

    /** How many bytes this thread has allocated so far. */
    public static long ofThisThread() {
        try {
            return (long) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=Threading"), "CurrentThreadAllocatedBytes");
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
