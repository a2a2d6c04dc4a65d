package io.github.multiprocessing4j.bench;

import java.util.OptionalDouble;

/**
 * A row of the table.
 *
 * @param id where it stands in the list of what is measured
 * @param work what is done
 * @param against whom it is compared with
 * @param goal what the figure should be
 * @param figure the median of all pairs, and the range that they are in; {@code null} if there is none
 * @param floor the figure that the bare mechanism would have, in the same run, if it was measured
 * @param costs what a unit costs us, and the other, or nothing, for orientation
 * @param trouble why there is no figure, or {@code null}
 */
record Row(
        String id,
        String work,
        String against,
        Goal goal,
        Spread figure,
        OptionalDouble floor,
        String costs,
        Throwable trouble) {

    static Row failed(String id, String work, String against, Goal goal, Throwable trouble) {
        return new Row(id, work, against, goal, null, OptionalDouble.empty(), "", trouble);
    }

    /** Whether something did not work that should, on any machine. */
    boolean isBroken() {
        return trouble != null && !(trouble instanceof Absent);
    }

    boolean isMet() {
        return figure != null && goal.isMetBy(figure.median());
    }

    /** In one word: whether the goal is met. */
    String verdict() {
        if (figure == null) {
            return "not measured: " + (trouble instanceof Absent ? trouble.getMessage() : trouble);
        }
        if (!goal.isSet()) {
            return "";
        }
        return isMet() ? "met" : "not met";
    }

    /** The figure, with the range of all pairs. */
    String figureInWords() {
        if (figure == null) {
            return "";
        }
        return goal.say(figure.median()) + " (" + Goal.digits(figure.least()) + " to " + Goal.digits(figure.most())
                + ")";
    }

    String floorInWords() {
        return floor.isPresent() ? goal.say(floor.getAsDouble()) : "";
    }
}
