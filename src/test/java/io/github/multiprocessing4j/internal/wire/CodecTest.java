package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {

    private final Codec codec = new Codec(new BasePlaces());

    private record Order(int number, Object content) implements Serializable {}

    private Object travel(Object value) throws Exception {
        return codec.decode(codec.encode(value), null);
    }

    @Test
    void objectsTravel() throws Exception {
        assertThat(travel(null)).isNull();
        assertThat(travel(new Order(1, List.of("a")))).isEqualTo(new Order(1, List.of("a")));
        assertThat((Class<?>[]) travel(new Class<?>[] {int.class, void.class, Order.class, long[][].class}))
                .containsExactly(int.class, void.class, Order.class, long[][].class);
        byte[] large = new byte[3 * Encoded.PIECE + 1];
        large[large.length - 1] = 9;
        assertThat(travel(large)).isEqualTo(large);
    }

    /** What is read is a copy each time. */
    @Test
    void bytesCanBeReadAgain() throws Exception {
        Encoded encoded = codec.encode(new ArrayList<>(List.of(1)));
        assertThat(codec.decode(encoded, null))
                .isEqualTo(codec.decode(encoded, null))
                .isNotSameAs(codec.decode(encoded, null));
    }

    // Claims

    private static final class Somewhere implements Portable {

        @Override
        public Object depart(Consumer<Ticket> tickets) {
            tickets.accept(new Ticket("a", 1, "a", 2));
            return "what stands for it";
        }
    }

    @Test
    void claimsGoWithWhatIsWritten() throws Exception {
        List<Ticket> heard = new ArrayList<>();
        Codec claiming = new Codec(new BasePlaces(), heard::addAll);
        Encoded encoded = claiming.encode(new Object[] {new Somewhere(), new Somewhere()});
        assertThat(encoded.tickets()).hasSize(2).isEqualTo(heard);
        assertThat((Object[]) claiming.decode(encoded, null)).containsOnly("what stands for it");
    }

    @Test
    void nobodyHearsOfClaimsInWhatCannotBeWritten() {
        List<Ticket> heard = new ArrayList<>();
        Codec claiming = new Codec(new BasePlaces(), heard::addAll);
        assertThatThrownBy(() -> claiming.encode(new Object[] {new Somewhere(), new Object()}))
                .isInstanceOf(EncodingFailure.class);
        assertThat(heard).isEmpty();
    }

    // What cannot be read

    private void assertUnreadable(Object value, String why, Class<? extends Throwable> cause) throws Exception {
        Encoded encoded = codec.encode(value);
        assertThatThrownBy(() -> codec.decode(encoded, null))
                .isInstanceOf(DecodingFailure.class)
                .hasMessageContaining(why)
                .hasCauseInstanceOf(cause);
    }

    @Test
    void aClassThatIsMissingIsNamed() throws Exception {
        Codec poor = new Codec(new BasePlaces() {
            @Override
            public Class<?> find(String place, String name) throws ClassNotFoundException {
                throw new ClassNotFoundException(name);
            }
        });
        assertThatThrownBy(() -> poor.decode(poor.encode(new Order(1, null)), null))
                .isInstanceOf(DecodingFailure.class)
                .hasMessage("class " + Order.class.getName() + " was not found")
                .hasCauseInstanceOf(ClassNotFoundException.class);
    }

    private static final class Throwing implements Serializable {

        private static final long serialVersionUID = 1L;

        private final Throwable thrown;

        Throwing(Throwable thrown) {
            this.thrown = thrown;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            CodecTest.<RuntimeException>sneak(thrown);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    static List<Throwable> thrown() {
        return List.of(
                new IllegalStateException("no"), new IOException("no"), new AssertionError("no"), new Exception("no"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whateverIsThrownIsAFailureToDecode(Throwable thrown) throws Exception {
        assertUnreadable(new Throwing(thrown), thrown.getClass().getName(), thrown.getClass());
    }

    @Test
    void onlyTheVirtualMachineIsNotAnswerable() throws Exception {
        Encoded encoded = codec.encode(new Throwing(new OutOfMemoryError("no")));
        assertThatThrownBy(() -> codec.decode(encoded, null)).isExactlyInstanceOf(OutOfMemoryError.class);
    }

    private static final class Uninitialized implements Serializable {

        private static final long serialVersionUID = 1L;

        static final class Loop {

            static final Object NONE = List.of().get(0);
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
        }

        private void readObject(ObjectInputStream in) {
            Loop.NONE.hashCode();
        }
    }

    @Test
    void aClassThatCannotBeInitializedIsSaidToBeSo() throws Exception {
        assertUnreadable(
                new Uninitialized(), "java.lang.ExceptionInInitializerError", ExceptionInInitializerError.class);
        assertUnreadable(new Uninitialized(), "a class cannot be used: ", NoClassDefFoundError.class);
    }

    private static final class Bottomless implements Serializable {

        private static final long serialVersionUID = 1L;

        private Object readResolve() {
            return readResolve() == null ? "" : this;
        }
    }

    @Test
    void whatIsTooDeepToBeReadIsSaidToBeSo() throws Exception {
        assertUnreadable(new Bottomless(), "nested too deeply", StackOverflowError.class);
    }

    @Test
    void bytesThatAreCutAreAFailure() throws Exception {
        byte[] whole = codec.encode(new Order(1, List.of("a", "b"))).open().readAllBytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            List<byte[]> pieces = length == 0 ? List.of() : List.of(part);
            assertThatThrownBy(() -> codec.decode(new Encoded(pieces, List.of(), true), ResultFilter.standard()))
                    .isInstanceOf(DecodingFailure.class);
        }
    }
}
