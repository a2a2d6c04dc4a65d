package io.github.multiprocessing4j;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * Which methods of an object that a manager keeps may be called, and which of them a call means.
 *
 * <p>Proxies of interfaces call by signature, {@code add(java.lang.Object,int)}: there is one method then. Others call
 * by name, {@code add}, and the arguments tell which of several methods is meant.
 */
final class Exposed {

    /** The types of numbers, each of which can be taken for all that come after it. */
    private static final List<Class<?>> WIDENING =
            List.of(Byte.class, Short.class, Integer.class, Long.class, Float.class, Double.class);

    private final String type;
    private final Map<String, List<Method>> methods;
    private final Set<String> prompt;

    private Exposed(String type, Map<String, List<Method>> methods, Set<String> prompt) {
        this.type = type;
        this.methods = methods;
        this.prompt = prompt;
    }

    /** All methods of some interfaces, by signature. */
    static Exposed interfaces(String type, Class<?>... interfaces) {
        Map<String, List<Method>> methods = new HashMap<>();
        Set<String> prompt = new HashSet<>();
        for (Class<?> each : interfaces) {
            for (Method method : each.getMethods()) {
                if (!Modifier.isStatic(method.getModifiers())) {
                    method.trySetAccessible(); // the interface itself may be for its package alone
                    methods.put(signature(method), List.of(method));
                    if (method.isAnnotationPresent(Monitor.Prompt.class)) {
                        prompt.add(signature(method));
                    }
                }
            }
        }
        return new Exposed(type, methods, prompt);
    }

    /**
     * Public methods of an object, by name, without those that every object has.
     *
     * @param names which; null for all
     * @throws IllegalArgumentException if it has none of such a name
     */
    static Exposed names(String type, Class<?> of, Set<String> names) {
        Map<String, List<Method>> methods = new HashMap<>();
        for (Method method : of.getMethods()) {
            boolean wanted =
                    names == null ? method.getDeclaringClass() != Object.class : names.contains(method.getName());
            if (wanted && !Modifier.isStatic(method.getModifiers()) && !method.isBridge()) {
                methods.computeIfAbsent(method.getName(), name -> new ArrayList<>(1))
                        .add(callable(method, of));
            }
        }
        if (names != null && !methods.keySet().containsAll(names)) {
            Set<String> lacking = new TreeSet<>(names);
            lacking.removeAll(methods.keySet());
            throw new IllegalArgumentException(type + ": " + of.getName() + " has no public methods " + lacking);
        }
        return new Exposed(type, methods, Set.of());
    }

    /** How a proxy of an interface calls a method. */
    static String signature(Method method) {
        StringJoiner signature = new StringJoiner(",", method.getName() + "(", ")");
        for (Class<?> parameter : method.getParameterTypes()) {
            signature.add(parameter.getName());
        }
        return signature.toString();
    }

    /** The method itself, or that of an interface of its class if the class is not for us. */
    private static Method callable(Method method, Class<?> of) {
        if (Modifier.isPublic(method.getDeclaringClass().getModifiers()) || method.trySetAccessible()) {
            return method;
        }
        for (Class<?> type = of; type != null; type = type.getSuperclass()) {
            for (Class<?> each : type.getInterfaces()) {
                for (Method declared : each.getMethods()) {
                    if (Modifier.isPublic(declared.getDeclaringClass().getModifiers())
                            && signature(declared).equals(signature(method))) {
                        return declared;
                    }
                }
            }
        }
        return method;
    }

    /** Whether a call is that of a {@linkplain Monitor.Prompt prompt} word. */
    boolean isPrompt(String called) {
        return prompt.contains(called);
    }

    /**
     * The method that a call means.
     *
     * @throws RemoteException if there is no such method, or it is not exposed
     * @throws IllegalArgumentException if the arguments fit none of that name, or several equally well
     */
    Method find(String called, Object[] arguments) {
        List<Method> named = methods.get(called);
        if (named == null) {
            String message = type + " exposes no method " + called + ", but " + new TreeSet<>(methods.keySet());
            throw new RemoteException(
                    NoSuchMethodException.class.getName(), message, message, new StackTraceElement[0]);
        }
        if (called.endsWith(")")) {
            return named.get(0);
        }
        List<Method> fitting =
                named.stream().filter(method -> fits(method, arguments)).toList();
        List<Method> best = fitting.stream()
                .filter(method -> fitting.stream().allMatch(other -> isAtLeastAsNarrow(method, other)))
                .toList();
        if (best.isEmpty()) {
            throw new IllegalArgumentException(type + "." + called + ": " + (fitting.isEmpty() ? "no" : "no one")
                    + " method of that name takes " + describe(arguments));
        }
        return best.get(0);
    }

    private static String describe(Object[] arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument == null ? "null" : argument.getClass().getName())
                .toList()
                .toString();
    }

    private static boolean fits(Method method, Object[] arguments) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            if (!fits(parameters[i], arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(Class<?> parameter, Object argument) {
        if (argument == null) {
            return !parameter.isPrimitive();
        }
        return parameter.isInstance(argument)
                || parameter.isPrimitive() && isWidened(argument.getClass(), boxed(parameter));
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** Whether a boxed value can be passed as a primitive type, given by what boxes it. */
    private static boolean isWidened(Class<?> from, Class<?> to) {
        if (from == to) {
            return true;
        }
        int wide = WIDENING.indexOf(to);
        int narrow = from == Character.class ? WIDENING.indexOf(Short.class) : WIDENING.indexOf(from);
        return narrow >= 0 && wide > narrow;
    }

    private static boolean isAtLeastAsNarrow(Method method, Method other) {
        Class<?>[] mine = method.getParameterTypes();
        Class<?>[] theirs = other.getParameterTypes();
        for (int i = 0; i < mine.length; i++) {
            boolean narrow = theirs[i].isPrimitive()
                    ? mine[i].isPrimitive() && isWidened(boxed(mine[i]), boxed(theirs[i]))
                    : mine[i].isPrimitive() || theirs[i].isAssignableFrom(mine[i]);
            if (!narrow) {
                return false;
            }
        }
        return true;
    }
}
