package io.github.multiprocessing4j.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Progress;
import io.github.multiprocessing4j.ProgressBar;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The bar that is drawn on a terminal. */
class ProgressBarTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    private String text() {
        return bytes.toString(UTF_8);
    }

    private static Progress progress(long done, long failed, long total, int millis) {
        return new Progress(
                done, failed, total < 0 ? OptionalLong.empty() : OptionalLong.of(total), Duration.ofMillis(millis));
    }

    @Test
    void showsShareTimeLeftAndRate() {
        ProgressBar bar = ProgressBar.on(out, "sweep");
        bar.progress(progress(50, 0, 200, 10_000));
        assertThat(text())
                .startsWith("\rsweep [")
                .contains("25%")
                .contains("50/200")
                .contains("00:10")
                .contains("00:30")
                .contains("5.0/s")
                .doesNotContain("failed")
                .doesNotContain("\n");
    }

    @Test
    void endsTheLineWhenAllIsDone() {
        ProgressBar bar = ProgressBar.on(out, "");
        bar.progress(progress(1, 0, 4, 1_000));
        bar.progress(progress(4, 2, 4, 3_700_000));
        String last = text().substring(text().lastIndexOf('\r'));
        assertThat(last)
                .contains("100%")
                .contains("4/4")
                .contains("2 failed")
                .contains("1:01:40")
                .endsWith(System.lineSeparator());
        assertThat(text().trim()).startsWith("[");
    }

    @Test
    void aShorterLineCoversTheLongerOneBeforeIt() {
        ProgressBar bar = ProgressBar.on(out, "t");
        bar.progress(progress(1, 0, 3, 10_000_000));
        bar.progress(progress(3, 0, 3, 10_000_001));
        String[] lines = text().split("\r");
        assertThat(lines[2].replace(System.lineSeparator(), "")).hasSizeGreaterThanOrEqualTo(lines[1].length());
    }

    @Test
    void withoutATotalItCounts() {
        ProgressBar bar = ProgressBar.on(out, "files");
        bar.progress(progress(7, 1, -1, 2_000));
        assertThat(text()).contains("files 7").contains("1 failed").contains("3.5/s");
        assertThat(text()).doesNotContain("%").doesNotContain("[");
    }

    @Test
    void edgesAreDrawnWithoutANumberThatIsNone() {
        ProgressBar bar = ProgressBar.on(out, "x");
        bar.progress(progress(0, 0, 10, 0));
        ProgressBar.on(out, "y").progress(progress(0, 0, 0, 0));
        ProgressBar.on(out, "z").progress(progress(0, 0, -1, 0));
        assertThat(text()).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void drawsAtMostSomeTwentyTimesASecond() {
        ProgressBar bar = ProgressBar.on(out, "often");
        long start = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            bar.progress(progress(i, 0, 10_000, i));
        }
        long frames = (System.nanoTime() - start) / 50_000_000 + 2;
        assertThat(text().chars().filter(c -> c == '\r').count()).isBetween(1L, frames);
    }

    @ContractTest
    void followsAMap(Context mp) throws Exception {
        try (Pool pool = mp.pool(2)) {
            for (int round = 0; round < 100; round++) {
                bytes.reset();
                pool.map(
                        x -> x,
                        IntStream.range(0, 100).boxed().toList(),
                        o -> o.chunkSize(1).progress(ProgressBar.on(out, "map")));
                assertThat(text()).contains("100%").contains("100/100");
                assertThat(text().split(System.lineSeparator())).as(text()).hasSize(1);
            }
        }
    }

    @ContractTest
    @ResourceLock(Resources.SYSTEM_ERR)
    void onStandardErrorItIsSilentWhereThatIsNoTerminal(Context mp) throws Exception {
        PrintStream before = System.err;
        System.setErr(out);
        try (Pool pool = mp.pool(2)) {
            pool.map(
                    x -> x,
                    IntStream.range(0, 10).boxed().toList(),
                    o -> o.progress(ProgressBar.onStandardError("silent")));
        } finally {
            System.setErr(before);
        }
        assertThat(text()).isEmpty();
    }

    @Test
    void refusesNull() {
        assertThatThrownBy(() -> ProgressBar.onStandardError(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> ProgressBar.on(null, "x")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> ProgressBar.on(out, null)).isInstanceOf(NullPointerException.class);
    }
}
