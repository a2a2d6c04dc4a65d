package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.harness.Program;
import java.io.File;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.SignedObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.management.BadAttributeValueExpException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class ResultFilterTest {

    private static final ResultFilter STANDARD = ResultFilter.standard();

    private final Codec codec = new Codec(new BasePlaces());

    private record Order(int number, Object content) implements Serializable {}

    private record Bill(int number) implements Serializable {}

    private Object travel(Object value, ObjectInputFilter filter) throws Exception {
        return codec.decode(codec.encode(value), filter);
    }

    private void assertRefused(Object value, ObjectInputFilter filter, String what) throws EncodingFailure {
        Encoded encoded = codec.encode(value);
        assertThatThrownBy(() -> codec.decode(encoded, filter))
                .isInstanceOf(DecodingFailure.class)
                .hasMessageContaining(what)
                .hasCauseInstanceOf(InvalidClassException.class);
    }

    private static ResultFilter expecting(String... patterns) {
        return ResultFilter.expecting(List.of(patterns));
    }

    private static String name(Class<?> type) {
        return type.getName();
    }

    /** An object of a class that this module cannot see. */
    private static Object made(String type, Object... arguments) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(arguments).map(Object::getClass).toArray(Class<?>[]::new);
        for (java.lang.reflect.Constructor<?> each : Class.forName(type).getConstructors()) {
            Class<?>[] wanted = each.getParameterTypes();
            if (wanted.length == types.length && (types.length == 0 || wanted[0].isAssignableFrom(types[0]))) {
                return each.newInstance(arguments);
            }
        }
        throw new NoSuchMethodException(type);
    }

    /** Values as programs return them. */
    private static List<Object> ordinary() throws Exception {
        Map<Thread.State, Object> states = new EnumMap<>(Map.of(Thread.State.NEW, 1));
        return new ArrayList<>(Arrays.asList(
                1,
                "text",
                null,
                'c',
                2.5,
                new int[][] {{1}, {2, 3}},
                new String[] {"a"},
                List.of(1, 2),
                Set.of(1),
                Map.of("a", 1),
                new ArrayDeque<>(List.of(1)),
                new PriorityQueue<>(List.of(2, 1)),
                new TreeMap<>(Map.of("a", "b")),
                new LinkedHashMap<>(Map.of("a", "b")),
                new ConcurrentHashMap<>(Map.of("a", "b")),
                new CopyOnWriteArrayList<>(List.of("a")),
                new LinkedBlockingQueue<>(List.of("a")),
                Collections.unmodifiableMap(new HashMap<>(Map.of("a", new HashSet<>(List.of(1, 2))))),
                states,
                BitSet.valueOf(new long[] {5}),
                UUID.randomUUID(),
                new AtomicLong(4),
                new Random(5),
                Locale.GERMANY,
                Pattern.compile("a+"),
                new BigDecimal("1.25"),
                Instant.EPOCH,
                Duration.ofDays(1),
                ZonedDateTime.parse("2026-01-01T00:00:00+01:00[Europe/Berlin]"),
                new Date(0),
                new GregorianCalendar(2026, Calendar.MARCH, 1),
                TimeUnit.DAYS,
                URI.create("https://example.org"),
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                new File("some"),
                String.class,
                int[].class,
                new IllegalStateException("no", new IOException("disk")),
                new java.util.concurrent.TimeoutException("late"),
                new java.nio.file.NoSuchFileException("some"),
                made("java.sql.SQLException", "no"),
                made("java.rmi.RemoteException", "no")));
    }

    @Test
    void ordinaryValuesPass() throws Exception {
        for (Object value : ordinary()) {
            travel(value, STANDARD);
            travel(new Order(1, value), STANDARD);
            travel(new Order(1, value), expecting(name(Order.class)));
        }
        travel(made("javax.naming.NamingException", "no"), STANDARD);
        assertThat(travel(new Order(1, List.of("a")), STANDARD)).isEqualTo(new Order(1, List.of("a")));
    }

    @Test
    void millionsOfObjectsPass() throws Exception {
        List<Object> many = new ArrayList<>(Collections.nCopies(2_000_000, "one and the same"));
        for (int i = 0; i < 500_000; i++) {
            many.add(i);
        }
        assertThat(travel(many, STANDARD)).isEqualTo(many);
        assertThat(travel(new byte[50_000_000], STANDARD)).isEqualTo(new byte[50_000_000]);
        Set<Integer> numbers = new HashSet<>(100_000, 0.3f);
        Map<Object, Object> identities = new IdentityHashMap<>();
        for (int i = 0; i < 100_000; i++) {
            numbers.add(i);
            identities.put(i, i);
        }
        assertThat(travel(numbers, STANDARD)).isEqualTo(numbers);
        assertThat((Map<?, ?>) travel(identities, expecting("none"))).hasSize(100_000);
    }

    // What does things

    private interface Job extends Runnable, Serializable {}

    private static Object lambda() {
        return (Job) () -> {};
    }

    @Test
    void lambdasAreRefused() throws Exception {
        assertRefused(lambda(), STANDARD, "java.lang.invoke.SerializedLambda");
        assertRefused(new Order(1, new Object[] {lambda()}), STANDARD, "java.lang.invoke.SerializedLambda");
        assertRefused(lambda(), expecting(name(ResultFilterTest.class)), "java.lang.invoke.SerializedLambda");
        assertRefused(
                Comparator.comparing((Serializable & java.util.function.Function<String, Integer>) String::length),
                STANDARD,
                "java.lang.invoke.SerializedLambda");
    }

    @Test
    void lambdasPassForThoseWhoExpectThem() throws Exception {
        assertThat(travel(lambda(), expecting("java.lang.invoke.SerializedLambda", "*")))
                .isInstanceOf(Job.class);
    }

    @Test
    void proxiesAreRefused() throws Exception {
        Object proxy =
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Runnable.class}, new Handler());
        assertRefused(proxy, STANDARD, "Proxy");
        assertRefused(new Order(1, proxy), expecting(name(Order.class)), "");
    }

    private static final class Handler implements java.lang.reflect.InvocationHandler, Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] args) {
            throw new AssertionError("never called");
        }
    }

    @Test
    void classesOfKnownAttacksAreRefused() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(1024);
        SignedObject signed =
                new SignedObject("bytes", keys.generateKeyPair().getPrivate(), Signature.getInstance("SHA256withRSA"));
        for (Object gadget : List.of(
                signed,
                made("javax.naming.CompositeName", "rmi://example.org/a"),
                new ObjectName("a:b=c"),
                new BadAttributeValueExpException("a"),
                made("java.rmi.MarshalledObject", (Object) "a"),
                made("javax.swing.event.EventListenerList"))) {
            String type = gadget.getClass().getName();
            assertRefused(gadget, STANDARD, type);
            assertRefused(new Object[] {gadget}, STANDARD, type);
            assertRefused(new HashMap<>(Map.of("a", new Order(1, gadget))), expecting(name(Order.class)), type);
            assertThat(travel(gadget, expecting("*"))).isInstanceOf(gadget.getClass());
        }
    }

    @Test
    void subclassesOfSuchClassesAreRefused() throws Exception {
        assertRefused(new OwnName(), STANDARD, "javax.management.ObjectName");
    }

    private static final class OwnName extends ObjectName {

        private static final long serialVersionUID = 1L;

        OwnName() throws JMException {
            super("a:b=c");
        }
    }

    @Test
    void deepNestingIsRefused() throws Exception {
        Object nested = 1;
        for (int i = 0; i < 400; i++) {
            nested = new Order(i, nested);
        }
        travel(nested, STANDARD);
        for (int i = 0; i < 200; i++) {
            nested = new Order(i, nested);
        }
        assertRefused(nested, STANDARD, "501 objects deep");
    }

    // What is expected

    @Test
    void whatIsNotExpectedIsRefused() throws Exception {
        ResultFilter orders = expecting(name(Order.class));
        assertThat(travel(new Order(1, new Order[] {new Order(2, null)}), orders))
                .isInstanceOf(Order.class);
        assertRefused(new Bill(1), orders, name(Bill.class));
        assertRefused(new Order(1, List.of(new Bill(1))), orders, name(Bill.class));
        assertRefused(new Bill[0], orders, "Bill");
        assertRefused(new AssertionFailure(), orders, name(AssertionFailure.class));
    }

    private static final class AssertionFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Test
    void packagesCanBeExpected() throws Exception {
        String here = getClass().getPackageName();
        String above = here.substring(0, here.lastIndexOf('.'));
        travel(new Bill(1), expecting(here + ".*"));
        travel(new Bill(1), expecting(above + ".**"));
        travel(new Bill(1), expecting("com.acme.Order", here + ".**"));
        assertRefused(new Bill(1), expecting("!" + name(Bill.class), here + ".*"), name(Bill.class));
    }

    @Test
    void whatIsNoPatternIsRefusedAtOnce() {
        for (String wrong :
                List.of("", " ", "a;b", "com.acme.**.Order", "com.acme**", "**", "maxdepth=5", "java.base/*")) {
            assertThatThrownBy(() -> expecting(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    // Lies

    @Test
    void anArrayThatCannotBeInSoFewBytesIsNotMade() throws Exception {
        Encoded honest = codec.encode(new Object[] {new Date(0), new long[3]}); // the date is not written directly
        byte[] bytes = honest.open().readAllBytes();
        int at = bytes.length - 3 * Long.BYTES - Integer.BYTES;
        assertThat(bytes[at + 3]).as("the length").isEqualTo((byte) 3);
        bytes[at] = 0x7f;
        Encoded lie = new Encoded(List.of(bytes), List.of(), true);
        assertThatThrownBy(() -> codec.decode(lie, STANDARD))
                .isInstanceOf(DecodingFailure.class)
                .hasMessageContaining("an array of 2130706435 elements");
    }

    // Code of others

    @Test
    void classesOfOthersAreNotLoaded() throws Exception {
        Codec foreign = new Codec(new BasePlaces() {
            @Override
            public String placeOf(Class<?> type) {
                return type.getName().startsWith("java.") ? EVERYWHERE : "somewhere#1";
            }

            @Override
            public boolean isForeign(String place) {
                return !place.equals(EVERYWHERE);
            }
        });
        assertThat(foreign.decode(foreign.encode(new Bill(1)), null)).isEqualTo(new Bill(1));
        assertThatThrownBy(() -> foreign.decode(foreign.encode(new Bill(1)), STANDARD))
                .isInstanceOf(DecodingFailure.class)
                .hasMessageContaining("somewhere#1")
                .hasMessageContaining(name(Bill.class));
    }

    // The filter of the JVM

    /** Reads values with a filter of its own, in a JVM that has one. */
    static final class Filtering {

        private Filtering() {}

        public static void main(String[] args) throws Exception {
            Codec codec = new Codec(new BasePlaces());
            for (ObjectInputFilter filter : Arrays.asList(null, STANDARD, expecting("*"))) {
                for (Object value : List.of(new Bill(1), new Order(1, null), made("javax.naming.CompositeName", "a"))) {
                    try {
                        codec.decode(codec.encode(value), filter);
                        System.out.print("+");
                    } catch (DecodingFailure refused) {
                        System.out.print("-");
                    }
                }
                System.out.println();
            }
        }
    }

    /** Combines filters as it likes: here so that none but that of the JVM counts. */
    public static final class Factory implements java.util.function.BinaryOperator<ObjectInputFilter> {

        @Override
        public ObjectInputFilter apply(ObjectInputFilter current, ObjectInputFilter next) {
            return current == null
                    ? ObjectInputFilter.Config.createFilter("!" + name(Bill.class))
                    : ObjectInputFilter.merge(next, current);
        }
    }

    private static Program.Ending filtering(String... options) throws Exception {
        return Program.of(Filtering.class)
                .with(options)
                .run(Duration.ofSeconds(30))
                .assertClean();
    }

    @Test
    void withoutAFilterOfTheJvmOursDecides() throws Exception {
        filtering().assertOut("+++", "++-", "+++");
    }

    @Test
    void whatTheJvmRefusesIsRefused() throws Exception {
        filtering("-Djdk.serialFilter=!" + name(Bill.class)).assertOut("-++", "-+-", "-++");
    }

    @Test
    void whatTheJvmAdmitsIsRefusedAllTheSame() throws Exception {
        filtering("-Djdk.serialFilter=*").assertOut("+++", "++-", "+++");
    }

    @Test
    void aFilterFactoryIsObeyed() throws Exception {
        filtering("-Djdk.serialFilterFactory=" + name(Factory.class)).assertOut("-++", "-+-", "-++");
    }
}
