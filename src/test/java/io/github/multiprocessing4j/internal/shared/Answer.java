package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

/** A reply that only notes what it gets; so cores are tested without threads. */
final class Answer<T> implements Reply<T> {

    private int count;
    private T answer;
    private Exception failure;

    @Override
    public void complete(T answer) {
        this.answer = answer;
        count++;
    }

    @Override
    public void fail(Exception failure) {
        this.failure = failure;
        count++;
    }

    void assertOpen() {
        assertThat(count).as("answers").isZero();
    }

    void assertIs(T expected) {
        assertThat(get()).isEqualTo(expected);
    }

    T get() {
        assertThat(count).as("answers").isEqualTo(1);
        assertThat(failure).isNull();
        return answer;
    }

    Exception failure() {
        assertThat(count).as("answers").isEqualTo(1);
        assertThat(failure).isNotNull();
        return failure;
    }
}
