package io.github.multiprocessing4j.examples;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * How well do the text files of a folder compress? Processes joined by queues find out: one finds the files, several
 * compress them, one adds up. The queues are bounded, so that none runs far ahead of the next; each passes an end
 * marker on whatever happens to it, so that the next one always comes to its end.
 *
 * <p>In Python the same, with {@code None} as the end marker too:
 *
 * <pre>
 * Process(target=compress, args=(files, sizes)).start()
 * </pre>
 */
public final class Pipeline {

    private static final int COMPRESSORS = 3;

    private Pipeline() {}

    /** A file before and after. */
    record Size(String file, long before, long after) implements Serializable {}

    static void find(String folder, Queue<String> files) throws IOException, InterruptedException {
        try {
            for (String file : Folder.textFiles(folder)) {
                files.put(file);
            }
        } finally {
            for (int i = 0; i < COMPRESSORS; i++) {
                files.put(null); // an end marker for each that reads
            }
        }
    }

    static void compress(Queue<String> files, Queue<Size> sizes) throws IOException, InterruptedException {
        try {
            for (String file = files.get(); file != null; file = files.get()) {
                byte[] bytes = Files.readAllBytes(Path.of(file));
                ByteArrayOutputStream compressed = new ByteArrayOutputStream();
                try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                    gzip.write(bytes);
                }
                sizes.put(new Size(file, bytes.length, compressed.size()));
            }
        } finally {
            sizes.put(null);
        }
    }

    static void report(Queue<Size> sizes) throws InterruptedException {
        int files = 0;
        long before = 0;
        long after = 0;
        for (int ended = 0; ended < COMPRESSORS; ) {
            Size size = sizes.get();
            if (size == null) {
                ended++;
            } else {
                files++;
                before += size.before;
                after += size.after;
            }
        }
        System.out.println(files + " files of " + before + " bytes compress to " + after + " bytes");
    }

    public static void main(String[] args) throws InterruptedException {
        String folder = args.length > 0 ? args[0] : ".";
        Queue<String> files = Multiprocessing.queue(100);
        Queue<Size> sizes = Multiprocessing.queue(100);

        List<Process> line = new ArrayList<>();
        line.add(Multiprocessing.process(Pipeline::find, folder, files));
        for (int i = 0; i < COMPRESSORS; i++) {
            line.add(Multiprocessing.process(Pipeline::compress, files, sizes));
        }
        Process report = Multiprocessing.process(Pipeline::report, sizes);

        for (Process process : line) {
            process.setDaemon(true); // if those behind it have failed, nobody waits for it
            process.start();
        }
        report.start();
        report.join();
        for (Process process : line) {
            if (!process.join(Duration.ofSeconds(5)) || process.exitCode().getAsInt() != 0) {
                throw new IllegalStateException(process + " has failed");
            }
        }
    }
}
