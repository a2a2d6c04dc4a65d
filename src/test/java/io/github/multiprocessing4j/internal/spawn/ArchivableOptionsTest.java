package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivableOptionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Dkey=value",
                "-Dlines=a\nb",
                "-ea",
                "-ea:app...",
                "-Xmx1g",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:ActiveProcessorCount=1",
                "-XX:MaxRAMPercentage=25.0",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:ErrorFile=/tmp/hs1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-XX:+HeapDumpOnOutOfMemoryError",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:MaxMetaspaceSize=64m"
            })
    void thatLeaveTheClassesAsTheyWere(String option) {
        assertThat(ArchivableOptions.are(List.of("-ea", option))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xshare:off",
                "-XX:SharedArchiveFile=x.jsa",
                "-XX:ArchiveClassesAtExit=x",
                "-Xlog:cds",
                "-javaagent:a.jar",
                "-agentlib:jdwp=x",
                "--patch-module=a=b",
                "--limit-modules=java.base",
                "--upgrade-module-path=x",
                "-Xbootclasspath/a:b.jar",
                "@file",
                "-XX:Flags=x",
                "-XX:AOTCache=x",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+UseZGC",
                "-verbose:class",
                "-XX:-UseCompressedClassPointers",
                "--add-modules=a",
                "-Xmx",
                "anything"
            })
    void whatIsNotKnownToDoSo(String option) {
        assertThat(ArchivableOptions.are(List.of("-ea", option))).isFalse();
    }

    @Test
    void noneDo() {
        assertThat(ArchivableOptions.are(List.of())).isTrue();
    }
}
