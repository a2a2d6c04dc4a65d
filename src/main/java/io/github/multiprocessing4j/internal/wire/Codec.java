package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Makes bytes of objects, and objects of bytes. The only place in the library that does.
 *
 * <p>Stateless but for its {@link ClassPlaces}; safe for use by any number of threads. Runs code of the user: the
 * methods by which his classes are written and read.
 */
public final class Codec {

    private static final Map<String, Class<?>> PRIMITIVES = Map.of(
            "boolean", boolean.class,
            "byte", byte.class,
            "char", char.class,
            "short", short.class,
            "int", int.class,
            "long", long.class,
            "float", float.class,
            "double", double.class,
            "void", void.class);

    private final ClassPlaces places;
    private final Consumer<List<Ticket>> claims;
    private final JvmFilter jvmFilter;

    /** A codec that finds classes by {@code places}. */
    public Codec(ClassPlaces places) {
        this(places, tickets -> {});
    }

    /**
     * A codec that finds classes by {@code places}.
     *
     * @param claims hears of the claims in what was encoded, before anybody else sees it; not of those in what could
     *     not be
     */
    public Codec(ClassPlaces places, Consumer<List<Ticket>> claims) {
        this(places, claims, () -> false);
    }

    /**
     * A codec that finds classes by {@code places}.
     *
     * @param untouched whether no code of the user has run in this JVM: then its filter is what it was started with
     */
    public Codec(ClassPlaces places, Consumer<List<Ticket>> claims, BooleanSupplier untouched) {
        this.places = places;
        this.claims = claims;
        this.jvmFilter = new JvmFilter(untouched);
    }

    /**
     * Makes bytes of an object.
     *
     * @throws EncodingFailure if it, or something that it refers to, cannot be written
     */
    public Encoded encode(Object value) throws EncodingFailure {
        return encode(value, false);
    }

    /**
     * Makes bytes of an object.
     *
     * @param lent whether its large arrays are changed by nobody as long as the bytes are used: then they may be among
     *     these as they are
     * @throws EncodingFailure if it, or something that it refers to, cannot be written
     */
    public Encoded encode(Object value, boolean lent) throws EncodingFailure {
        Encoded direct = DirectWriter.write(value, places, lent);
        if (direct != null) {
            return direct;
        }
        PieceOutput bytes = new PieceOutput();
        List<Ticket> tickets = new ArrayList<>(0);
        try (Writer writer = new Writer(bytes, tickets)) {
            writer.writeObject(value);
        } catch (StackOverflowError deep) {
            throw Culprit.in(value, deep, this::trial);
        } catch (VirtualMachineError error) {
            throw error;
        } catch (Throwable failure) { // whatever the user's writeObject and writeReplace throw
            throw Culprit.in(value, failure, this::trial);
        }
        if (!tickets.isEmpty()) {
            claims.accept(tickets);
            Reference.reachabilityFence(value); // what the claims are to is reached from it
        }
        return new Encoded(bytes.pieces(), tickets, false);
    }

    /** Writes an object to nowhere, as {@link #encode} does. */
    private void trial(Object value, Culprit.Observer observer) throws IOException {
        try (Writer writer = new Writer(OutputStream.nullOutputStream(), new ArrayList<>()) {
            @Override
            protected Object replaceObject(Object object) {
                Object written = super.replaceObject(object);
                observer.writing(written);
                return written;
            }
        }) {
            writer.writeObject(value);
        }
    }

    /**
     * Makes an object of bytes, which nobody uses any more: arrays among them may become arrays of the object.
     *
     * @param filter what of it is admitted, and that code of others is not; null for all that the filter of the JVM
     *     admits
     * @throws DecodingFailure if no object could be made of them
     * @throws IllegalStateException if one was made like that before
     */
    public Object consume(Encoded encoded, ObjectInputFilter filter) throws DecodingFailure {
        encoded.requireWhole();
        Object made = decode(encoded, filter, true);
        encoded.consumed();
        return made;
    }

    /**
     * Makes an object of bytes.
     *
     * @param filter what of it is admitted, and that code of others is not; null for all that the filter of the JVM
     *     admits
     * @throws DecodingFailure if no object could be made of them
     */
    public Object decode(Encoded encoded, ObjectInputFilter filter) throws DecodingFailure {
        encoded.requireWhole();
        return decode(encoded, filter, false);
    }

    /**
     * Makes an {@code Object[]} of bytes if its elements are numbers, text and the like, or null: so that it takes no
     * longer than the bytes are many, whoever wrote them, and runs no code of a user. They can be decoded again.
     *
     * @param filter as for {@link #decode}, and none of the user's
     * @return null if it is anything else, or cannot be made, or if the JVM has a filter, which is of the user
     */
    public Object[] decodeFlatRow(Encoded encoded, ObjectInputFilter filter) {
        if (!encoded.isPlain() || jvmFilter.isSet()) {
            return null;
        }
        try {
            Admission admission = filter == null ? null : new Admission(filter, encoded.length());
            return reader(encoded, admission, false).readFlatRow();
        } catch (IOException | RuntimeException leftToOthers) {
            return null;
        }
    }

    private Object decode(Encoded encoded, ObjectInputFilter filter, boolean last) throws DecodingFailure {
        Admission admission = filter == null ? null : new Admission(filter, encoded.length());
        try {
            return encoded.isDirect() ? readDirectly(encoded, admission, last) : readSerialized(encoded, admission);
        } catch (ClassNotFoundException missing) {
            throw new DecodingFailure("class " + missing.getMessage() + " was not found", missing);
        } catch (NoClassDefFoundError unusable) { // not found, or not initialized: its message says which
            throw new DecodingFailure("a class cannot be used: " + unusable.getMessage(), unusable);
        } catch (InvalidClassException refused) {
            String refusal = admission == null ? null : admission.refusal();
            throw new DecodingFailure(refusal == null ? refused.getMessage() : refusal, refused);
        } catch (StackOverflowError deep) {
            throw new DecodingFailure("its objects are nested too deeply to be read", deep);
        } catch (VirtualMachineError error) {
            throw error;
        } catch (Throwable failure) { // whatever the user's readObject and readResolve throw
            Throwable thrown = Culprit.original(failure);
            throw new DecodingFailure("reading it threw " + Portrait.of(thrown), thrown);
        }
    }

    private Object readSerialized(Encoded encoded, Admission admission) throws IOException, ClassNotFoundException {
        try (Reader reader = new Reader(encoded, admission)) {
            return reader.readObject();
        }
    }

    private Object readDirectly(Encoded encoded, Admission admission, boolean last)
            throws IOException, ReflectiveOperationException {
        return reader(encoded, admission, last).read();
    }

    private DirectReader reader(Encoded encoded, Admission admission, boolean last) throws IOException {
        ObjectInputFilter ofTheJvm = jvmFilter.current();
        ObjectInputFilter all = admission == null ? ofTheJvm : admission.with(ofTheJvm);
        DirectInput in = new DirectInput(encoded, last);
        in.takeByte(); // the mark
        DirectReader.Classes classes =
                encoded.isPlain() ? DirectReader.NO_CLASSES : (place, name) -> find(admission, place, name);
        return new DirectReader(in, classes, new DirectAdmission(all));
    }

    /** Those who are filtered give no code: a class of theirs would do as it likes, whatever else is refused. */
    private Class<?> find(Admission admission, String place, String name) throws ClassNotFoundException {
        if (admission != null && places.isForeign(place)) {
            throw new ClassNotFoundException(name + " (of another JVM, " + place + ")");
        }
        return places.find(place, name);
    }

    private class Writer extends ObjectOutputStream {

        private final List<Ticket> tickets;

        Writer(OutputStream out, List<Ticket> tickets) throws IOException {
            super(out);
            this.tickets = tickets;
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            if (object instanceof Portable portable) {
                return portable.depart(tickets::add);
            }
            if (object instanceof NullPointerException thrown) {
                return SpokenMessage.of(thrown);
            }
            return object != null
                            && Proxy.isProxyClass(object.getClass())
                            && Proxy.getInvocationHandler(object) instanceof Portable behind
                    ? behind.depart(tickets::add)
                    : object;
        }

        @Override
        protected void annotateClass(Class<?> type) throws IOException {
            writeUTF(places.placeOf(type));
        }

        @Override
        protected void annotateProxyClass(Class<?> type) throws IOException {
            writeUTF(places.placeOf(type));
        }
    }

    private final class Reader extends ObjectInputStream {

        private final Admission admission;

        Reader(Encoded encoded, Admission admission) throws IOException {
            super(encoded.open());
            this.admission = admission;
            if (admission != null) {
                // To set a filter replaces that of the JVM, which has the last word: so it is made a part of it.
                setObjectInputFilter(admission.with(getObjectInputFilter()));
            }
            enableResolveObject(true);
        }

        @Override
        protected Object resolveObject(Object object) {
            if (!(object instanceof Arriving arriving)) {
                return object;
            }
            Object made = arriving.arrive();
            if (admission != null) {
                admission.made(made);
            }
            return made;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
            String place = readUTF();
            Class<?> primitive = PRIMITIVES.get(described.getName());
            return primitive != null ? primitive : find(admission, place, described.getName());
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
            String place = readUTF();
            Class<?>[] types = new Class<?>[interfaces.length];
            for (int i = 0; i < interfaces.length; i++) {
                types[i] = find(admission, place, interfaces[i]);
            }
            ClassLoader loader = null;
            for (int i = 0; !seesAll(loader, types); i++) {
                if (i == types.length) {
                    throw new ClassNotFoundException("of a proxy of " + List.of(interfaces));
                }
                loader = types[i].getClassLoader();
            }
            return Proxy.newProxyInstance(loader, types, (proxy, method, args) -> null)
                    .getClass();
        }

        private static boolean seesAll(ClassLoader loader, Class<?>[] types) {
            for (Class<?> type : types) {
                try {
                    if (Class.forName(type.getName(), false, loader) != type) {
                        return false;
                    }
                } catch (ClassNotFoundException invisible) {
                    return false;
                }
            }
            return true;
        }
    }
}
