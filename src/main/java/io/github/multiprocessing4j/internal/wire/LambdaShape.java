package io.github.multiprocessing4j.internal.wire;

import java.io.ObjectStreamException;
import java.io.StreamCorruptedException;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;

/** How lambdas of one class are taken apart, and put together by the class that has them in its code. */
final class LambdaShape {

    private static final String DESERIALIZER = "$deserializeLambda$";

    private static final ClassValue<Optional<LambdaShape>> SHAPES = new ClassValue<>() {
        @Override
        protected Optional<LambdaShape> computeValue(Class<?> type) {
            return Optional.ofNullable(find(type));
        }
    };

    private static final ClassValue<Optional<Method>> DESERIALIZERS = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            return Optional.ofNullable(findDeserializer(type));
        }
    };

    private final Class<?> type;
    private final Method replacing;
    private final DirectPhrase names = new DirectPhrase();

    /** Which class has the lambda in its code. Found with the first lambda; any thread finds the same. */
    private volatile Class<?> capturing;

    /**
     * What was written last, up to the end of what all lambdas of the class have in common: so that millions of tasks
     * that wait have it once. Any thread may replace it.
     */
    private volatile byte[] beginning;

    private LambdaShape(Class<?> type, Method replacing) {
        this.type = type;
        this.replacing = replacing;
    }

    /** The shape of a class; null if it is none of lambdas that can be reached. */
    static LambdaShape of(Class<?> type) {
        return SHAPES.get(type).orElse(null);
    }

    private static LambdaShape find(Class<?> type) {
        // The other side has to reach into the class, too; that of a named module it may not be able to.
        boolean reachable = !type.getModule().isNamed() || type.getModule() == LambdaShape.class.getModule();
        if (!type.isHidden() || !type.isSynthetic() || !reachable) {
            return null;
        }
        try {
            Method replacing = type.getDeclaredMethod("writeReplace");
            replacing.setAccessible(true);
            return new LambdaShape(type, replacing);
        } catch (ReflectiveOperationException | RuntimeException unreachable) {
            return null;
        }
    }

    private static Method findDeserializer(Class<?> type) {
        try {
            Method method = type.getDeclaredMethod(DESERIALIZER, SerializedLambda.class);
            method.setAccessible(true);
            return method;
        } catch (ReflectiveOperationException | RuntimeException unreachable) {
            return null;
        }
    }

    /** Takes a lambda apart; null if that cannot be said directly. */
    SerializedLambda parts(Object lambda) throws ReflectiveOperationException {
        return replacing.invoke(lambda) instanceof SerializedLambda parts ? parts : null;
    }

    /** The class that has the lambda in its code. */
    Class<?> capturing(SerializedLambda parts) throws ClassNotFoundException {
        Class<?> known = capturing;
        if (known == null) {
            String name = parts.getCapturingClass().replace('/', '.');
            known = Class.forName(name, false, type.getClassLoader());
            capturing = known;
        }
        return known;
    }

    /** Writes by what names the code of a lambda is found in its class: the same for all lambdas of this class. */
    void putNames(SerializedLambda parts, DirectOutput out) {
        names.put(out, saying -> {
            saying.putString(parts.getFunctionalInterfaceClass());
            saying.putString(parts.getFunctionalInterfaceMethodName());
            saying.putString(parts.getFunctionalInterfaceMethodSignature());
            saying.putByte(parts.getImplMethodKind());
            saying.putString(parts.getImplClass());
            saying.putString(parts.getImplMethodName());
            saying.putString(parts.getImplMethodSignature());
            saying.putString(parts.getInstantiatedMethodType());
        });
    }

    /** Lets what was written so far share its bytes with what was written before, if they are the same. */
    void begin(DirectOutput out) {
        byte[] known = beginning;
        byte[] first = out.endFirst(known);
        if (first != known) {
            beginning = first;
        }
    }

    /** Puts a lambda together. Runs code of the class that has it. */
    static Object make(Class<?> capturing, SerializedLambda parts)
            throws ObjectStreamException, IllegalAccessException {
        Method deserializer = DESERIALIZERS
                .get(capturing)
                .orElseThrow(() -> new IllegalStateException(capturing + " gives no lambdas"));
        try {
            return deserializer.invoke(null, parts);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Error error) {
                throw error;
            }
            StreamCorruptedException failure = new StreamCorruptedException("no lambda of " + capturing);
            failure.initCause(thrown.getCause());
            throw failure;
        }
    }
}
