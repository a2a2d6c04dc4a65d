package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.fault.Processes.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.harness.Program;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What another user of the machine can do to a program with workers. */
@Timeout(60)
class OtherUserTest {

    private static final String NOBODY = "65534";

    @BeforeEach
    void needsAnotherUser() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "there is setpriv");
        assumeTrue("root".equals(System.getProperty("user.name")), "the user may become another one");
        assumeTrue(asNobody("test", "-r", Program.home(OtherUserTest.class)).code() == 0, "others can read the tests");
    }

    private record Said(int code, String text) {}

    private static Said asNobody(String... command) throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        words.addAll(List.of(command));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    /** The directories that a worker shares with its parent. */
    private static List<Path> directories() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path place : List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/dev/shm"))) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> entries = Files.list(place)) {
                    entries.filter(entry -> entry.getFileName().toString().startsWith("multiprocessing4j-"))
                            .forEach(all::add);
                }
            }
        }
        return all;
    }

    @Test
    void seesNoFileThatIsShared() throws Exception {
        try (Pool pool = spawn().pool(1)) {
            assertGood(pool);
            assertThat(directories()).isNotEmpty();
            for (Path directory : directories()) {
                Said listed = asNobody("ls", directory.toString());
                assertThat(listed.code()).as(listed.text()).isNotZero();
                assertThat(listed.text()).contains("Permission denied");
            }
            Said environment = asNobody("cat", "/proc/" + worker(pool).pid() + "/environ");
            assertThat(environment.code()).as("of reading the environment").isNotZero();
        }
    }

    @Test
    void cannotConnect() throws Exception {
        try (Pool pool = spawn().pool(1)) {
            assertGood(pool);
            Path place = directories().get(0).resolve("test");
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(place));
                String java =
                        Path.of(System.getProperty("java.home"), "bin", "java").toString();
                Said said = asNobody(
                        java, "-cp", Program.home(OtherUserTest.class), Caller.class.getName(), place.toString());
                assertThat(said.text().strip()).endsWith("Permission denied");
                assertThat(said.code()).isEqualTo(Doom.EXIT_CODE);
                Caller.main(new String[] {place.toString()}); // its owner can
            } finally {
                Files.deleteIfExists(place);
            }
        }
    }

    static final class Caller {

        private Caller() {}

        public static void main(String[] args) {
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(args[0]));
            } catch (IOException refused) {
                System.out.println(refused.getMessage());
                System.exit(7);
            }
        }
    }
}
