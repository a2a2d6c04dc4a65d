package io.github.multiprocessing4j.examples;

import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.StartMethod;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Solves many systems of linear equations with a solver that is not thread-safe: all that it knows is static. The
 * workers are child JVMs, so that each has the solver for itself; the initializer prepares it, once in each.
 *
 * <p>In Python:
 *
 * <pre>
 * with Pool(3, initializer=solver.factorize, initargs=(matrix,)) as pool:
 *     solutions = pool.map(solver.solve, right_sides)
 * </pre>
 */
public final class OnePerProcess {

    private static final int SIZE = 120;
    private static final int SYSTEMS = 500;

    private OnePerProcess() {}

    /** A solver as they were written once. With two threads in it, the solution is that of neither. */
    static final class OldSolver {

        private static double[][] lu;
        private static final double[] WORK = new double[SIZE];

        private OldSolver() {}

        /** Prepares the solver for a matrix, which must be one that needs no pivots. */
        static void factorize(double[][] matrix) {
            lu = matrix;
            for (int k = 0; k < SIZE; k++) {
                for (int i = k + 1; i < SIZE; i++) {
                    lu[i][k] /= lu[k][k];
                    for (int j = k + 1; j < SIZE; j++) {
                        lu[i][j] -= lu[i][k] * lu[k][j];
                    }
                }
            }
        }

        static double[] solve(double[] rightSide) {
            System.arraycopy(rightSide, 0, WORK, 0, SIZE);
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j < i; j++) {
                    WORK[i] -= lu[i][j] * WORK[j];
                }
            }
            for (int i = SIZE - 1; i >= 0; i--) {
                for (int j = i + 1; j < SIZE; j++) {
                    WORK[i] -= lu[i][j] * WORK[j];
                }
                WORK[i] /= lu[i][i];
            }
            return WORK.clone();
        }
    }

    /** A solution, and the process in which it was found. */
    record Solution(double[] x, long pid) implements Serializable {}

    static Solution solve(double[] rightSide) {
        return new Solution(OldSolver.solve(rightSide), ProcessHandle.current().pid());
    }

    /** A matrix with a heavy diagonal. */
    private static double[][] matrix() {
        double[][] matrix = new double[SIZE][];
        for (int i = 0; i < SIZE; i++) {
            matrix[i] = numbers(i);
            matrix[i][i] += SIZE;
        }
        return matrix;
    }

    private static double[] numbers(long seed) {
        return new SplittableRandom(seed).doubles(SIZE).toArray();
    }

    public static void main(String[] args) throws InterruptedException {
        List<double[]> rightSides =
                IntStream.range(0, SYSTEMS).mapToObj(i -> numbers(1000 + i)).toList();

        List<Solution> solutions;
        try (Pool pool = Pool.create(
                o -> o.workers(3).startMethod(StartMethod.SPAWN).initializer(OldSolver::factorize, matrix()))) {
            solutions = pool.map(OnePerProcess::solve, rightSides);
        }

        OldSolver.factorize(matrix()); // the one of this process
        int same = 0;
        for (int i = 0; i < SYSTEMS; i++) {
            same += Arrays.equals(solutions.get(i).x, OldSolver.solve(rightSides.get(i))) ? 1 : 0;
        }
        long processes = solutions.stream().map(Solution::pid).distinct().count();
        System.out.println(SYSTEMS + " systems of " + SIZE + " equations, solved in " + processes + " processes");
        System.out.println(same + " solutions are the same as in one process alone");
    }
}
