package io.github.multiprocessing4j.examples;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What some examples take as their input. */
final class Folder {

    private static final Set<String> TEXT = Set.of("java", "md", "txt", "xml");

    private Folder() {}

    /** The text files in a folder and below, but for what is hidden or built. */
    static List<String> textFiles(String folder) throws IOException {
        List<String> files = new ArrayList<>();
        Path root = Path.of(folder);
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean skipped = !directory.equals(root) && isHiddenOrBuilt(directory);
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (attributes.isRegularFile() && TEXT.contains(name.substring(name.lastIndexOf('.') + 1))) {
                    files.add(file.toString());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static boolean isHiddenOrBuilt(Path directory) {
        String name = directory.getFileName().toString();
        return name.startsWith(".") || name.equals("target");
    }
}
