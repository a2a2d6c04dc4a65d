package io.github.multiprocessing4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the table and the pictures where they are wanted. */
record Report(Table table, List<Picture> pictures) {

    private static final String FILE = "README.md";
    private static final String BEGIN = "<!-- figures: begin -->\n";
    private static final String END = "<!-- figures: end -->";

    void write(Settings settings) throws IOException {
        Files.createDirectories(settings.to());
        StringBuilder text = new StringBuilder("# How fast\n\n");
        text.append("Written by `mvn -q -Pbench verify`. A figure compares what a unit of work costs us with what it ")
                .append("costs somebody else, measured in turn; the table's last column is for orientation alone. ")
                .append("The floor is the figure that the bare mechanism would have.\n\n");
        text.append(table.markdown());
        for (Picture picture : pictures) {
            picture.write(settings.to());
            text.append("\n![")
                    .append(picture.title())
                    .append("](")
                    .append(picture.file())
                    .append(")\n");
        }
        Files.writeString(settings.to().resolve(FILE), text);
        if (settings.readme() != null) {
            replace(settings.readme());
        }
    }

    /** Puts the short table between its marks in a file. */
    private void replace(Path file) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(file + " has no lines " + BEGIN.strip() + " and " + END);
        }
        Files.writeString(
                file, text.substring(0, begin + BEGIN.length()) + table.shortMarkdown() + text.substring(end));
    }
}
