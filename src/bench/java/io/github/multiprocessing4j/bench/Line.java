package io.github.multiprocessing4j.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What is measured in one go: our side, those that it is compared with, and the floor under all of them.
 *
 * @param id where it stands in the list of what is measured, such as S4
 * @param work what is done, in words
 * @param ours our side
 * @param rivals whom it is compared with; each is a row of the table. A line without any has an absolute goal
 * @param floor the bare mechanism, or {@code null}
 */
public record Line(String id, String work, Side ours, List<Rival> rivals, Side floor) {

    /**
     * Whom we are compared with: the fastest of some.
     *
     * @param sides one or more; none if the figure is absolute
     * @param goal what the comparison should come to
     */
    public record Rival(List<Side> sides, Goal goal) {}

    /** Begins a line. */
    public static Line of(String id, String work, Side ours) {
        return new Line(id, work, ours, List.of(), null);
    }

    public Line against(Goal goal, Side... fastestOf) {
        List<Rival> more = new ArrayList<>(rivals);
        more.add(new Rival(List.of(fastestOf), goal));
        return new Line(id, work, ours, List.copyOf(more), floor);
    }

    public Line over(Side bareMechanism) {
        return new Line(id, work, ours, rivals, bareMechanism);
    }

    /** All sides, in the order in which they take their turns. */
    List<Side> sides() {
        List<Side> all = new ArrayList<>();
        all.add(ours);
        rivals.forEach(rival -> all.addAll(rival.sides()));
        if (floor != null) {
            all.add(floor);
        }
        return all;
    }
}
