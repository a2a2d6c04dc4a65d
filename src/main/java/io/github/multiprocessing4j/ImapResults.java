package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.engine.Thrown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The parts of an imap that are not delivered, in the order in which their results are. Guarded by the lock of the
 * {@link Imap}. Results are masked: a {@link ImapPart.Given} or a {@link Thrown}.
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

    /** Whether the next result is there. */
    boolean isReady();

    /** The first job that the consumer may wait for and that no worker has begun; or null. */
    ChunkJob firstUnbegun();

    /** Drops everything, and says which jobs may be unfinished, the last one first. */
    List<ChunkJob> clear();

    private static List<ChunkJob> emptied(Collection<ImapPart> parts) {
        List<ChunkJob> jobs = new ArrayList<>();
        parts.forEach(part -> jobs.addAll(part.jobs()));
        parts.clear();
        Collections.reverse(jobs);
        return jobs;
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
        public boolean isReady() {
            ImapPart head = parts.peek();
            return head != null && head.isReady();
        }

        @Override
        public ChunkJob firstUnbegun() {
            ImapPart head = parts.peek();
            return head == null ? null : head.unbegun();
        }

        @Override
        public List<ChunkJob> clear() {
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
        public boolean isReady() {
            return !arrived.isEmpty();
        }

        @Override
        public ChunkJob firstUnbegun() {
            for (ImapPart part : unfinished) {
                ChunkJob job = part.unbegun();
                if (job != null) {
                    return job;
                }
            }
            return null;
        }

        @Override
        public List<ChunkJob> clear() {
            arrived.clear();
            return emptied(unfinished);
        }
    }
}
