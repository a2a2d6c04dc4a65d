package io.github.multiprocessing4j.internal.wire;

import java.io.ObjectInputFilter;
import java.security.Security;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The filter that a JVM has for all objects that it reads.
 *
 * <p>A JVM that is asked for it first looks through its class path, jar by jar, for somebody who takes its log. As long
 * as no code of the user has run there can be no other filter than those that it was started with, of which properties
 * tell: so one that has just started need not be asked.
 */
final class JvmFilter {

    private static final List<String> PROPERTIES = List.of("jdk.serialFilter", "jdk.serialFilterFactory");

    private final BooleanSupplier untouched;

    /**
     * The filter of this JVM.
     *
     * @param untouched whether no code of the user has run in it
     */
    JvmFilter(BooleanSupplier untouched) {
        this.untouched = untouched;
    }

    /** What it is now; null for none. */
    ObjectInputFilter current() {
        if (untouched.getAsBoolean() && !isAskedFor()) {
            return null;
        }
        return ObjectInputFilter.Config.getSerialFilterFactory()
                .apply(null, ObjectInputFilter.Config.getSerialFilter());
    }

    /** Whether there is one, or something of the user's that says which there is. */
    boolean isSet() {
        if (untouched.getAsBoolean() && !isAskedFor()) {
            return false;
        }
        return ObjectInputFilter.Config.getSerialFilter() != null
                || ObjectInputFilter.Config.getSerialFilterFactory().getClass().getClassLoader() != null;
    }

    private static boolean isAskedFor() {
        for (String property : PROPERTIES) {
            if (System.getProperty(property) != null || Security.getProperty(property) != null) {
                return true;
            }
        }
        return false;
    }
}
