package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CulpritTest {

    private static final String HERE = CulpritTest.class.getName();

    private final Codec codec = new Codec(new BasePlaces());
    private final Thread culprit = new Thread(() -> {});

    private EncodingFailure failure(Object value) {
        EncodingFailure failure = catchThrowableOfType(EncodingFailure.class, () -> codec.encode(value));
        assertThat(failure).isNotNull();
        return failure;
    }

    private void assertPath(Object value, String path) {
        EncodingFailure failure = failure(value);
        assertThat(failure.path().replace(HERE + "$", "")).isEqualTo(path);
        assertThat(failure).hasMessage("java.lang.Thread is not serializable");
        assertThat(failure).hasCauseInstanceOf(NotSerializableException.class);
    }

    @SuppressWarnings("serial") // the fields hold what the test likes
    private static final class Order implements Serializable {

        private static final long serialVersionUID = 1L;

        final String name = "an order";
        final Object lines;

        Order(Object lines) {
            this.lines = lines;
        }
    }

    private record Line(int number, Object connection) implements Serializable {}

    @SuppressWarnings("serial") // the fields hold what the test likes
    private static class Base implements Serializable {

        private static final long serialVersionUID = 1L;

        final Object inherited;

        Base(Object inherited) {
            this.inherited = inherited;
        }
    }

    @SuppressWarnings("serial") // the fields hold what the test likes
    private static final class Derived extends Base {

        private static final long serialVersionUID = 1L;

        final Object own = "harmless";

        Derived(Object inherited) {
            super(inherited);
        }
    }

    @Test
    void whatIsNotSerializableItselfNeedsNoWay() {
        assertPath(culprit, "");
    }

    @Test
    void fieldsElementsAndComponentsAreNamed() {
        List<Object> lines = new ArrayList<>(List.of(new Line(1, "a"), new Line(2, List.of("b")), "c"));
        lines.add(new Line(4, culprit));
        assertPath(new Order(lines), "Order.lines -> java.util.ArrayList[3] -> Line.connection");
        assertPath(new Derived(culprit), "Derived.inherited");
    }

    @Test
    void elementsOfArraysAreNumbered() {
        assertPath(
                new Object[] {1, new int[4], new Object[] {null, culprit}},
                "java.lang.Object[2] -> java.lang.Object[1]");
        assertPath(new Line[] {null, new Line(1, culprit)}, "Line[1] -> Line.connection");
    }

    @Test
    void keysAndValuesOfMapsAreNamed() {
        assertPath(new TreeMap<>(Map.of("a", "b", "c", culprit)), "java.util.TreeMap[\"c\"]");
        assertPath(new HashMap<>(Map.of(culprit, "b", "c", "d")), "java.util.HashMap key");
        assertPath(new HashMap<>(Map.of(new Line(1, 2), culprit)), "java.util.HashMap[a Line]");
        assertPath(new HashMap<>(Map.of(Thread.State.NEW, culprit)), "java.util.HashMap[NEW]");
    }

    @Test
    void otherContainersOfTheJdkAreLookedInto() {
        assertPath(new HashSet<>(Set.of(culprit)), "java.util.HashSet element");
        assertPath(new AtomicReference<>(culprit), "java.util.concurrent.atomic.AtomicReference.value");
        assertPath(
                new Order(Collections.unmodifiableList(new ArrayList<>(Arrays.asList("a", culprit)))),
                "Order.lines -> java.util.Collections$UnmodifiableRandomAccessList -> java.util.ArrayList[1]");
        assertPath(
                new IllegalStateException(new Failure(culprit)),
                "java.lang.IllegalStateException.cause -> Failure.detail");
    }

    private static final class Failure extends Exception {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial")
        final Object detail;

        Failure(Object detail) {
            this.detail = detail;
        }
    }

    /** Something else is written in their place, which nobody has ever heard of. */
    @Test
    void unchangeableContainersAreNamedAsUsersKnowThem() {
        assertPath(List.of("a", "b", culprit), "java.util.List[2]");
        assertPath(
                new Order(List.of(List.of("a", "b", culprit))),
                "Order.lines -> java.util.List[0] -> java.util.List[2]");
        assertPath(Set.of(culprit), "java.util.Set element");
        assertPath(Map.of("a", Map.of("b", culprit)), "java.util.Map[\"a\"] -> java.util.Map[\"b\"]");
        assertPath(new Object[] {List.of(1), List.of(culprit)}, "java.lang.Object[1] -> java.util.List[0]");
    }

    private interface Job extends Supplier<Object>, Serializable {}

    @Test
    void whatLambdasHaveCapturedIsNumbered() {
        String harmless = "a";
        Object bad = culprit;
        Job job = () -> harmless + bad;
        assertPath(job, "captured argument 2 of the lambda in " + HERE);
        assertPath(new Order(job), "Order.lines -> captured argument 2 of the lambda in " + HERE);
        List<Object> list = new ArrayList<>(List.of(bad));
        Job indirect = () -> list;
        assertPath(indirect, "captured argument 1 of the lambda in " + HERE + " -> java.util.ArrayList[0]");
    }

    @Test
    @SuppressWarnings("serial") // that is the point
    void thatALambdaUsesAFieldIsSaid() {
        Job job = () -> culprit.getName();
        EncodingFailure failure = failure(job);
        assertThat(failure.path()).isEqualTo("\"this\" captured by the lambda in " + HERE);
        assertThat(failure).hasMessage(HERE + " is not serializable");
        Job bound = culprit::getName;
        assertPath(bound, "the receiver captured by the lambda in " + HERE);
    }

    @Test
    void aLambdaThatIsNotSerializableIsNamedAfterItsPlace() {
        Runnable lambda = () -> {};
        EncodingFailure failure = failure(new Order(lambda));
        assertThat(failure.path()).isEqualTo(HERE + "$Order.lines");
        assertThat(failure).hasMessage("a lambda in " + HERE + " (java.lang.Runnable) is not serializable");
        assertThat(failure(lambda).value()).isEqualTo("a lambda in " + HERE + " (java.lang.Runnable)");
    }

    // What code of users throws

    /** Throws when it is written, after it has written something. */
    private static final class Stubborn implements Serializable {

        private static final long serialVersionUID = 1L;

        private final Throwable thrown;
        private final boolean fresh;

        Stubborn(Throwable thrown, boolean fresh) {
            this.thrown = thrown;
            this.fresh = fresh;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeObject(new Order(List.of(new Line(1, "well"), new Object[] {new Line(2, "written")})));
            if (fresh) {
                thrown.fillInStackTrace();
            }
            CulpritTest.<RuntimeException>sneak(thrown);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    static List<Throwable> thrown() {
        return List.of(
                new IllegalStateException("no"),
                new IOException("no"),
                new AssertionError("no"),
                new NoClassDefFoundError("no"),
                new Exception("no"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whateverIsThrownIsAFailureToEncode(Throwable thrown) {
        EncodingFailure failure = failure(new Order(new Object[] {"a", new Stubborn(thrown, true)}));
        assertThat(failure).hasMessage("writing it threw " + thrown);
        assertThat(failure.path()).isEqualTo(HERE + "$Order.lines -> java.lang.Object[1]");
    }

    @Test
    void onlyTheVirtualMachineIsNotAnswerable() {
        assertThatThrownBy(() -> codec.encode(new Stubborn(new OutOfMemoryError("no"), true)))
                .isExactlyInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void anExceptionWithoutAStackLeavesAWayAllTheSame() {
        EncodingFailure failure = failure(new Order(new Stubborn(
                new RuntimeException("no", null, false, false) {
                    private static final long serialVersionUID = 1L;
                },
                false)));
        assertThat(failure.path()).startsWith(HERE + "$Order.lines");
    }

    private static final class Unreplaceable implements Serializable {

        private static final long serialVersionUID = 1L;

        private Object writeReplace() {
            throw new IllegalStateException("no");
        }
    }

    @Test
    void theWayLeadsToWhatHoldsTheOneThatCannotBeReplaced() {
        EncodingFailure failure = failure(new Order(new Object[] {new Line(1, "a"), new Unreplaceable()}));
        assertThat(failure).hasMessage("writing it threw java.lang.IllegalStateException: no");
        assertThat(failure.path()).isEqualTo(HERE + "$Order.lines");
    }

    private static final class Unspeakable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("unspeakable");
        }
    }

    @Test
    void whatIsThrownNeedNotBeAbleToSpeak() {
        assertThat(failure(new Stubborn(new Unspeakable(), true)))
                .hasMessage("writing it threw " + HERE + "$Unspeakable");
    }

    /** Fails the first time only. */
    private static final class Moody implements Serializable {

        private static final long serialVersionUID = 1L;

        private transient int times;

        private void writeObject(ObjectOutputStream out) throws IOException {
            times++;
            if (times == 1) {
                throw new IOException("not now");
            }
            out.defaultWriteObject();
        }
    }

    @Test
    void thereIsNoWayIfItDoesNotFailAgain() {
        EncodingFailure failure = failure(new Order(new Moody()));
        assertThat(failure).hasMessage("writing it threw java.io.IOException: not now");
        assertThat(failure.path()).isEmpty();
    }

    @Test
    void deepNestingIsSaid() {
        Object nested = new Line(0, "innermost");
        for (int i = 0; i < 200_000; i++) {
            nested = new Line(i, nested);
        }
        EncodingFailure failure = failure(new Order(nested));
        assertThat(failure).hasMessage("its objects are nested too deeply to be written");
        assertThat(failure.path()).isEmpty();
        assertThat(failure.value()).isNotEmpty();
    }

    @Test
    void aLongWayIsCutInTheMiddle() {
        Object nested = culprit;
        for (int i = 0; i < 100; i++) {
            nested = new Line(i, nested);
        }
        EncodingFailure failure = failure(new Order(nested));
        assertThat(failure).hasMessage("java.lang.Thread is not serializable");
        assertThat(failure.path())
                .startsWith(HERE + "$Order.lines -> " + HERE + "$Line.connection")
                .contains("... (69 more)")
                .endsWith(HERE + "$Line.connection");
    }

    @Test
    void theWayIsFoundAmongManyObjects() {
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(new Line(i, "x"));
        }
        many.add(culprit);
        assertPath(many, "java.util.ArrayList[5000]");
    }

    // The object as text

    private static final class Talkative implements Serializable {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial")
        private final Object inner = new Object();

        private final transient Supplier<String> text;

        Talkative(Supplier<String> text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text.get();
        }
    }

    @Test
    void theObjectIsSaidInFewWords() {
        String type = HERE + "$Talkative";
        assertThat(failure(new Talkative(() -> "hello")).value()).isEqualTo(type + ": hello");
        assertThat(failure(new Talkative(() -> "x".repeat(1_000_000))).value())
                .startsWith(type)
                .hasSizeLessThan(250);
        assertThat(failure(new Talkative(() -> null)).value()).isEqualTo("null");
        assertThat(failure(new Talkative(() -> {
                            throw new IllegalStateException();
                        }))
                        .value())
                .isEqualTo(type);
        assertThat(failure(List.of(1, culprit)).value()).endsWith(" of 2 elements");
        assertThat(failure(new Object[] {culprit}).value()).isEqualTo("java.lang.Object[] of 1 elements");
    }
}
