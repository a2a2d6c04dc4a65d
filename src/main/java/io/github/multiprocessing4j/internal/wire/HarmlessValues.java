package io.github.multiprocessing4j.internal.wire;

import java.util.Set;

/** Classes of the JDK that only hold something. */
final class HarmlessValues {

    private static final Set<String> PACKAGES = Set.of(
            "java.lang",
            "java.math",
            "java.text",
            "java.time",
            "java.time.chrono",
            "java.time.format",
            "java.time.temporal",
            "java.time.zone",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "java.util.regex",
            "sun.util.calendar" // time zones
            );

    private static final Set<String> CLASSES = Set.of(
            "java.io.File",
            "java.net.Inet4Address",
            "java.net.Inet6Address",
            "java.net.InetAddress",
            "java.net.InetSocketAddress",
            "java.net.SocketAddress",
            "java.net.URI",
            "java.net.URL",
            "java.sql.Date",
            "java.sql.Time",
            "java.sql.Timestamp");

    private HarmlessValues() {}

    static boolean include(Class<?> type) {
        return PACKAGES.contains(type.getPackageName())
                || CLASSES.contains(type.getName())
                || Throwable.class.isAssignableFrom(type) && isOfTheJdk(type) && !Gadgets.include(type);
    }

    /** Nobody but the JDK can define a class in such a package. */
    private static boolean isOfTheJdk(Class<?> type) {
        return type.getPackageName().startsWith("java.");
    }
}
