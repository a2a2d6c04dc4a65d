package io.github.multiprocessing4j.internal.worker;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Objects;

/**
 * Answers the {@link Question}s of other JVMs for classes and resources of this one.
 *
 * <p>Runs code of the user, that of his class loaders, and may ask other JVMs in its turn: it blocks, and has to be
 * called by as many threads as there are questions.
 *
 * <pre>
 * "class", number, name             -&gt; see {@link ClassAnswer}
 * "resources", number, name         -&gt; row of URLs; one null for a resource without a URL
 * "resource", number, name, index   -&gt; bytes
 *                                   or null, why not
 * </pre>
 */
public final class ClassDesk {

    private final LoaderPlaces places;

    /** A desk for the loaders that {@code places} has numbered. */
    public ClassDesk(LoaderPlaces places) {
        this.places = places;
    }

    /**
     * Answers a question.
     *
     * @param arguments what {@link Question#ask} was given
     * @return plain data
     * @throws IllegalArgumentException if it is no question
     */
    public Object[] answer(Object[] arguments) {
        try {
            String kind = (String) arguments[0];
            long number = (Long) arguments[1];
            String name = Objects.requireNonNull((String) arguments[2]);
            return switch (kind) {
                case Home.CLASS -> type(number, name).plain();
                case Home.RESOURCES -> resources(number, name);
                case Home.RESOURCE -> resource(number, name, (Integer) arguments[3]);
                default -> throw new IllegalArgumentException("no question: " + kind);
            };
        } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException malformed) {
            throw new IllegalArgumentException("no question: " + Arrays.toString(arguments), malformed);
        }
    }

    private ClassAnswer type(long number, String name) {
        ClassLoader loader = places.own(number);
        if (loader == null) {
            return new ClassAnswer.Absent(places.described(number) + " is gone");
        }
        try {
            if (number == Place.BASE) {
                Class<?> type = places.findInBase(name);
                String place = places.placeOf(type);
                return place.equals(LoaderPlaces.EVERYWHERE) ? ofBase(type) : new ClassAnswer.Elsewhere(place);
            }
            Class<?> type = Class.forName(name, false, loader);
            return type.getClassLoader() == loader ? file(type) : new ClassAnswer.Elsewhere(places.placeOf(type));
        } catch (ClassNotFoundException missing) {
            return absent(number, name, missing);
        } catch (StackOverflowError | Exception failure) {
            return failed(number, failure);
        } catch (VirtualMachineError error) {
            throw error;
        } catch (Throwable failure) { // whatever the user's loader throws
            return failed(number, failure);
        }
    }

    private ClassAnswer absent(long number, String name, ClassNotFoundException missing) {
        String message = missing.getMessage();
        return new ClassAnswer.Absent(
                places.described(number) + " does not have it" + (name.equals(message) ? "" : ": " + message));
    }

    private ClassAnswer failed(long number, Throwable failure) {
        return new ClassAnswer.Absent(places.described(number) + " failed to load it: " + failure);
    }

    /** A JVM has what its JDK has, and never what that of another has. */
    private ClassAnswer ofBase(Class<?> type) throws IOException {
        Module module = type.getModule();
        if (module.isNamed() && ModuleFinder.ofSystem().find(module.getName()).isPresent()) {
            return new ClassAnswer.Absent(
                    "of module " + module.getName() + " of the JDK, which this JVM does not have");
        }
        return file(type);
    }

    private static ClassAnswer file(Class<?> type) throws IOException {
        byte[] bytes = HomeFiles.classFile(type);
        if (bytes == null) {
            return new ClassAnswer.Absent("defined by " + type.getClassLoader() + " without bytes to be had");
        }
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        return new ClassAnswer.File(
                bytes, location == null ? null : location.toExternalForm(), titles(type.getPackage()));
    }

    private static String[] titles(Package described) {
        return new String[] {
            described.getSpecificationTitle(),
            described.getSpecificationVersion(),
            described.getSpecificationVendor(),
            described.getImplementationTitle(),
            described.getImplementationVersion(),
            described.getImplementationVendor()
        };
    }

    private Object[] resources(long number, String name) {
        ClassLoader loader = places.own(number);
        if (loader == null) {
            return new Object[] {new Object[0]};
        }
        try {
            Object[] urls = HomeFiles.resources(loader, name).stream()
                    .map(URL::toExternalForm)
                    .toArray();
            boolean streamOnly = urls.length == 0 && HomeFiles.resource(loader, name, 0) != null;
            return new Object[] {streamOnly ? new Object[] {null} : urls};
        } catch (IOException | RuntimeException failure) {
            return new Object[] {null, failure.toString()};
        }
    }

    private Object[] resource(long number, String name, int index) {
        ClassLoader loader = places.own(number);
        if (loader == null) {
            return new Object[] {null, "is gone"};
        }
        try {
            byte[] bytes = HomeFiles.resource(loader, name, index);
            return bytes == null ? new Object[] {null, "does not have " + name} : new Object[] {bytes};
        } catch (IOException | RuntimeException failure) {
            return new Object[] {null, failure.toString()};
        }
    }
}
