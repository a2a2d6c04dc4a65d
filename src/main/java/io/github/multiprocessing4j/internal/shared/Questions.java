package io.github.multiprocessing4j.internal.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** What this realm has asked others, and has no answer to yet. */
final class Questions {

    /*
     * open -> answered, failed     by whoever takes it out of the map: an answer, or the loss of the realm
     * open -> withdrawn            by the asker, when the home has said so
     *
     * Taking it out decides, so that exactly one of them happens.
     */
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, Question> open = new ConcurrentHashMap<>();
    private final Map<Reply<?>, Question> byReply = new ConcurrentHashMap<>();

    /** One that waits for its answer. */
    static final class Question {

        private final long number;
        private final String home;
        private final Reply<?> reply;
        private final Function<Object, ?> reading;
        private final Loss loss;

        private Question(long number, String home, Reply<?> reply, Function<Object, ?> reading, Loss loss) {
            this.number = number;
            this.home = home;
            this.reply = reply;
            this.reading = reading;
            this.loss = loss;
        }

        long number() {
            return number;
        }

        String home() {
            return home;
        }

        /** See {@link Reply#awaited}. */
        BooleanSupplier awaited() {
            return reply.awaited();
        }

        @SuppressWarnings("unchecked")
        private void complete(Object answer) {
            Object read;
            try {
                read = reading.apply(answer);
            } catch (RuntimeException malformed) {
                reply.fail(malformed);
                return;
            }
            ((Reply<Object>) reply).complete(read);
        }
    }

    /**
     * Opens a question.
     *
     * @param reading makes the answer of plain data
     */
    <T> Question open(String home, Reply<T> reply, Function<Object, ? extends T> reading, Loss loss) {
        Question question = new Question(last.incrementAndGet(), home, reply, reading, loss);
        byReply.put(reply, question);
        open.put(question.number, question);
        return question;
    }

    /** The one that {@code reply} waits for; null if there is none any more. */
    Question of(Reply<?> reply) {
        return byReply.get(reply);
    }

    /** Forgets one; says whether it was open. */
    boolean take(Question question) {
        if (open.remove(question.number) == null) {
            return false;
        }
        byReply.remove(question.reply);
        return true;
    }

    private Question take(long number) {
        Question question = open.get(number);
        return question != null && take(question) ? question : null;
    }

    /**
     * An answer has come.
     *
     * @return whether anybody waited for it
     */
    boolean answer(long number, Object answer) {
        Question question = take(number);
        if (question == null) {
            return false;
        }
        question.complete(answer);
        return true;
    }

    /** An answer has come that says why there is none. */
    void fail(long number, Exception failure) {
        Question question = take(number);
        if (question != null) {
            question.reply.fail(failure);
        }
    }

    /** The realm that was asked cannot be reached. */
    void lose(long number) {
        Question question = open.get(number);
        if (question != null) {
            lose(question);
        }
    }

    void lose(Question question) {
        if (take(question)) {
            question.reply.fail(
                    question.loss.failure("the process in which it lives is gone (realm " + question.home + ")"));
        }
    }

    /** Some realms are gone. */
    void loseAll(Predicate<String> gone) {
        List<Question> lost = new ArrayList<>(open.values());
        lost.removeIf(question -> !gone.test(question.home));
        lost.forEach(this::lose);
    }

    /** How many there are. */
    int size() {
        return open.size();
    }
}
