package io.github.multiprocessing4j;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * A {@link ProgressListener} that draws a bar on one line of a terminal: how much is done, how fast it goes and how
 * long it will take.
 *
 * <pre>{@code
 * pool.map(Simulation::run, parameters, o -> o.progress(ProgressBar.onStandardError("simulating")));
 * }</pre>
 *
 * <p>The bar on standard error is silent when that is no terminal, so that logs and pipes stay clean. One bar is for
 * one operation.
 */
public final class ProgressBar implements ProgressListener {

    private static final int WIDTH = 30;
    private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(50);
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final String title;
    private final PrintStream out;

    private long drawnAt;
    private boolean drawn;
    private int lineLength;

    private ProgressBar(String title, PrintStream out) {
        this.title = Objects.requireNonNull(title, "title");
        this.out = out;
    }

    /**
     * A bar on standard error, if that is a terminal; or else a listener that does nothing.
     *
     * @param title what stands before the bar; may be empty
     * @return a new listener
     * @throws NullPointerException if {@code title} is {@code null}
     */
    public static ProgressBar onStandardError(String title) {
        return new ProgressBar(title, isTerminal() ? System.err : null);
    }

    /**
     * A bar on any stream, whatever is behind it.
     *
     * @param title what stands before the bar; may be empty
     * @param out where to draw it, for example {@link System#err}
     * @return a new listener
     * @throws NullPointerException if an argument is {@code null}
     */
    public static ProgressBar on(PrintStream out, String title) {
        return new ProgressBar(title, Objects.requireNonNull(out, "out"));
    }

    /** Whether standard error is a terminal: asked of the system where it says so, else of the JVM's console. */
    private static boolean isTerminal() {
        if (Files.exists(STANDARD_ERROR)) {
            try {
                String device = STANDARD_ERROR.toRealPath().toString();
                return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
            } catch (IOException e) {
                return false; // a pipe or socket, which has no path
            }
        }
        return System.console() != null && isConsoleTerminal();
    }

    /** From Java 22 on there may be a console that is no terminal, and {@code Console.isTerminal} tells. */
    private static boolean isConsoleTerminal() {
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(System.console());
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    @Override
    public void progress(Progress progress) {
        if (out == null) {
            return;
        }
        long now = System.nanoTime();
        boolean last = progress.isComplete();
        if (drawn && !last && now - drawnAt < BETWEEN_DRAWINGS.toNanos()) {
            return;
        }
        drawn = true;
        drawnAt = now;
        String line = line(progress);
        out.print("\r" + line + " ".repeat(Math.max(0, lineLength - line.length())));
        if (last) {
            out.println();
        }
        out.flush();
        lineLength = line.length();
    }

    private String line(Progress progress) {
        StringBuilder line = new StringBuilder(title.isEmpty() ? "" : title + " ");
        long done = progress.done();
        double seconds = Math.max(1e-9, progress.elapsed().toNanos() / 1e9);
        double rate = done / seconds;
        if (progress.total().isPresent()) {
            long total = progress.total().getAsLong();
            double share = total == 0 ? 1 : Math.min(1.0, (double) done / total);
            int filled = (int) (share * WIDTH);
            line.append('[').append("#".repeat(filled)).append("-".repeat(WIDTH - filled));
            line.append(String.format(Locale.ROOT, "] %3d%% %d/%d", (int) (share * 100), done, total));
        } else {
            line.append(done);
        }
        if (progress.failed() > 0) {
            line.append(" (").append(progress.failed()).append(" failed)");
        }
        line.append(' ').append(clock(seconds));
        if (progress.total().isPresent() && !progress.isComplete() && done > 0) {
            line.append('<').append(clock((progress.total().getAsLong() - done) / rate));
        }
        line.append(String.format(Locale.ROOT, " %.1f/s", rate));
        return line.toString();
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%02d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
