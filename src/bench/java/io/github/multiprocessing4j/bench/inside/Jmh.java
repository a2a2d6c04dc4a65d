package io.github.multiprocessing4j.bench.inside;

import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A side that is a JMH benchmark: each sample is the mean of JVMs of its own, with their own warm-up. */
final class Jmh implements Side {

    private static final int ITERATIONS = 3;

    /** Of the one JVM that makes a sample. */
    private static final TimeValue ITERATION = TimeValue.milliseconds(500);

    /** Where several do: they differ more than what each of them does from one moment to the next. */
    private static final TimeValue SHORT_ITERATION = TimeValue.milliseconds(200);

    private final String name;
    private final String method;
    private final Map<String, String> parameters;
    private final int units;
    private final int forks;
    private final Scale scale;

    /**
     * The method of a benchmark's class.
     *
     * @param units how many are done by one call of it
     * @param forks how many JVMs make a sample
     */
    Jmh(String name, Class<?> type, String method, Map<String, String> parameters, int units, int forks, Scale scale) {
        this.name = name;
        this.method = type.getName() + "." + method;
        this.parameters = parameters;
        this.units = units;
        this.forks = forks;
        this.scale = scale;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean warmsUpItself() {
        return true;
    }

    @Override
    public double sample() throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + method.replace(".", "\\.") + "$")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .param("count", String.valueOf(units));
        parameters.forEach(options::param);
        if (scale.isFull()) {
            options.forks(forks).warmupIterations(ITERATIONS).measurementIterations(ITERATIONS);
            TimeValue iteration = forks > 1 ? SHORT_ITERATION : ITERATION;
            options.warmupTime(iteration).measurementTime(iteration);
        } else {
            options.forks(0).warmupIterations(0).measurementIterations(1);
            options.measurementTime(TimeValue.milliseconds(1));
        }
        return new Runner(options.build()).runSingle().getPrimaryResult().getScore() / units;
    }
}
