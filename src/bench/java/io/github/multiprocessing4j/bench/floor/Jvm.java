package io.github.multiprocessing4j.bench.floor;

import io.github.multiprocessing4j.bench.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JVMs without the library: the launcher of this one, with its class path. */
public final class Jvm {

    private Jvm() {}

    /** A JVM that does nothing: launched and waited for, so many side by side. */
    public static Side empty(int atOnce) {
        String name = atOnce == 1 ? "an empty JVM" : atOnce + " empty JVMs side by side";
        return Side.timed(name, 1, nothing -> {
            List<Process> all = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                all.add(start(Nothing.class));
            }
            for (Process one : all) {
                one.waitFor();
            }
        });
    }

    /** Launches the main method of a class. */
    public static Process start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-classpath");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The smallest program. */
    static final class Nothing {

        private Nothing() {}

        public static void main(String[] arguments) {}
    }

    /** How long it takes, in milliseconds, until the death of a child that was killed is known. */
    public static Side killed() {
        return new Side() {
            @Override
            public String name() {
                return "a bare child";
            }

            @Override
            public double sample() throws Exception {
                Process child = start(Sleeper.class);
                child.getInputStream().read();
                long start = System.nanoTime();
                child.destroyForcibly().waitFor();
                return (System.nanoTime() - start) / 1e6;
            }
        };
    }

    /** Says that it runs, and waits to be killed. */
    static final class Sleeper {

        private Sleeper() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("here");
            Thread.sleep(60_000);
        }
    }
}
