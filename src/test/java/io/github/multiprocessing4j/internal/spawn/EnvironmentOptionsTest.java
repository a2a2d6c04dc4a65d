package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentOptionsTest {

    private static Map<String, String> fit(String variable, String value) {
        Map<String, String> environment = new HashMap<>(Map.of(variable, value, "OTHER", "-javaagent:a.jar"));
        EnvironmentOptions.makeFitForChild(environment);
        assertThat(environment).containsEntry("OTHER", "-javaagent:a.jar");
        environment.remove("OTHER");
        return environment;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005",
                "-Xrunjdwp:transport=dt_socket,address=5005",
                "-agentpath:/opt/profiler.so=port=8849",
                "-javaagent:/opt/exporter.jar=9404:config.yaml",
                "-javaagent:'/opt/with a space.jar'",
                "\"-javaagent:/opt/with a space.jar\"",
                "-Dcom.sun.management.jmxremote",
                "-Dcom.sun.management.jmxremote.port=9998",
                "-XX:+ManagementServer",
                "-XX:StartFlightRecording",
                "-XX:StartFlightRecording:filename=a.jfr",
                "-XX:StartFlightRecording=filename=a.jfr",
                "-XX:FlightRecorderOptions=stackdepth=128",
                "-XX:+FlightRecorder"
            })
    void whatIsMadeForOneJvmIsTakenOut(String option) {
        for (String variable : EnvironmentOptions.VARIABLES) {
            assertThat(fit(variable, option)).isEmpty();
            assertThat(fit(variable, "-ea  " + option + "\t-Da='b  c' -Xmx1g"))
                    .isEqualTo(Map.of(variable, "-ea -Da='b  c' -Xmx1g"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " -Xmx1g  -Da=\"b 'c' \" ",
                "-Dcom.sun.managements=x",
                "-Dagent=-javaagent:a.jar",
                "-XX:-FlightRecorder",
                "@file -cp 'a b'"
            })
    void allElseIsLeftAsItIs(String value) {
        assertThat(fit("JAVA_TOOL_OPTIONS", value)).isEqualTo(Map.of("JAVA_TOOL_OPTIONS", value));
    }

    @Test
    void wordsMayBeLong() {
        String path = "-Dpath=" + "/a/b.jar:".repeat(100_000);
        assertThat(fit("JAVA_TOOL_OPTIONS", "-javaagent:'" + path + "' " + path))
                .isEqualTo(Map.of("JAVA_TOOL_OPTIONS", path));
    }

    @Test
    void anEnvironmentWithoutOptionsStaysAsItIs() {
        assertThat(fit("PATH", "/bin")).isEqualTo(Map.of("PATH", "/bin"));
    }
}
