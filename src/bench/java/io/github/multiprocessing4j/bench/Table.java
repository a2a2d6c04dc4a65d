package io.github.multiprocessing4j.bench;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** All that was measured, as a table in Markdown. */
record Table(Machine machine, Settings settings, List<Row> rows) {

    static String inOneLine(Row row) {
        return row.figureInWords() + "  against " + row.against() + "  goal " + row.goal() + "  " + row.verdict() + "  "
                + row.costs() + (row.floor().isPresent() ? "  floor " + row.floorInWords() : "");
    }

    /** The whole of it, with where it was measured. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(where()).append("\n\n");
        text.append("| id | work | against | goal | figure (range) | | floor | a unit, ours : theirs |\n");
        text.append("|---|---|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            text.append(cells(
                    row.id(),
                    row.work(),
                    row.against(),
                    row.goal().toString(),
                    row.figureInWords(),
                    row.verdict(),
                    row.floorInWords(),
                    row.costs()));
        }
        return text.toString();
    }

    /** What a reader in a hurry wants to know: what has a goal, and no ranges. */
    String shortMarkdown() {
        StringBuilder text = new StringBuilder();
        text.append(where()).append("\n\n");
        text.append("| id | work | against | goal | figure | |\n|---|---|---|---|---|---|\n");
        rows.stream().filter(row -> row.goal().isSet()).forEach(row -> {
            String figure =
                    row.figure() == null ? "" : row.goal().say(row.figure().median());
            text.append(cells(row.id(), row.work(), row.against(), row.goal().toString(), figure, row.verdict()));
        });
        return text.toString();
    }

    private static String cells(String... texts) {
        return List.of(texts).stream()
                .map(text -> text.replace("|", "\\|").replace("\n", " "))
                .collect(joining(" | ", "| ", " |\n"));
    }

    private String where() {
        String how = settings.scale().isFull() ? "" : " Tiny sizes: these figures mean nothing.";
        return LocalDate.now(ZoneOffset.UTC) + ", medians of " + settings.pairs() + " pairs. " + machine + "." + how;
    }
}
