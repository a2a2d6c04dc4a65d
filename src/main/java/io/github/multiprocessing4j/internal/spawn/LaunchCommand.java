package io.github.multiprocessing4j.internal.spawn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the command lines of child JVMs, each of which has the classes and the settings of this one.
 *
 * <p>Safe for use by any number of threads.
 */
public final class LaunchCommand {

    /*
     * nice -n 5  /jdk/bin/java  @options   -Xmx1g ...        io.github...WorkerMain  arguments
     *                           |  -XX:ErrorFile=...         ^ or a module, or the launcher of a Spring Boot jar
     *                           |          ^ the user's own
     *                           in a file: -ea -Dkey=value ...   -XX:ActiveProcessorCount=1 ...
     *                                      --module-path ... -cp ...
     *
     * Where an option is given twice the last one counts, so the user's win. What the environment says
     * (JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS) the child reads itself, for the environment is the parent's,
     * but for what is made for one JVM alone.
     */

    /**
     * What Java asks for itself where it runs a source file. A main class on the class path has these modules anyway,
     * and a JVM that is asked for modules may take twice as long to start.
     */
    private static final String DEFAULT_MODULES = "--add-modules=ALL-DEFAULT";

    /**
     * A crash is told by one file that is looked for, and not by gigabytes of memory that nobody asked for. What a JVM
     * itself has to say, such as why it cannot start, is said where its last words are heard.
     */
    private static final List<String> ENDINGS = List.of("-XX:-CreateCoredumpOnCrash", "-XX:+DisplayVMOutputToStderr");

    private final ParentJvm parent;
    private final ClassArchives archives;

    /** Commands for the children of a JVM. */
    public LaunchCommand(ParentJvm parent) {
        this(parent, null);
    }

    /**
     * Commands for the children of a JVM.
     *
     * @param archives those that they may start with; null for none
     */
    LaunchCommand(ParentJvm parent, ClassArchives archives) {
        this.parent = parent;
        this.archives = archives;
    }

    /**
     * A child, ready to be started. Its standard streams are pipes.
     *
     * @throws IOException if there is no executable to start, or the child would not find the library
     */
    public ProcessBuilder of(LaunchPlan plan) throws IOException {
        ProcessBuilder builder = new ProcessBuilder();
        EnvironmentOptions.makeFitForChild(builder.environment());
        plan.change(builder.environment());
        if (plan.directory() != null) {
            builder.directory(plan.directory().toFile());
        }
        return builder.command(words(plan, builder.environment()));
    }

    private List<String> words(LaunchPlan plan, Map<String, String> environment) throws IOException {
        ChildClasses classes = ChildClasses.of(parent, plan.mainClass(), plan.privateDirectory());
        List<String> options = new ArrayList<>();
        if (plan.executable() == null) {
            options.addAll(ChannelProvider.options());
        }
        options.addAll(ParentOptions.forChild(parent.arguments(), parent.directory()));
        if (parent.library().module().isEmpty()) {
            options.remove(DEFAULT_MODULES);
        }
        options.addAll(
                ExecutableJar.options(parent.running(), parent.classPath(), parent.directory(), parent.feature()));
        options.addAll(WorkerSizing.options(plan, parent.processors(), environment));
        options.addAll(ENDINGS);
        Optional<ClassArchive> archive = archive(plan, classes, options, environment);
        if (archive.isPresent()) {
            classes = classes.beginningWith(archive.get().jars());
            options.addAll(archive.get().options(parent.feature()));
        }
        // What asks for modules is handed on besides, from each child to the next.
        classes.options().stream()
                .filter(option -> !option.startsWith(ChildClasses.ADD_MODULES) || !options.contains(option))
                .forEach(options::add);

        List<String> words = new ArrayList<>(Niceness.prefix(plan.nice(), environment.get("PATH")));
        words.add(executable(plan.executable()).toString());
        words.addAll(ArgumentFile.of(options, plan.privateDirectory()));
        if (plan.errorFile() != null) { // of one child alone, and the file of options is of all
            words.add("-XX:ErrorFile=" + plan.errorFile().toAbsolutePath());
        }
        words.addAll(plan.jvmArgs());
        words.addAll(classes.main());
        words.addAll(plan.arguments());
        return words;
    }

    /**
     * An archive that fits: it does for classes of the class path alone, and for JVMs that nothing strange is asked of.
     */
    private Optional<ClassArchive> archive(
            LaunchPlan plan, ChildClasses classes, List<String> options, Map<String, String> environment) {
        if (archives == null || plan.executable() != null || !classes.areOnPath()) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(options);
        all.addAll(plan.jvmArgs());
        all.addAll(EnvironmentOptions.of(environment));
        return ArchivableOptions.are(all) ? archives.find(parent) : Optional.empty();
    }

    private Path executable(Path given) throws IOException {
        return given == null
                ? JavaExecutable.of(parent.command(), parent.home())
                : JavaExecutable.given(given, parent.directory());
    }
}
