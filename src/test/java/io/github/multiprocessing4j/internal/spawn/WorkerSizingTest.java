package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerSizingTest {

    private static final String SERIAL = "-XX:+UseSerialGC";

    private final LaunchPlan.Builder plan = LaunchPlan.of("worker", "Main", Path.of("."));

    private List<String> options(int processors, Map<String, String> environment) {
        return WorkerSizing.options(plan.build(), processors, environment);
    }

    private List<String> options(int processors) {
        return options(processors, Map.of());
    }

    @ParameterizedTest
    @CsvSource({"1, 8, 8, 25.0", "2, 8, 4, 25.0", "4, 8, 2, 12.5", "8, 8, 1, 6.25", "100, 8, 1, 0.5", "3, 8, 2, 16.6"})
    void allSharesTogetherFit(int sharers, int processors, int share, String percent) {
        plan.sharers(sharers);
        assertThat(options(processors))
                .contains("-XX:ActiveProcessorCount=" + share)
                .anySatisfy(option -> assertThat(option).startsWith("-XX:MaxRAMPercentage=" + percent));
    }

    @Test
    void aHeapThatIsAskedForIsGiven() {
        plan.maxHeap(123_456_789);
        assertThat(options(1)).contains("-Xmx123456789").noneMatch(option -> option.contains("RAM"));
    }

    @Test
    void theCollectorOfOneThreadIsForFewProcessors() {
        assertThat(options(1)).contains(SERIAL);
        assertThat(options(2)).contains(SERIAL);
        assertThat(options(3)).doesNotContain(SERIAL);
        plan.sharers(16);
        assertThat(options(32)).contains(SERIAL);
    }

    @Test
    void aCollectorOfTheUserIsTheOnlyOne() {
        plan.jvmArgs(List.of("-Da=b", "-XX:+UseParallelGC"));
        assertThat(options(1)).doesNotContain(SERIAL);
    }

    @Test
    void soIsOneOfTheEnvironment() {
        assertThat(options(1, Map.of("JAVA_TOOL_OPTIONS", "-Da=b  -XX:+UseG1GC")))
                .doesNotContain(SERIAL);
        assertThat(options(1, Map.of("JDK_JAVA_OPTIONS", "-XX:+UseZGC -Da=b"))).doesNotContain(SERIAL);
        assertThat(options(1, Map.of("_JAVA_OPTIONS", "-XX:+UseZGC"))).doesNotContain(SERIAL);
        assertThat(options(1, Map.of("OTHER", "-XX:+UseZGC", "JAVA_TOOL_OPTIONS", "-XX:+UseStringDeduplication")))
                .contains(SERIAL);
    }

    @Test
    void andOneThatMayBeInAFile() {
        plan.jvmArgs(List.of("@options"));
        assertThat(options(1)).doesNotContain(SERIAL);
        plan.jvmArgs(List.of("-XX:VMOptionsFile=options"));
        assertThat(options(1)).doesNotContain(SERIAL);
    }
}
