package io.github.multiprocessing4j.harness;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What this JVM has at one moment that tests have to give back.
 *
 * <p>Of the open files only those count whose target is a socket, a pipe or of ours: classes are loaded, and their jars
 * opened, at any time. Where there is no {@code /proc}, open files are not seen; virtual threads never are.
 *
 * @param threads threads of the library, and threads that keep the JVM alive
 * @param processes the children of this JVM, and theirs
 * @param open what open files and mappings lead to
 * @param files what lies in temporary directories
 */
record Belongings(Set<Thread> threads, Set<ProcessHandle> processes, Set<String> open, Set<Path> files) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path MAPPINGS = Path.of("/proc/self/maps");

    /** Where the library makes files, and how the names of all of them start. */
    private static final Set<Path> TEMPORARY = Stream.of(
                    "/dev/shm", System.getProperty("java.io.tmpdir"), System.getenv("XDG_RUNTIME_DIR"), "/tmp")
            .filter(place -> place != null && !place.isEmpty())
            .map(Path::of)
            .collect(toSet());

    private static final String OURS = "multiprocessing4j-";

    /** How the names of blocks of shared memory start that are of the library, or of tests. */
    private static final String BLOCKS = "mp4j-";

    /** The file in a private directory that says which process it is of. */
    private static final Pattern OWNER = Pattern.compile("owner-(\\d+)-.*");

    static {
        // The JDK keeps a socket or two from the first use of channels on: let them be there now.
        try {
            ServerSocketChannel.open().close();
            Pipe pipe = Pipe.open();
            pipe.source().close();
            pipe.sink().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Belongings now() {
        Set<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(Belongings::mustEnd)
                .collect(toSet());
        Set<ProcessHandle> processes = ProcessHandle.current().descendants().collect(toSet());
        return new Belongings(threads, processes, openNow(), filesNow());
    }

    private static boolean mustEnd(Thread thread) {
        String name = thread.getName();
        return name.startsWith("mp-") ? !name.equals("mp-cleaner") : !thread.isDaemon();
    }

    private static Set<String> openNow() {
        Set<String> found = new TreeSet<>();
        for (Path descriptor : entries(DESCRIPTORS)) {
            try {
                String target = Files.readSymbolicLink(descriptor).toString();
                if (target.startsWith("socket:") || target.startsWith("pipe:") || isOurs(target)) {
                    found.add(target);
                }
            } catch (IOException closedMeanwhile) {
                continue;
            }
        }
        if (Files.isReadable(MAPPINGS)) {
            try (Stream<String> lines = Files.lines(MAPPINGS)) {
                lines.filter(line -> line.indexOf('/') >= 0)
                        .map(line -> line.substring(line.indexOf('/')))
                        .filter(Belongings::isOurs)
                        .forEach(target -> found.add("mapped: " + target));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static Set<Path> filesNow() {
        return TEMPORARY.stream()
                .flatMap(directory -> entries(directory).stream())
                .filter(entry -> isOurs(entry.toString()) && !isOfOthers(entry))
                .collect(toCollection(TreeSet::new));
    }

    /** Whether something is of a program which has nothing to do with this JVM, and is running still. */
    private static boolean isOfOthers(Path entry) {
        if (Files.isRegularFile(entry)) {
            String note = "ward-" + entry.getFileName();
            return entries(entry.getParent()).stream()
                    .filter(directory -> Files.exists(directory.resolve(note)))
                    .anyMatch(Belongings::isOfOthers);
        }
        return !Files.isReadable(entry)
                || entries(entry).stream()
                        .map(file -> OWNER.matcher(file.getFileName().toString()))
                        .filter(Matcher::matches)
                        .flatMap(owner -> ProcessHandle.of(Long.parseLong(owner.group(1))).stream())
                        .anyMatch(process -> !process.equals(ProcessHandle.current())
                                && ProcessHandle.current().descendants().noneMatch(process::equals));
    }

    private static boolean isOurs(String path) {
        return TEMPORARY.stream()
                .flatMap(directory -> Stream.of(directory.resolve(OURS), directory.resolve(BLOCKS)))
                .anyMatch(start -> path.startsWith(start.toString()));
    }

    private static List<Path> entries(Path directory) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                entries.forEach(found::add);
            } catch (NoSuchFileException goneMeanwhile) {
                return List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    /** What is here, is not in {@code before}, and has not ended meanwhile. */
    Belongings without(Belongings before) {
        return new Belongings(
                minus(threads, before.threads, Thread::isAlive),
                minus(processes, before.processes, ProcessHandle::isAlive),
                minus(open, before.open, target -> true),
                minus(files, before.files, Files::exists));
    }

    private static <T> Set<T> minus(Set<T> here, Set<T> before, Predicate<T> still) {
        Set<T> left = new HashSet<>(here);
        left.removeAll(before);
        left.removeIf(still.negate());
        return left;
    }

    boolean isEmpty() {
        return threads.isEmpty() && processes.isEmpty() && open.isEmpty() && files.isEmpty();
    }

    boolean hasOpen() {
        return !open.isEmpty();
    }

    /** One text for each thing. */
    List<String> describe() {
        List<String> all = new ArrayList<>();
        threads.forEach(thread -> all.add(describe(thread)));
        processes.forEach(process -> all.add(describe(process)));
        open.forEach(target -> all.add("open: " + target));
        files.forEach(file -> all.add("file: " + file));
        return all;
    }

    private static String describe(Thread thread) {
        StringBuilder text = new StringBuilder("thread \"").append(thread.getName());
        text.append(thread.isDaemon() ? "\", daemon, " : "\", ").append(thread.getState());
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("\n        at ").append(frame);
        }
        return text.toString();
    }

    private static String describe(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return "process "
                + process.pid()
                + ": "
                + info.commandLine().or(info::command).orElse("command unknown");
    }

    /** So that the next test, and whoever waits for the end of this JVM, are rid of them. */
    void endProcesses() {
        processes.forEach(ProcessHandle::destroyForcibly);
    }
}
