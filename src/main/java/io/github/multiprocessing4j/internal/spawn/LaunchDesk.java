package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.WorkerExit;
import io.github.multiprocessing4j.internal.engine.WorkerOutput;
import io.github.multiprocessing4j.internal.engine.WorkerPlan;
import io.github.multiprocessing4j.internal.engine.WorkerSettings;
import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.shared.Realm;
import io.github.multiprocessing4j.internal.wire.Encoded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the program launches processes for its children.
 *
 * <p>A process that is no daemon lives on when the one that started it dies. So it cannot be a child JVM of that one,
 * whose link would break and take it along: it is launched by the program itself, on behalf of its starter.
 */
final class LaunchDesk {

    /** The number of the desk at the exchange of the program. */
    static final long NUMBER = 2;

    static final int LAUNCH = 1;
    static final int AWAIT = 2;
    static final int TERMINATE = 3;
    static final int KILL = 4;

    private final Map<Long, SpawnProcess> processes = new ConcurrentHashMap<>();
    private final AtomicLong launched = new AtomicLong();

    private LaunchDesk() {}

    /** Sees to it that children of this JVM find the desk. */
    static void open() {
        Exchange exchange = Exchange.here();
        Realm.here().resident(LaunchDesk.class, () -> serving(exchange));
    }

    private static LaunchDesk serving(Exchange exchange) {
        LaunchDesk desk = new LaunchDesk();
        exchange.serve(NUMBER, (from, operation, arguments) -> desk.answer(operation, arguments));
        return desk;
    }

    private Object[] answer(int operation, Object[] arguments) throws IOException {
        if (operation == LAUNCH) {
            return launch(arguments);
        }
        long number = (long) arguments[0];
        SpawnProcess process = processes.get(number);
        if (process == null) {
            throw new IOException("process " + number + " is not known here");
        }
        if (operation == AWAIT) {
            return await(number, process);
        }
        if (operation == TERMINATE) {
            process.terminate();
        } else {
            process.kill();
        }
        return new Object[0];
    }

    private Object[] launch(Object[] arguments) throws IOException {
        WorkerPlan plan = plan((Object[]) arguments[0]);
        SpawnProcess process = SpawnProcess.launch(
                plan, (int) arguments[1], (String) arguments[2], (Encoded) arguments[3], Exchange.here()::discard);
        long number = launched.incrementAndGet();
        processes.put(number, process);
        return new Object[] {number, process.id().pid()};
    }

    private Object[] await(long number, SpawnProcess process) throws IOException {
        try {
            WorkerExit exit = process.exit().get();
            processes.remove(number);
            return new Object[] {exit.code(), exit.lastWords()};
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException("the end of process " + number + " was not awaited", e);
        }
    }

    // Plans as plain data; the output is one that needs no listener.

    static Object[] plain(WorkerPlan plan) {
        WorkerSettings settings = plan.settings();
        List<Object> variables = new ArrayList<>();
        settings.environment().forEach((name, value) -> {
            variables.add(name);
            variables.add(value);
        });
        WorkerOutput output = settings.output();
        return new Object[] {
            plan.name(),
            text(settings.executable()),
            settings.jvmArgs().toArray(),
            settings.maxHeap(),
            variables.toArray(),
            text(settings.directory()),
            output instanceof WorkerOutput.Discarded,
            output instanceof WorkerOutput.ToFile file ? text(file.path()) : null,
            settings.nice(),
            settings.stopGraceNanos()
        };
    }

    /** Relative to where the starter is, which may be elsewhere. */
    private static String text(Path path) {
        return path == null ? null : path.toAbsolutePath().toString();
    }

    private static WorkerPlan plan(Object[] row) {
        Object[] variables = (Object[]) row[4];
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put((String) variables[i], (String) variables[i + 1]);
        }
        WorkerSettings settings = new WorkerSettings(
                path(row[1]),
                Arrays.stream((Object[]) row[2]).map(String.class::cast).toList(),
                (long) row[3],
                environment,
                path(row[5]),
                output((boolean) row[6], path(row[7])),
                (int) row[8],
                0,
                0,
                0,
                (long) row[9]);
        return new WorkerPlan((String) row[0], false, null, settings);
    }

    private static Path path(Object text) {
        return text == null ? null : Path.of((String) text);
    }

    private static WorkerOutput output(boolean discarded, Path file) {
        if (file != null) {
            return new WorkerOutput.ToFile(file);
        }
        return discarded ? new WorkerOutput.Discarded() : new WorkerOutput.Inherited();
    }
}
