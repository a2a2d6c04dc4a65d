package io.github.multiprocessing4j.examples;

import io.github.multiprocessing4j.Multiprocessing;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs all examples, one after the other. Ends with exit code 1 if one has failed. */
public final class Tour {

    private Tour() {}

    /** The main method of an example. */
    private interface Program {

        void main(String[] args) throws Exception;
    }

    private static Map<String, Program> programs() {
        Map<String, Program> programs = new LinkedHashMap<>();
        programs.put("PoolExample", PoolExample::main);
        programs.put("QueueExample", QueueExample::main);
        programs.put("PipeExample", PipeExample::main);
        programs.put("WordCount", WordCount::main);
        programs.put("Mandelbrot", Mandelbrot::main);
        programs.put("ParameterSweep", ParameterSweep::main);
        programs.put("Pipeline", Pipeline::main);
        programs.put("Downloads", Downloads::main);
        programs.put("Scoreboard", Scoreboard::main);
        programs.put("CrashProof", CrashProof::main);
        programs.put("OnePerProcess", OnePerProcess::main);
        programs.put("SharedPicture", SharedPicture::main);
        return programs;
    }

    public static void main(String[] args) {
        System.out.println("start method: " + Multiprocessing.startMethod());
        int failed = 0;
        for (Map.Entry<String, Program> program : programs().entrySet()) {
            System.out.println();
            System.out.println("== " + program.getKey());
            try {
                program.getValue().main(new String[0]);
            } catch (Exception e) {
                failed++;
                e.printStackTrace();
            }
        }
        System.exit(failed == 0 ? 0 : 1);
    }
}
