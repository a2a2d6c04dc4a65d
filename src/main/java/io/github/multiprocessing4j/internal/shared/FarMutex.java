package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.HOLDS;
import static io.github.multiprocessing4j.internal.shared.Operations.NEW_CONDITION;
import static io.github.multiprocessing4j.internal.shared.Operations.RELEASE;
import static io.github.multiprocessing4j.internal.shared.Operations.WAS_ABANDONED;

/** Stands in for a mutex of another realm. */
final class FarMutex extends FarTurn implements SharedMutex {

    FarMutex(Far far) {
        super(far);
    }

    @Override
    public void release(Object releaser) {
        far().call(RELEASE, far().numberOf(releaser));
    }

    @Override
    public long holds() {
        return (long) far().call(HOLDS);
    }

    @Override
    public boolean wasAbandoned(Object owner) {
        return (boolean) far().call(WAS_ABANDONED, far().numberOf(owner));
    }

    @Override
    public SharedCondition newCondition() {
        return far().standForNew((long) far().call(NEW_CONDITION), FarCondition::new);
    }
}
