package io.github.multiprocessing4j.internal.spawn;

import java.lang.reflect.Modifier;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;

/**
 * Who provides the channels of this JVM, said to its children: to find out, each would open all jars of its class path.
 *
 * <p>Only where it is the JDK itself. A provider of the user's is found by a child as it was found here.
 */
final class ChannelProvider {

    private static final String PROPERTY = "java.nio.channels.spi.SelectorProvider";

    private ChannelProvider() {}

    /** The options of a JVM of the same kind. */
    static List<String> options() {
        return options(SelectorProvider.provider().getClass());
    }

    /** The options that name a class, if it is one of the JDK's that a JVM can make by its name. */
    static List<String> options(Class<?> provider) {
        return provider.getModule() == Object.class.getModule() && canBeMade(provider)
                ? List.of("-D" + PROPERTY + "=" + provider.getName())
                : List.of();
    }

    private static boolean canBeMade(Class<?> type) {
        try {
            return Modifier.isPublic(type.getModifiers())
                    && Modifier.isPublic(type.getDeclaredConstructor().getModifiers());
        } catch (NoSuchMethodException unlike) {
            return false;
        }
    }
}
