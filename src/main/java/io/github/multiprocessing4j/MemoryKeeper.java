package io.github.multiprocessing4j;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Makes blocks of shared memory, and removes them. */
final class MemoryKeeper implements MemoryWords {

    private final ReentrantLock lock = new ReentrantLock();

    /** All that were made, closed; null when this has ended. Guarded by the lock. */
    private List<SharedMemory> made = new ArrayList<>();

    @Override
    public String make(long size) throws IOException {
        SharedMemory memory = SharedMemory.create(size);
        memory.close();
        if (!isAdded(memory)) {
            remove(memory);
            throw new SharedObjectLostException("the manager of shared memory was shut down");
        }
        return memory.name();
    }

    private boolean isAdded(SharedMemory memory) {
        lock.lock();
        try {
            return made != null && made.add(memory);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void end() {
        for (SharedMemory memory : takeAll()) {
            remove(memory);
        }
    }

    private List<SharedMemory> takeAll() {
        lock.lock();
        try {
            List<SharedMemory> all = made == null ? List.of() : made;
            made = null;
            return all;
        } finally {
            lock.unlock();
        }
    }

    private static void remove(SharedMemory memory) {
        try {
            memory.unlink();
        } catch (IOException e) {
            return; // it is gone, or goes when this process ends
        }
    }
}
