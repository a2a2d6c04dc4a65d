package io.github.multiprocessing4j.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * CPython's side of a line: a script that does the same work with the same payloads, in one interpreter for the whole
 * line. It says when it is ready; then it answers each line, which is empty or has a size, with the nanoseconds that a
 * unit took. At the end of its input it ends.
 */
public final class Python implements Side {

    private static final long SECONDS_TO_END = 20;

    private final List<String> arguments;

    private Process process;
    private BufferedReader from;
    private BufferedWriter to;

    private Python(List<String> arguments) {
        this.arguments = arguments;
    }

    /** The work of that name in the script, with these numbers. */
    public static Python doing(String work, Number... numbers) {
        List<String> arguments = new ArrayList<>();
        arguments.add(work);
        for (Number number : numbers) {
            arguments.add(number.toString());
        }
        return new Python(arguments);
    }

    /** Name and version of the interpreter; or that there is none. */
    static String version() {
        try {
            Process asked = new ProcessBuilder(
                            interpreter(),
                            "-c",
                            "import platform as p; " + "print(p.python_implementation(), p.python_version())")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader said = asked.inputReader(StandardCharsets.UTF_8)) {
                String line = said.readLine();
                return line == null ? "no Python" : line;
            }
        } catch (IOException e) {
            return "no Python";
        }
    }

    @Override
    public String name() {
        return "CPython";
    }

    @Override
    public boolean warmsUpForLong() {
        return false;
    }

    @Override
    public void open() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(interpreter());
        command.add(System.getProperty("bench.script", "src/bench/python/opponent.py"));
        command.addAll(arguments);
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new Absent(interpreter(), e);
        }
        from = process.inputReader(StandardCharsets.UTF_8);
        to = process.outputWriter(StandardCharsets.UTF_8);
        answer();
    }

    @Override
    public double sample() throws IOException {
        to.newLine();
        to.flush();
        return Double.parseDouble(answer());
    }

    /** One point of a graph. */
    double sample(long x) throws IOException {
        to.write(Long.toString(x));
        return sample();
    }

    private String answer() throws IOException {
        String line = from.readLine();
        if (line == null) {
            throw new EOFException("the Python script has ended; its standard error says why");
        }
        return line;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (process == null) {
            return;
        }
        to.close();
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        from.close();
    }

    private static String interpreter() {
        return System.getProperty("bench.python", "python3");
    }
}
