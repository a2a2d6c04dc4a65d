package io.github.multiprocessing4j.internal.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParentOptionsTest {

    private final Path directory = Path.of("here").toAbsolutePath();

    private List<String> handedOn(String... options) {
        return ParentOptions.forChild(List.of(options), directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Dkey=value",
                "-Dkey",
                "-Dkey=",
                "-Dkey=two\nlines",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=/scratch",
                "-Djdk.serialFilter=!*",
                "-Djava.awt.headless=true",
                "-ea",
                "-ea:com.acme...",
                "-da:com.acme.Slow",
                "-enableassertions",
                "-disableassertions:com.acme.Slow",
                "-esa",
                "-dsa",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-reads=java.base=ALL-UNNAMED",
                "--add-modules=java.sql",
                "--limit-modules=java.base",
                "--enable-preview",
                "--enable-native-access=ALL-UNNAMED",
                "--illegal-native-access=deny",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xss2m",
                "-XX:-OmitStackTraceInFastThrow"
            })
    void settingsOfTheProgramAreHandedOn(String option) {
        assertThat(handedOn(option)).containsExactly(option);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-agentlib:jdwp=transport=dt_socket,server=y,address=127.0.0.1:5005",
                "-agentpath:/opt/profiler.so",
                "-javaagent:jacoco.jar=destfile=x",
                "-Xdebug",
                "-Xrunjdwp:transport=dt_socket",
                "-Dcom.sun.management.jmxremote.port=9000",
                "-Dcom.sun.management.jmxremote",
                "-Dcom.sun.management",
                "-Djava.rmi.server.hostname=host",
                "-XX:StartFlightRecording=filename=x.jfr",
                "-XX:+HeapDumpOnOutOfMemoryError",
                "-XX:HeapDumpPath=/dumps",
                "-XX:OnError=gdb %p",
                "-XX:OnOutOfMemoryError=kill %p",
                "-XX:ErrorFile=crash.log",
                "-Xlog:gc:file=gc.log",
                "-Xloggc:gc.log",
                "-verbose:gc",
                "-Xmx4g",
                "-Xms4g",
                "-XX:MaxRAMPercentage=75",
                "-XX:MaxRAM=4g",
                "-XX:+UseZGC",
                "-XX:ActiveProcessorCount=4",
                "-XX:SharedArchiveFile=app.jsa",
                "-XX:ArchiveClassesAtExit=app.jsa",
                "-XX:AOTCacheOutput=app.aot",
                "-XX:PerfDataSaveFile=perf",
                "-splash:logo.png",
                "--module-path=mods",
                "-Djdk.module.main=app",
                "-Djdk.module.path=mods",
                "-Djdk.internal.javac.source=17",
                "-Djdk.console=jdk.jshell",
                "-Dsun.java.command=Main",
                "-Djava.class.path=app.jar",
                "-Duser.dir=/elsewhere",
                "-Dloader.main=com.acme.Main",
                "-Dio.github.multiprocessing4j.internal.key=value",
                "-XX:+SomethingNew",
                "--something-new=x"
            })
    void whatIsMadeForOneJvmIsNot(String option) {
        assertThat(handedOn(option)).isEmpty();
    }

    @Test
    void theirOrderIsKept() {
        assertThat(handedOn("-Da=1", "-Xmx4g", "-ea", "-da:x", "-Da=2"))
                .containsExactly("-Da=1", "-ea", "-da:x", "-Da=2");
    }

    @Test
    void relativePathsMeanTheDirectoryOfTheParent() {
        String lib = directory.resolve("lib").toString();
        assertThat(handedOn("-Xbootclasspath/a:lib")).containsExactly("-Xbootclasspath/a:" + lib);
        assertThat(handedOn("--upgrade-module-path=lib")).containsExactly("--upgrade-module-path=" + lib);
        assertThat(handedOn("--patch-module=app=lib" + File.pathSeparator + lib + "2"))
                .containsExactly("--patch-module=app=" + lib + File.pathSeparator + lib + "2");
    }
}
