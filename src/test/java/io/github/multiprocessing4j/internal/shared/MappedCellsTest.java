package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Shelf.begin;
import static io.github.multiprocessing4j.internal.shared.Shelf.get;
import static io.github.multiprocessing4j.internal.shared.Shelf.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.internal.wire.Ticket;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Cells in memory that other realms use without asking. */
@Timeout(60)
@DisabledIfSystemProperty(named = "multiprocessing4j.sharedMemory", matches = "false")
class MappedCellsTest {

    private final Realms realms = new Realms();
    private final Exchange root = realms.root;
    private final Exchange left = realms.child(root);
    private final Exchange right = realms.child(root);
    private final Exchange below = realms.child(left);

    @AfterEach
    void end() throws InterruptedException {
        realms.end();
    }

    private static <T> Cells<T> hand(Cells<T> cells, Exchange home, Exchange to) throws Exception {
        Ticket ticket = Realms.ticket(to.coder().decode(Realms.packed(home, new Realms.Mention(home, cells)), null));
        return Cells.redeem(to, ticket, Realms::lost, cells.type(), cells.length());
    }

    @Test
    void valuesOfEachTypeAreReadAndWrittenWithoutAsking() throws Exception {
        areShared(new int[] {1, -2, 3}, Integer.MIN_VALUE);
        areShared(new long[] {1, -2, 3}, Long.MIN_VALUE);
        areShared(new short[] {1, -2, 3}, Short.MIN_VALUE);
        areShared(new byte[] {1, -2, 3}, Byte.MIN_VALUE);
        areShared(new char[] {'a', '\uffff', 'c'}, '\u8000');
        areShared(new float[] {1, -2, 3}, Float.NEGATIVE_INFINITY);
        areShared(new double[] {1, -2, 3}, Double.MIN_VALUE);
        areShared(new boolean[] {true, false, true}, true);
    }

    private <T> void areShared(Object array, T other) throws Exception {
        Cells<T> home = Cells.copyOf(array);
        Cells<T> far = hand(home, root, left);
        Cells<T> asking = hand(home, root, below);
        assertThat(far.get(0)).isEqualTo(Array.get(array, 0));
        realms.up(left).hold();
        assertThat(far.getAll(0, 3)).isEqualTo(home.getAll(0, 3)).containsExactly(all(array));
        far.set(1, other);
        assertThat(home.getAll(0, 3)).containsExactly(Array.get(array, 0), other, Array.get(array, 2));
        home.set(0, other);
        assertThat(far.get(0)).isEqualTo(other);
        far.setAll(0, all(array));
        assertThat(home.getAll(1, 2)).containsExactly(Array.get(array, 1), Array.get(array, 2));
        for (Cells<T> cells : List.of(home, far)) {
            assertThatThrownBy(() -> cells.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> cells.set(-1, other)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> cells.set(0, null)).isInstanceOf(NullPointerException.class);
        }
        realms.up(left).release();
        assertThat(asking.get(0)).isEqualTo(Array.get(array, 0));
        asking.set(0, other);
        assertThat(far.get(0)).isEqualTo(other);
    }

    private static Object[] all(Object array) {
        Object[] all = new Object[Array.getLength(array)];
        for (int i = 0; i < all.length; i++) {
            all[i] = Array.get(array, i);
        }
        return all;
    }

    /** They move into shared memory while their home writes and reads them: no write is lost, none comes back. */
    @Test
    void areMovedInTheMidstOfTheirUse() throws Exception {
        for (int round = 0; round < 100; round++) {
            Cells<Long> cells = Cells.zeros(long.class, 3);
            AtomicBoolean done = new AtomicBoolean();
            FutureTask<Object> one = begin(() -> countUp(cells, 0, done));
            FutureTask<Object> other = begin(() -> countUp(cells, 1, done));
            FutureTask<Object> reader = begin(() -> seeItGrow(cells, done));
            Cells<Long> far = hand(cells, root, left);
            until(() -> cells.get(0) > 0 && cells.get(1) > 0);
            for (long i = 1; i <= 100; i++) {
                far.set(2, i);
                assertThat(far.get(2)).isEqualTo(i);
                far.get(0);
            }
            done.set(true);
            get(one);
            get(other);
            get(reader);
            assertThat(far.getAll(0, 3)).isEqualTo(cells.getAll(0, 3));
            assertThat(cells.get(2)).isEqualTo(100);
        }
    }

    private static Object countUp(Cells<Long> cells, int index, AtomicBoolean done) {
        for (long i = 1; !done.get(); i++) {
            cells.set(index, i);
            assertThat(cells.get(index)).isEqualTo(i);
        }
        return null;
    }

    private static Object seeItGrow(Cells<Long> cells, AtomicBoolean done) {
        long[] seen = new long[3];
        while (!done.get()) {
            for (int i = 0; i < seen.length; i++) {
                long now = cells.get(i);
                assertThat(now).isGreaterThanOrEqualTo(seen[i]);
                seen[i] = now;
            }
        }
        return null;
    }

    @Test
    void whatLivedInADeadRealmIsLostThoughItsMemoryIsThere() throws Exception {
        Cells<Integer> far = hand(Cells.copyOf(new int[] {7}), left, right);
        assertThat(far.get(0)).isEqualTo(7);
        realms.kill(left);
        until(() -> isLost(far));
        assertThatThrownBy(() -> far.set(0, 8)).isInstanceOf(Realms.Lost.class);
        assertThatThrownBy(() -> far.getAll(0, 1)).isInstanceOf(Realms.Lost.class);
    }

    private static boolean isLost(Cells<Integer> far) {
        try {
            return far.get(0) != 7;
        } catch (Realms.Lost loss) {
            return true;
        }
    }

    @Test
    void rowsOfNothingAndOfTooMuchAreLeftAtHome() throws Exception {
        Cells<Integer> none = hand(Cells.zeros(int.class, 0), root, left);
        assertThat(none.getAll(0, 0)).isEmpty();
        assertThat(MappedElements.bytes(Long.class, 1 << 27)).isEqualTo((1 << 30) + 8);
        assertThat(MappedElements.bytes(Byte.class, 9)).isEqualTo(24);
        assertThat(MappedElements.bytes(Long.class, (1 << 27) + 1)).isZero();
        assertThat(MappedElements.bytes(Byte.class, Integer.MAX_VALUE)).isZero();
    }

    @Test
    void whoAsksForWhatSomebodyHasCutShortIsToldSo() throws Exception {
        HomeCells<Integer> cells = (HomeCells<Integer>) Cells.<Integer>copyOf(new int[] {7});
        Cells<Integer> asking = hand(cells, root, below);
        ByteBuffer memory = new Tenancy().map(cells.lease(root, left.path()));
        assertThat(asking.get(0)).isEqualTo(7);
        memory.putLong(8, 0);
        assertThatThrownBy(() -> asking.get(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cut short");
        assertThatThrownBy(() -> asking.set(0, 8)).isInstanceOf(IllegalStateException.class);
    }

    /** Whatever others write is a value. */
    @Test
    void nothingThatOthersWriteDoesHarm() throws Exception {
        HomeCells<Boolean> cells = (HomeCells<Boolean>) Cells.<Boolean>copyOf(new boolean[100]);
        ByteBuffer memory = new Tenancy().map(cells.lease(root, left.path()));
        byte[] noise = new byte[memory.capacity()];
        new Random(3).nextBytes(noise);
        memory.put(0, noise);
        for (int i = 0; i < cells.length(); i++) {
            assertThat(cells.get(i)).isEqualTo(noise[i] != 0);
        }
        assertThatThrownBy(() -> cells.get(100)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
