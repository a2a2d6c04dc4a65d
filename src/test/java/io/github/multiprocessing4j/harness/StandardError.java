package io.github.multiprocessing4j.harness;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What is written to the standard error of this JVM, which shows it not, from here to the end. */
public final class StandardError implements AutoCloseable {

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private StandardError() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    public static StandardError captured() {
        return new StandardError();
    }

    public String text() {
        System.err.flush();
        return written.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setErr(before);
    }
}
