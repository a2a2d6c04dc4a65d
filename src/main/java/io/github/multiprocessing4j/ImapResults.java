package io.github.multiprocessing4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The parts of an imap that are not delivered, in the order in which their results are. Guarded by the lock of the
 * {@link Imap}. Results are masked: a {@link ImapPart.Given} or a {@link Chunk.Thrown}.
 */
sealed interface ImapResults {

    /** Takes up a part whose results will come. */
    void add(ImapPart part);

    /** Takes the result of an item. */
    void arrive(ImapPart part, int index, Object masked);

    /** All results of a part have come. */
    void complete(ImapPart part);

    /** Removes the next result; null if it is not there yet. */
    Object take();

    /** The first part that the consumer may wait for and that no worker has begun; or null. */
    ImapPart firstUnbegun();

    /** Drops everything, and says which parts may be unfinished. */
    List<ImapPart> clear();

    private static List<ImapPart> emptied(Collection<ImapPart> parts) {
        List<ImapPart> list = new ArrayList<>(parts);
        parts.clear();
        return list;
    }

    /** In the order of the input. */
    final class InOrder implements ImapResults {

        private final Deque<ImapPart> parts = new ArrayDeque<>();

        @Override
        public void add(ImapPart part) {
            parts.add(part);
        }

        @Override
        public void arrive(ImapPart part, int index, Object masked) {
            part.put(index, masked);
        }

        @Override
        public void complete(ImapPart part) {}

        @Override
        public Object take() {
            ImapPart head = parts.peek();
            if (head == null) {
                return null;
            }
            Object found = head.takeNext();
            if (head.isDelivered()) {
                parts.remove();
            }
            return found;
        }

        @Override
        public ImapPart firstUnbegun() {
            ImapPart head = parts.peek();
            return head == null || head.job().isTaken() ? null : head;
        }

        @Override
        public List<ImapPart> clear() {
            return emptied(parts);
        }
    }

    /** In the order in which they come. */
    final class AsTheyCome implements ImapResults {

        private final Set<ImapPart> unfinished = new LinkedHashSet<>();
        private final Deque<Object> arrived = new ArrayDeque<>();

        @Override
        public void add(ImapPart part) {
            unfinished.add(part);
        }

        @Override
        public void arrive(ImapPart part, int index, Object masked) {
            arrived.add(masked);
        }

        @Override
        public void complete(ImapPart part) {
            unfinished.remove(part);
        }

        @Override
        public Object take() {
            return arrived.poll();
        }

        @Override
        public ImapPart firstUnbegun() {
            for (ImapPart part : unfinished) {
                if (!part.job().isTaken()) {
                    return part;
                }
            }
            return null;
        }

        @Override
        public List<ImapPart> clear() {
            arrived.clear();
            return emptied(unfinished);
        }
    }
}
