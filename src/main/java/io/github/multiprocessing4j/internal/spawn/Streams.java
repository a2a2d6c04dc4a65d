package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.WorkerOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * Where the standard streams of a worker go.
 *
 * <p>Standard error always comes through this JVM, for the sake of its {@link LastWords}. Standard output does so only
 * where it is cut into lines.
 */
final class Streams {

    private final WorkerOutput output;
    private final String worker;
    private final LastWords lastWords = new LastWords();

    Streams(WorkerOutput output, String worker) {
        this.output = output;
        this.worker = worker;
    }

    /** Sets the streams of a process that is about to be started. */
    void configure(ProcessBuilder builder) {
        if (output instanceof WorkerOutput.Inherited) {
            builder.redirectOutput(Redirect.INHERIT);
        } else if (output instanceof WorkerOutput.Discarded) {
            builder.redirectOutput(Redirect.DISCARD);
        } else if (output instanceof WorkerOutput.ToFile file) {
            builder.redirectOutput(Redirect.appendTo(file.path().toFile()));
        }
    }

    /** Begins to read what comes through this JVM. */
    void read(Process process) throws IOException {
        if (output instanceof WorkerOutput.Lines lines) {
            LineSink sink = new LineSink(lines.listener(), worker, false);
            new LastWords().start(process.getInputStream(), sink, "mp-" + worker + "-stdout");
        }
        lastWords.start(process.getErrorStream(), errorSink(), "mp-" + worker + "-stderr");
    }

    private LastWords.Sink errorSink() throws IOException {
        if (output instanceof WorkerOutput.Lines lines) {
            return new LineSink(lines.listener(), worker, true);
        }
        if (output instanceof WorkerOutput.ToFile file) {
            return new FileSink(new FileOutputStream(file.path().toFile(), true), true);
        }
        if (output instanceof WorkerOutput.Discarded) {
            return (bytes, length) -> {};
        }
        // Not System.err, which may be anything, a stream that was closed among others.
        return new FileSink(new FileOutputStream(FileDescriptor.err), false);
    }

    /** The last words of a process that has ended. */
    String lastWords() throws InterruptedException {
        return lastWords.text(LastWords.PATIENCE);
    }

    private record FileSink(FileOutputStream file, boolean mine) implements LastWords.Sink {

        @Override
        public void take(byte[] bytes, int length) throws IOException {
            file.write(bytes, 0, length);
        }

        @Override
        public void end() throws IOException {
            if (mine) {
                file.close();
            }
        }
    }
}
