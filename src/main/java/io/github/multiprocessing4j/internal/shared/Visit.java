package io.github.multiprocessing4j.internal.shared;

import java.util.function.Function;

/** A question that another realm has asked here: the reply that a core keeps for it. */
final class Visit implements Reply<Object> {

    private final Visits visits;
    private final String from;
    private final long number;
    private final Host host;
    private final int operation;
    private final Object[] arguments;

    /** How the answer becomes plain data, and where it comes from if it is an item. Written before a core knows it. */
    private Function<Object, Object> writing = Function.identity();

    private Source source;

    Visit(Visits visits, String from, long number, Host host, int operation, Object[] arguments) {
        this.visits = visits;
        this.from = from;
        this.number = number;
        this.host = host;
        this.operation = operation;
        this.arguments = arguments;
    }

    /** The realm of whoever asks; null if it is this one. */
    static String realmOf(Reply<?> asker) {
        return (Object) asker instanceof Visit visit ? visit.from : null;
    }

    String from() {
        return from;
    }

    long number() {
        return number;
    }

    Host host() {
        return host;
    }

    int operation() {
        return operation;
    }

    Object argument(int index) {
        return arguments[index];
    }

    /** The thread, process or copy of the other realm whose number is an argument. */
    Stranger stranger(int index) {
        return new Stranger(from, (long) arguments[index]);
    }

    /** What to throw if the object has no such operation. */
    IllegalArgumentException unknown() {
        return new IllegalArgumentException(
                "no operation " + operation + " of " + host.getClass().getSimpleName());
    }

    /** This visit, for a core that answers with a T, which {@code writing} makes plain data of. */
    @SuppressWarnings("unchecked")
    <T> Reply<T> as(Function<? super T, ?> writing) {
        this.writing = answer -> writing.apply((T) answer);
        return (Reply<T>) this;
    }

    /** This visit, for a core that answers with plain data. */
    @SuppressWarnings("unchecked")
    <T> Reply<T> plain() {
        return (Reply<T>) this;
    }

    /** This visit, for a core that answers with an item of {@code source}. */
    Reply<Object> item(Source from) {
        this.source = from;
        return this;
    }

    @Override
    public void complete(Object answer) {
        if (source == null) {
            visits.answer(this, writing.apply(answer));
        } else {
            visits.deliver(this, answer, source);
        }
    }

    @Override
    public void fail(Exception failure) {
        visits.fail(this, failure);
    }

    /** The item that was sent was not taken: says so, if anybody still waits for it. */
    void refuse(Exception failure) {
        visits.refuse(this, failure);
    }
}
