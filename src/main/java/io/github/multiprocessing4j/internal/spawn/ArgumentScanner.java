package io.github.multiprocessing4j.internal.spawn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds the words in a file of arguments as the launcher of Java does: white space parts them but within quotes, where
 * a backslash escapes, and what follows a "#" on a line is a comment. For one text and one thread.
 */
final class ArgumentScanner {

    private static final char NONE = 0;

    private final String text;
    private final List<String> words = new ArrayList<>();

    /** The word that is being read; null between words. */
    private StringBuilder word;

    private char quote = NONE;
    private int next;

    ArgumentScanner(String text) {
        this.text = text;
    }

    List<String> words() {
        while (next < text.length()) {
            take(text.charAt(next++));
        }
        end();
        return words;
    }

    private void take(char c) {
        if (quote == NONE) {
            takeOutside(c);
        } else if (c == quote) {
            quote = NONE;
        } else if (c == '\\' && next < text.length()) {
            takeEscaped(text.charAt(next++));
        } else {
            word.append(c);
        }
    }

    private void takeOutside(char c) {
        switch (c) {
            case ' ', '\t', '\n', '\r', '\f' -> end();
            case '#' -> skipWhile(skipped -> skipped != '\n' && skipped != '\r');
            case '"', '\'' -> {
                begin();
                quote = c;
            }
            default -> begin().append(c);
        }
    }

    private void takeEscaped(char c) {
        switch (c) {
            case 'n' -> word.append('\n');
            case 'r' -> word.append('\r');
            case 't' -> word.append('\t');
            case 'f' -> word.append('\f');
            // The line goes on with the next one, and not with the white space that it begins with.
            case '\n', '\r' -> skipWhile(Character::isWhitespace);
            default -> word.append(c);
        }
    }

    private StringBuilder begin() {
        if (word == null) {
            word = new StringBuilder();
        }
        return word;
    }

    private void end() {
        if (word != null) {
            words.add(word.toString());
            word = null;
        }
    }

    private void skipWhile(IntPredicate skipped) {
        while (next < text.length() && skipped.test(text.charAt(next))) {
            next++;
        }
    }
}
