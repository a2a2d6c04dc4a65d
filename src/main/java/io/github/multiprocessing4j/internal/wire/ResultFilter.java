package io.github.multiprocessing4j.internal.wire;

import java.io.ObjectInputFilter;
import java.lang.reflect.Proxy;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a JVM takes from its children: they are given code, but give none back.
 *
 * <p>Unless the user says which classes he expects, all are admitted but for those that are known to do things when
 * they are read, compared or hashed: see {@link Gadgets}. If he does say it, these are admitted, and besides them
 * values of the JDK that do nothing: see {@link HarmlessValues}.
 *
 * <p>The length of arrays is not limited here: {@link Codec} admits none that is longer than what is left to be read.
 */
public final class ResultFilter implements ObjectInputFilter {

    /** How deep objects may be nested. Deeper ones could exhaust the stack of whoever compares or prints them. */
    static final int DEEPEST = 500;

    private static final Pattern PATTERN = Pattern.compile("!?(\\*|[^*;=!/\\s]+(\\*|(?<=\\.)\\*\\*)?)");

    private static final ResultFilter STANDARD = new ResultFilter(null);

    private static final String LIBRARY = "io.github.multiprocessing4j.";

    /** Null if the user has not said what he expects. */
    private final ObjectInputFilter expected;

    private ResultFilter(ObjectInputFilter expected) {
        this.expected = expected;
    }

    /** Admits what is not known to be dangerous. */
    public static ResultFilter standard() {
        return STANDARD;
    }

    /**
     * Admits what the user expects, and harmless values.
     *
     * @param patterns {@code com.acme.Order} for a class, {@code com.acme.*} for a package, {@code com.acme.**} for a
     *     package and those below it, {@code com.acme.Order*} for what begins like that, {@code *} for everything; the
     *     first that fits decides, and with {@code !} before it refuses
     * @throws IllegalArgumentException if one is no pattern
     */
    public static ResultFilter expecting(List<String> patterns) {
        for (String pattern : patterns) {
            if (!PATTERN.matcher(pattern).matches()) {
                throw new IllegalArgumentException("pattern: \"" + pattern + "\"");
            }
        }
        return new ResultFilter(ObjectInputFilter.Config.createFilter(String.join(";", patterns)));
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > DEEPEST) {
            return Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        while (type != null && type.isArray()) {
            type = type.getComponentType();
        }
        if (type == null || type.isPrimitive()) {
            return Status.UNDECIDED;
        }
        if (expected == null) {
            return Proxy.isProxyClass(type) || Gadgets.include(type) ? Status.REJECTED : Status.UNDECIDED;
        }
        Status status = expected.checkInput(info);
        if (status != Status.UNDECIDED) {
            return status;
        }
        return HarmlessValues.include(type) || isOfTheLibrary(type) ? Status.ALLOWED : Status.REJECTED;
    }

    /** A name would not do: it is where a class comes from that says whose it is. */
    private static boolean isOfTheLibrary(Class<?> type) {
        return type.getName().startsWith(LIBRARY) && Objects.equals(sourceOf(type), sourceOf(ResultFilter.class));
    }

    private static CodeSource sourceOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource();
    }
}
