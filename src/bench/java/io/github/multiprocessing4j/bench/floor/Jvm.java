package io.github.multiprocessing4j.bench.floor;

import io.github.multiprocessing4j.bench.Side;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
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

    /**
     * A JVM that is told by a Unix domain socket that there is nothing to do: what a child needs at least that is to
     * hear of its work, and does not outlive its parent. So many side by side.
     */
    public static Side told(int atOnce) {
        return Side.timed("JVMs that are told by a socket", 1, nothing -> {
            Path directory = Files.createTempDirectory("told");
            Path address = directory.resolve("socket");
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(address));
                List<Process> all = new ArrayList<>();
                for (int i = 0; i < atOnce; i++) {
                    all.add(start(Told.class, address.toString()));
                }
                for (int i = 0; i < atOnce; i++) {
                    try (SocketChannel child = server.accept()) {
                        child.write(ByteBuffer.wrap(new byte[1]));
                    }
                }
                for (Process one : all) {
                    one.waitFor();
                }
            } finally {
                Files.deleteIfExists(address);
                Files.delete(directory);
            }
        });
    }

    /** Waits for a byte. */
    static final class Told {

        private Told() {}

        public static void main(String[] arguments) throws IOException {
            try (SocketChannel parent = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]))) {
                parent.read(ByteBuffer.allocate(1));
            }
        }
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
