package io.github.multiprocessing4j.internal.worker;

/** Stacks as plain data. */
public final class Frames {

    /** The deepest stack that is told of. */
    private static final int MOST = 1024;

    private Frames() {}

    /** Makes plain data of a stack: a row of four values for each frame. */
    public static Object[] toPlain(StackTraceElement[] frames) {
        Object[] row = new Object[Math.min(MOST, frames.length)];
        for (int i = 0; i < row.length; i++) {
            StackTraceElement frame = frames[i];
            row[i] = new Object[] {
                frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber()
            };
        }
        return row;
    }

    /** Makes a stack of plain data. */
    public static StackTraceElement[] fromPlain(Object[] row) {
        StackTraceElement[] frames = new StackTraceElement[row.length];
        for (int i = 0; i < row.length; i++) {
            Object[] frame = (Object[]) row[i];
            frames[i] = new StackTraceElement((String) frame[0], (String) frame[1], (String) frame[2], (int) frame[3]);
        }
        return frames;
    }
}
