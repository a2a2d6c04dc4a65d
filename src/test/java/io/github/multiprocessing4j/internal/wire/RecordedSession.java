package io.github.multiprocessing4j.internal.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What one side of a link says from the beginning to the end, and where each of its messages ends. */
record RecordedSession(byte[] bytes, List<Integer> ends) {

    static RecordedSession record() throws IOException {
        Encoded encoded =
                new Encoded(List.of(new byte[] {1, 2, 3}, new byte[] {4}), List.of(new Ticket("a/1", 2, "a", 3)), true);
        List<Slab> slabs = List.of(
                Slab.of(DirectKind.BYTES, new byte[] {1, 2, 3}), Slab.of(DirectKind.DOUBLES, new double[] {1, 2}));
        Encoded arrays = new Encoded(List.of(new byte[] {5}), slabs, List.of(), false);
        List<Object[]> messages = List.of(
                new Object[] {1, 42L, "place", encoded},
                new Object[] {},
                new Object[] {2, true, null, new byte[] {1, 2, 3}, new Object[] {"row", new Object[] {1.5, 'c'}}},
                new Object[] {3, (short) 1, (byte) 2, 2.5f, "\ud800", false},
                new Object[] {5, arrays},
                new Object[] {4, "the end"});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(bytes);
        List<Integer> ends = new ArrayList<>();
        for (Object[] message : messages) {
            writer.write(message);
            writer.flush();
            ends.add(bytes.size());
        }
        return new RecordedSession(bytes.toByteArray(), ends);
    }

    /** How many messages are whole in its first bytes. */
    int wholeIn(int length) {
        return (int) ends.stream().filter(end -> end <= length).count();
    }
}
