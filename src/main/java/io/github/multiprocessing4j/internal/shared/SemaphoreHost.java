package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.ACQUIRE;
import static io.github.multiprocessing4j.internal.shared.Operations.MAP;
import static io.github.multiprocessing4j.internal.shared.Operations.PERMITS;
import static io.github.multiprocessing4j.internal.shared.Operations.RELEASE;
import static io.github.multiprocessing4j.internal.shared.Operations.TRY_ACQUIRE;

/** Answers for a semaphore. */
final class SemaphoreHost extends Host {

    private final SemaphoreCore semaphore;

    SemaphoreHost(Exchange exchange, SemaphoreCore semaphore) {
        super(exchange, semaphore);
        this.semaphore = semaphore;
    }

    @Override
    void asked(Visit visit) {
        switch (visit.operation()) {
            case TRY_ACQUIRE -> visit.complete(semaphore.tryAcquire(visit.stranger(0)));
            case ACQUIRE -> semaphore.acquire(visit.stranger(0), visit.plain());
            case RELEASE -> {
                semaphore.release(visit.from(), (int) visit.argument(0));
                visit.complete(null);
            }
            case PERMITS -> visit.complete(semaphore.permits());
            case MAP -> lease(visit, realm -> semaphore.lease(exchange(), realm), semaphore.limit());
            default -> throw visit.unknown();
        }
    }
}
