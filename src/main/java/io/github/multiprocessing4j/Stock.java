package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.BarrierCore;
import io.github.multiprocessing4j.internal.shared.EventCore;
import io.github.multiprocessing4j.internal.shared.JoinableQueueCore;
import io.github.multiprocessing4j.internal.shared.LockCore;
import io.github.multiprocessing4j.internal.shared.QueueCore;
import io.github.multiprocessing4j.internal.shared.SharedBarrier;
import io.github.multiprocessing4j.internal.shared.SharedEvent;
import io.github.multiprocessing4j.internal.shared.SharedJoinableQueue;
import io.github.multiprocessing4j.internal.shared.SharedMutex;
import io.github.multiprocessing4j.internal.shared.SharedQueue;
import io.github.multiprocessing4j.internal.shared.SharedSemaphore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What each manager has: how it is made, in the JVM of the manager. */
enum Stock {
    QUEUE {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return new Queue<>(keeper.bind(SharedQueue.class, new QueueCore((int) arguments[0], keeper.copies())));
        }
    },
    JOINABLE_QUEUE {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            JoinableQueueCore core = new JoinableQueueCore((int) arguments[0], keeper.copies());
            return new JoinableQueue<>(keeper.bind(SharedJoinableQueue.class, core));
        }
    },
    LOCK {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return new Lock(keeper.bind(SharedMutex.class, new LockCore()));
        }
    },
    RLOCK {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return keeper.rlock();
        }
    },
    SEMAPHORE {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return new Semaphore(keeper.bind(SharedSemaphore.class, new Semaphore((int) arguments[0]).core));
        }
    },
    BOUNDED_SEMAPHORE {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return new BoundedSemaphore(
                    keeper.bind(SharedSemaphore.class, new BoundedSemaphore((int) arguments[0]).core));
        }
    },
    EVENT {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return new Event(keeper.bind(SharedEvent.class, new EventCore()));
        }
    },
    CONDITION {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return new Condition(arguments.length == 0 ? keeper.rlock() : (Mutex) arguments[0]);
        }
    },
    BARRIER {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            int parties = Barrier.checked((int) arguments[0]);
            Duration timeout = arguments.length == 1 ? null : (Duration) arguments[1];
            SharedBarrier core = keeper.bind(SharedBarrier.class, new BarrierCore(parties, false));
            return new Barrier(parties, null, timeout, core);
        }
    },
    VALUE {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return Value.of(arguments[0], Guard.by(keeper.rlock()));
        }
    },
    ZEROS {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return Array.zeros((Class<?>) arguments[0], (int) arguments[1], Guard.by(keeper.rlock()));
        }
    },
    ARRAY {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return Array.copyOf(arguments[0], Guard.by(keeper.rlock()));
        }
    },
    ELEMENTS {
        @Override
        @SuppressWarnings("unchecked") // the array sees to the classes of its elements
        Object make(Keeper keeper, Object[] arguments) {
            return Array.of((Class<Object>) arguments[0], (List<?>) arguments[1], Guard.by(keeper.rlock()));
        }
    },
    MAP {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            MapWords<?, ?> home = new MapHome<>((Map<?, ?>) arguments[0]);
            return keeper.keep(home, MapWords.class, ManagedMap::new);
        }
    },
    LIST {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            ListWords<?> home = new ListHome<>((Collection<?>) arguments[0]);
            return keeper.keep(home, ListWords.class, ManagedList::new);
        }
    },
    SET {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            SetWords<?> home = new SetHome<>((Collection<?>) arguments[0]);
            return keeper.keep(home, SetWords.class, ManagedSet::new);
        }
    },
    NAMESPACE {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return keeper.keep(new MapHome<>(Map.of()), MapWords.class, Namespace::new);
        }
    },
    POOL {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return keeper.keep(keeper.pool((int) arguments[0]), PoolWords.class, ManagedPool::new);
        }
    };

    /** Makes one. */
    abstract Object make(Keeper keeper, Object[] arguments);
}
