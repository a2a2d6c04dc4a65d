package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.harness.Times.until;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file by which a JVM says that it has come to a certain point, to whoever waits for that in another one. */
final class Beacon implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String file;

    private Beacon(Path file) {
        this.file = file.toString();
    }

    static Beacon in(Path directory, String name) {
        return new Beacon(directory.resolve(name));
    }

    /** Says which process has come here. */
    void light() {
        light(String.valueOf(ProcessHandle.current().pid()));
    }

    void light(String text) {
        try {
            Path written = Files.writeString(Path.of(file + ".new"), text);
            Files.move(written, Path.of(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    boolean isLit() {
        return Files.exists(Path.of(file));
    }

    /** Waits until somebody has come there; gives what he says. */
    String await() throws Exception {
        until(this::isLit);
        return Files.readString(Path.of(file));
    }

    /** Waits until a process has come there. */
    ProcessHandle awaitProcess() throws Exception {
        return ProcessHandle.of(Long.parseLong(await())).orElseThrow();
    }

    void putOut() throws IOException {
        Files.deleteIfExists(Path.of(file));
    }
}
