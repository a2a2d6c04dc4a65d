package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Shelf.ask;
import static io.github.multiprocessing4j.internal.shared.Shelf.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.harness.Times;
import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long objects are kept for others. */
class ClaimsTest {

    private final Realms realms = new Realms();
    private final Exchange root = realms.root;
    private final Exchange left = realms.child(root);
    private final Exchange right = realms.child(root);
    private final Exchange below = realms.child(left);

    @AfterEach
    void end() throws InterruptedException {
        realms.end();
    }

    private static void untilCollected(BooleanSupplier state) throws Exception {
        Times.until(() -> {
            System.gc();
            return state.getAsBoolean();
        });
    }

    @Test
    void aClaimKeepsAnObjectUntilItIsGivenUp() throws Exception {
        EventCore event = new EventCore();
        Encoded encoded = Realms.packed(root, new Realms.Mention(root, event));
        WeakReference<EventCore> ref = new WeakReference<>(event);
        event = null;
        System.gc();
        assertThat(ref.get()).isNotNull();
        root.discard(encoded);
        assertThat(root.exports().kept()).isEmpty();
        untilCollected(() -> ref.get() == null);
    }

    @Test
    void aHoldKeepsAnObjectUntilItsStandInIsDropped() throws Exception {
        EventCore event = new EventCore();
        SharedEvent far = Realms.hand(Kind.EVENT, event, root, below);
        WeakReference<EventCore> ref = new WeakReference<>(event);
        event = null;
        System.gc();
        far.set();
        assertThat(ref.get().isSet()).isTrue();
        far = null;
        untilCollected(() -> ref.get() == null);
        assertThat(below.stands().size()).isZero();
    }

    @Test
    void anObjectHasOneStandInInARealm() throws Exception {
        EventCore event = new EventCore();
        SharedEvent one = Realms.hand(Kind.EVENT, event, root, left);
        SharedEvent two = Realms.hand(Kind.EVENT, event, root, left);
        assertThat(two).isSameAs(one);
        realms.kill(left);
        assertThat(root.exports().kept()).isEmpty();
    }

    @Test
    void aClaimOfADeadRealmIsOver() throws Exception {
        EventCore event = new EventCore();
        SharedEvent far = Realms.hand(Kind.EVENT, event, root, left);
        left.coder().encode(new Realms.Mention(left, far));
        realms.kill(left);
        assertThat(root.exports().kept()).isEmpty();
    }

    @Test
    void bytesThatAreDecodedTwiceGiveTheObjectTwice() throws Exception {
        EventCore event = new EventCore();
        Encoded encoded = Realms.packed(root, new Realms.Mention(root, event));
        for (Exchange reader : new Exchange[] {left, right, root}) {
            SharedEvent read =
                    Kind.EVENT.redeem(reader, Realms.ticket(reader.coder().decode(encoded, null)), Realms::lost);
            read.set();
            assertThat(event.isSet()).isTrue();
            read.clear();
        }
        realms.kill(left);
        assertThat(root.exports().kept()).hasSize(1);
        realms.kill(right);
        assertThat(root.exports().kept()).isEmpty();
    }

    @Test
    void whatCannotBeEncodedClaimsNothing() {
        EventCore event = new EventCore();
        assertThatThrownBy(() -> root.coder().encode(new Object[] {new Realms.Mention(root, event), new Object()}))
                .isInstanceOf(EncodingFailure.class);
        assertThat(root.exports().kept()).isEmpty();
    }

    @Test
    void whatCannotBeDecodedClaimsNothing() throws Exception {
        EventCore event = new EventCore();
        Encoded encoded = Realms.packed(root, new Object[] {new Realms.Mention(root, event), new Unreadable()});
        assertThatThrownBy(() -> left.coder().decode(encoded, null)).isInstanceOf(DecodingFailure.class);
        until(() -> root.exports().kept().isEmpty());
    }

    private static final class Unreadable implements java.io.Serializable {

        private static final long serialVersionUID = 1L;

        private Object readResolve() throws java.io.ObjectStreamException {
            throw new java.io.InvalidObjectException("unreadable");
        }
    }

    @Test
    void anObjectTravelsOnAndHomeAgain() throws Exception {
        // from left, by a queue of the root, to right, which passes it on to below
        QueueCore post = new QueueCore(0, true);
        SharedQueue postOfLeft = Realms.hand(Kind.QUEUE, post, root, left);
        SharedQueue postOfRight = Realms.hand(Kind.QUEUE, post, root, right);
        SharedQueue postBelow = Realms.hand(Kind.QUEUE, post, root, below);
        EventCore event = new EventCore();
        postOfLeft.offer(left.coder().encode(new Realms.Mention(left, event)));
        SharedEvent inRight = receive(right, postOfRight);
        inRight.set();
        assertThat(event.isSet()).isTrue();
        postOfRight.offer(right.coder().encode(new Realms.Mention(right, inRight)));
        SharedEvent inBelow = receive(below, postBelow);
        inBelow.clear();
        assertThat(event.isSet()).isFalse();
        postBelow.offer(below.coder().encode(new Realms.Mention(below, inBelow)));
        assertThat(receive(left, postOfLeft)).isSameAs(event);
        assertThat(left.exports().kept()).hasSize(1);
        realms.kill(right);
        realms.kill(below);
        until(() -> left.exports().kept().isEmpty());
    }

    private static SharedEvent receive(Exchange by, SharedQueue queue) throws Exception {
        Object item = ask((Reply<Object> reply) -> queue.get(by, reply));
        return Kind.EVENT.redeem(by, Realms.ticket(by.coder().decode((Encoded) item, null)), Realms::lost);
    }

    @Test
    void theCodecIsInstalledOnce() throws Exception {
        Encoded encoded = root.coder().encode("text");
        assertThat(left.coder().decode(encoded, null)).isEqualTo("text");
        assertThatThrownBy(() -> {
                    root.coder().install(null);
                    root.coder().install(null);
                })
                .isInstanceOf(IllegalStateException.class);
    }
}
