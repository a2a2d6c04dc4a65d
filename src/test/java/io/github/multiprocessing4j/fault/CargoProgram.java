package io.github.multiprocessing4j.fault;

import io.github.multiprocessing4j.Pool;

/** Gives a task something that befalls this very program; prints the process of its worker before. */
final class CargoProgram {

    private CargoProgram() {}

    public static void main(String[] args) throws Exception {
        Cargo cargo = new Cargo(Doom.valueOf(args[0]), Cargo.Point.valueOf(args[1]));
        try (Pool pool = Processes.spawn().pool(1)) {
            System.out.println(Processes.worker(pool).pid());
            pool.apply(Cargo::back, cargo);
        }
    }
}
