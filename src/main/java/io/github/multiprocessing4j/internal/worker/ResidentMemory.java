package io.github.multiprocessing4j.internal.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this process takes. */
final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ENTRY = "VmRSS:";

    private ResidentMemory() {}

    /** So many bytes are resident; where the system does not say, so many the heap has. */
    static long bytes() {
        try {
            if (Files.isReadable(STATUS)) {
                for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
                    if (line.startsWith(ENTRY)) {
                        String kibibytes =
                                line.substring(ENTRY.length()).replace("kB", "").strip();
                        return Long.parseLong(kibibytes) << 10;
                    }
                }
            }
        } catch (IOException | NumberFormatException unreadable) {
            return Runtime.getRuntime().totalMemory();
        }
        return Runtime.getRuntime().totalMemory();
    }
}
