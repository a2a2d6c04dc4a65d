package io.github.multiprocessing4j.fault;

import io.github.multiprocessing4j.SharedMemory;

/** Makes a block of a name, or attaches to it; says so; and ends as its last argument says. */
final class MemoryProgram {

    private MemoryProgram() {}

    public static void main(String[] args) throws Exception {
        String name = args[1];
        SharedMemory memory = args[0].equals("make") ? SharedMemory.create(name, 100_000) : SharedMemory.attach(name);
        memory.buf().put(0, (byte) 1);
        System.out.println(memory.name());
        switch (args[2]) {
            case "sleep" -> Doom.hang();
            case "exit" -> System.exit(Doom.EXIT_CODE);
            case "return" -> System.out.flush();
            default -> throw new IllegalArgumentException(args[2]);
        }
    }
}
