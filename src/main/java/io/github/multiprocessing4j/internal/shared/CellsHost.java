package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.MAP;
import static io.github.multiprocessing4j.internal.shared.Operations.READ;
import static io.github.multiprocessing4j.internal.shared.Operations.WRITE;

/** Answers for cells. */
final class CellsHost extends Host {

    private final HomeCells<?> cells;

    CellsHost(Exchange exchange, HomeCells<?> cells) {
        super(exchange, null);
        this.cells = cells;
    }

    HomeCells<?> cells() {
        return cells;
    }

    @Override
    void asked(Visit visit) {
        switch (visit.operation()) {
            case MAP -> lease(visit, realm -> cells.lease(exchange(), realm));
            case READ -> {
                cells.requireWhole();
                visit.complete(cells.getAll((int) visit.argument(0), (int) visit.argument(1)));
            }
            case WRITE -> {
                cells.requireWhole();
                cells.setAll((int) visit.argument(0), (Object[]) visit.argument(1));
                visit.complete(null);
            }
            default -> throw visit.unknown();
        }
    }
}
