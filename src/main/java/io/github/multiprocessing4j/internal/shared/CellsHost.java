package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.READ;
import static io.github.multiprocessing4j.internal.shared.Operations.WRITE;

/** Answers for cells. */
final class CellsHost extends Host {

    private final Cells<?> cells;

    CellsHost(Exchange exchange, Cells<?> cells) {
        super(exchange, null);
        this.cells = cells;
    }

    Cells<?> cells() {
        return cells;
    }

    @Override
    void asked(Visit visit) {
        switch (visit.operation()) {
            case READ -> visit.complete(cells.getAll((int) visit.argument(0), (int) visit.argument(1)));
            case WRITE -> {
                cells.setAll((int) visit.argument(0), (Object[]) visit.argument(1));
                visit.complete(null);
            }
            default -> throw visit.unknown();
        }
    }
}
