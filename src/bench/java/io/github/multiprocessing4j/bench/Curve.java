package io.github.multiprocessing4j.bench;

import java.util.List;

/**
 * How cost grows. A curve that bends upwards at its end is a bug; so for each graph the table has a row, whose figure
 * is the cost at the last point, as a multiple of the least cost at any other.
 *
 * @param id where it stands in the list of what is measured, such as G1
 * @param title what is drawn
 * @param x what goes to the right
 * @param unit what costs are in: ns or bytes
 * @param of what has the cost, such as a task
 * @param points the places on the x axis, in ascending order
 * @param ours graphs of ours, which have a goal
 * @param others graphs of others, and of the bare mechanism
 * @param limit how much more a unit may cost at the last point than at the best one
 */
public record Curve(
        String id,
        String title,
        String x,
        String unit,
        String of,
        List<Long> points,
        List<Graph> ours,
        List<Graph> others,
        double limit) {

    /** What goes up. */
    String y() {
        return unit + " for each " + of;
    }

    /** What one of them costs, in words. */
    String say(double cost) {
        return unit.equals("ns") ? Nanos.say(cost) : Goal.digits(cost) + " " + unit;
    }
}
