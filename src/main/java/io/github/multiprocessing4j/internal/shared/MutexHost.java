package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.ACQUIRE;
import static io.github.multiprocessing4j.internal.shared.Operations.HOLDS;
import static io.github.multiprocessing4j.internal.shared.Operations.MAP;
import static io.github.multiprocessing4j.internal.shared.Operations.NEW_CONDITION;
import static io.github.multiprocessing4j.internal.shared.Operations.RELEASE;
import static io.github.multiprocessing4j.internal.shared.Operations.TRY_ACQUIRE;
import static io.github.multiprocessing4j.internal.shared.Operations.WAS_ABANDONED;

/** Answers for a mutex. */
final class MutexHost extends Host {

    private final MutexCore mutex;

    MutexHost(Exchange exchange, MutexCore mutex) {
        super(exchange, mutex);
        this.mutex = mutex;
    }

    @Override
    void asked(Visit visit) {
        switch (visit.operation()) {
            case TRY_ACQUIRE -> visit.complete(mutex.tryAcquire(visit.stranger(0)));
            case ACQUIRE -> mutex.acquire(visit.stranger(0), visit.plain());
            case RELEASE -> {
                mutex.release(visit.stranger(0));
                visit.complete(null);
            }
            case HOLDS -> visit.complete(mutex.holds());
            case WAS_ABANDONED -> visit.complete(mutex.wasAbandoned(visit.stranger(0)));
            case MAP -> lease(visit, realm -> mutex.lease(exchange(), realm), !mutex.isForAnybodyToRelease());
            case NEW_CONDITION -> {
                Host condition = new ConditionCore(mutex).host(exchange());
                exchange().exports().hold(condition, visit.from());
                visit.complete(condition.number());
            }
            default -> throw visit.unknown();
        }
    }
}
