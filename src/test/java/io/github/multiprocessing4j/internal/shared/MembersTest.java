package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.harness.Garbage;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class MembersTest {

    private final Members members = new Members();

    @Test
    void membersAreComparedByIdentity() {
        Object one = new Same();
        Object other = new Same();
        members.add(one);
        members.add(one);
        assertThat(members.contains(one)).isTrue();
        assertThat(members.contains(other)).isFalse();
        members.add(other);
        assertThat(members.contains(other)).isTrue();
    }

    @Test
    void membersAreNotHeld() throws Exception {
        Object stays = new Object();
        members.add(stays);
        Garbage.collect(addOne());
        members.add(new Object());
        assertThat(members.contains(stays)).isTrue();
    }

    private WeakReference<Object> addOne() {
        Object member = new Object();
        members.add(member);
        return new WeakReference<>(member);
    }

    private static final class Same {

        @Override
        public boolean equals(Object other) {
            return other instanceof Same;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
