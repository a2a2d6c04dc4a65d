package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.JoinableQueueCore;
import io.github.multiprocessing4j.internal.shared.QueueCore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What each manager has: how it is made, in the JVM of the manager. */
enum Stock {
    QUEUE {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return new Queue<>(new QueueCore((int) arguments[0], keeper.copies()));
        }
    },
    JOINABLE_QUEUE {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return new JoinableQueue<>(new JoinableQueueCore((int) arguments[0], keeper.copies()));
        }
    },
    LOCK {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return new Lock();
        }
    },
    RLOCK {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return new RLock();
        }
    },
    SEMAPHORE {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return new Semaphore((int) arguments[0]);
        }
    },
    BOUNDED_SEMAPHORE {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return new BoundedSemaphore((int) arguments[0]);
        }
    },
    EVENT {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return new Event();
        }
    },
    CONDITION {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return arguments.length == 0 ? new Condition() : new Condition((Mutex) arguments[0]);
        }
    },
    BARRIER {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return arguments.length == 1
                    ? new Barrier((int) arguments[0])
                    : new Barrier((int) arguments[0], (Duration) arguments[1]);
        }
    },
    VALUE {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return Value.of(arguments[0], Guard.by(new RLock()));
        }
    },
    ZEROS {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return Array.zeros((Class<?>) arguments[0], (int) arguments[1], Guard.by(new RLock()));
        }
    },
    ARRAY {
        @Override
        Object make(Keeper keeper, Object[] arguments) {
            return Array.copyOf(arguments[0]);
        }
    },
    ELEMENTS {
        @Override
        @SuppressWarnings("unchecked") // the array sees to the classes of its elements
        Object make(Keeper keeper, Object[] arguments) {
            return Array.of((Class<Object>) arguments[0], (List<?>) arguments[1], Guard.by(new RLock()));
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
