package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.WorkerOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/** Cuts what a worker writes into lines. */
final class LineSink implements LastWords.Sink {

    /** A line that is longer is passed on in parts. */
    private static final int LONGEST = 1 << 13;

    private final WorkerOutput.LineListener listener;
    private final String worker;
    private final boolean error;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineSink(WorkerOutput.LineListener listener, String worker, boolean error) {
        this.listener = listener;
        this.worker = worker;
        this.error = error;
    }

    @Override
    public void take(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                tell();
            } else if (bytes[i] != '\r') {
                line.write(bytes[i]);
                if (line.size() == LONGEST) {
                    tell();
                }
            }
        }
    }

    @Override
    public void end() {
        if (line.size() > 0) {
            tell();
        }
    }

    private void tell() {
        String text = line.toString(Charset.defaultCharset());
        line.reset();
        listener.line(worker, error, text);
    }
}
