package io.github.multiprocessing4j;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * How a list is changed by a function of the user.
 *
 * @param <T> the type of the elements
 */
interface ListChange<T> extends Serializable {

    /** Changes a copy; says whether there was anything to change. */
    boolean apply(List<T> copy);

    /** Does it, again and again until nobody has come between. The function runs here, and under no lock. */
    static <T> boolean run(ListWords<T> words, ListChange<T> change) {
        for (; ; ) {
            ListWords.Copy<T> before = words.copy();
            List<T> after = new ArrayList<>(before.elements());
            if (!change.apply(after)) {
                return false;
            }
            if (words.commit(before.stamp(), after)) {
                return true;
            }
        }
    }

    /** See {@link List#sort}. */
    @SuppressWarnings("serial") // the user's function says itself whether it can be written
    record Sort<T>(Comparator<? super T> order) implements ListChange<T> {

        @Override
        public boolean apply(List<T> copy) {
            copy.sort(order);
            return true;
        }
    }

    /** See {@link List#replaceAll}. */
    @SuppressWarnings("serial")
    record ReplaceAll<T>(UnaryOperator<T> function) implements ListChange<T> {

        @Override
        public boolean apply(List<T> copy) {
            copy.replaceAll(function);
            return true;
        }
    }

    /** See {@link List#removeIf}. */
    @SuppressWarnings("serial")
    record RemoveIf<T>(Predicate<? super T> condition) implements ListChange<T> {

        @Override
        public boolean apply(List<T> copy) {
            return copy.removeIf(condition);
        }
    }
}
