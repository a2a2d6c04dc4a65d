package io.github.multiprocessing4j.internal.spawn;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The options of a JVM that leave it with the classes that an archive was made of.
 *
 * <p>The JVM looks after that itself, and does without an archive that does not fit. But it may say so, where a user
 * does not expect it, and there are options by which users see to archives or to the messages about them themselves: so
 * it is not offered one along with anything that is not known here.
 */
final class ArchivableOptions {

    private static final Pattern KNOWN = Pattern.compile(
            String.join(
                    "|",
                    "-D.*",
                    "-(ea|da|enableassertions|disableassertions)(:.*)?",
                    "-(esa|dsa|enablesystemassertions|disablesystemassertions)",
                    "--(add-opens|add-exports|add-reads|enable-native-access|illegal-native-access)=.*",
                    "--(sun-misc-unsafe-memory-access|finalization)=.*",
                    "-Xm[nsx]\\d.*",
                    "-Xss\\d.*",
                    "-X(rs|int|comp|mixed|batch)",
                    "-XX:[+-]Use(Serial|Parallel|G1)GC",
                    "-XX:(Active|Parallel|Conc)\\w*=\\d+",
                    "-XX:(Min|Max|Initial)\\w+=.*",
                    "-XX:(ThreadStackSize|TieredStopAtLevel|CICompilerCount|ReservedCodeCacheSize)=.*",
                    "-XX:[+-](TieredCompilation|UseContainerSupport|AlwaysPreTouch)",
                    "-XX:[+-](OmitStackTraceInFastThrow|ShowCodeDetailsInExceptionMessages)",
                    "-XX:[+-](HeapDump|Exit|Crash|CreateCoredump)On\\w+",
                    "-XX:[+-]DisplayVMOutputToStderr",
                    "-XX:(HeapDumpPath|ErrorFile|OnError|OnOutOfMemoryError)=.*"),
            Pattern.DOTALL);

    private ArchivableOptions() {}

    /** Whether all of them are such. */
    static boolean are(List<String> options) {
        return options.stream().allMatch(option -> KNOWN.matcher(option).matches());
    }
}
