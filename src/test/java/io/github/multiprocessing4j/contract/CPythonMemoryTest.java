package io.github.multiprocessing4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.multiprocessing4j.ShareableList;
import io.github.multiprocessing4j.SharedMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Blocks and lists are shared with CPython, where there is one. */
@Timeout(60)
class CPythonMemoryTest {

    /** Before 3.13 CPython removes, when it ends, what it has only attached to. */
    private static final String PRELUDE = """
            from multiprocessing import resource_tracker
            from multiprocessing.shared_memory import SharedMemory, ShareableList
            import sys

            def attached(shared):
                resource_tracker.unregister('/' + getattr(shared, 'shm', shared).name, 'shared_memory')
                return shared

            """;

    @BeforeAll
    static void needsPython() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/dev/shm")), "there is /dev/shm");
        Process python = null;
        try {
            python = new ProcessBuilder("python3", "-c", "import multiprocessing.shared_memory").start();
        } catch (IOException missing) {
            assumeTrue(false, "there is python3");
        }
        assumeTrue(python.waitFor() == 0, "python3 has shared memory");
    }

    private static Process started(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", PRELUDE + program));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String run(String program, String... arguments) throws Exception {
        Process python = started(program, arguments);
        String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(python.exitValue()).isZero();
        return out.strip();
    }

    @Test
    void pythonAttachesToABlock() throws Exception {
        try (SharedMemory memory = SharedMemory.create(100)) {
            memory.buf().put("howdy".getBytes(StandardCharsets.US_ASCII));
            assertThat(run("""
                    m = attached(SharedMemory(sys.argv[1]))
                    print(m.size, bytes(m.buf[:5]).decode())
                    m.buf[:5] = b'there'
                    m.close()
                    """, memory.name())).isEqualTo("100 howdy");
            byte[] read = new byte[5];
            memory.buf().get(read);
            assertThat(read).asString(StandardCharsets.US_ASCII).isEqualTo("there");
            memory.unlink();
        }
    }

    @Test
    void pythonAttachesToAList() throws Exception {
        try (ShareableList list =
                ShareableList.of("howdy", new byte[] {1, 2}, 2.5, 7L, null, true, 3, 0.5f, "1234567ä")) {
            assertThat(run("""
                    a = attached(ShareableList(name=sys.argv[1]))
                    print(list(a))
                    a[0] = 'longer: ä'[0:8]
                    a[1] = 'b'
                    a[2] = None
                    a[3] = 8
                    a[4] = False
                    a[5] = 'x' * 8
                    a[8] = 'y' * 16
                    a.shm.close()
                    """, list.shm().name()))
                    .isEqualTo("['howdy', b'\\x01\\x02', 2.5, 7, None, True, 3, 0.5, '1234567ä']");
            assertThat(list).containsExactly("longer: ", "b", null, 8L, false, "xxxxxxxx", 3, 0.5f, "y".repeat(16));
            list.shm().unlink();
        }
    }

    @Test
    void pythonsBlocksAndListsAreAttachedTo() throws Exception {
        Process python = started("""
                a = ShareableList(['howdy', b'bytes', 2.5, 7, None, True])
                print(a.shm.name, flush=True)
                sys.stdin.readline()
                print(list(a))
                a.shm.close()
                a.shm.unlink()
                """);
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(python.getInputStream(), StandardCharsets.UTF_8))) {
            try (ShareableList list = ShareableList.attach(out.readLine())) {
                byte[] bytes = "bytes".getBytes(StandardCharsets.US_ASCII);
                assertThat(list).containsExactly("howdy", bytes, 2.5, 7L, null, true);
                list.set(0, "ende");
                list.set(2, 3);
                list.set(3, null);
                list.set(4, "some");
                list.set(5, -1.5f);
            }
            python.getOutputStream().write('\n');
            python.getOutputStream().close();
            assertThat(out.readLine()).isEqualTo("['ende', b'bytes', 3, None, 'some', -1.5]");
            assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(python.exitValue()).isZero();
        } finally {
            python.destroyForcibly().waitFor();
        }
    }
}
