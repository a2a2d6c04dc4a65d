package io.github.multiprocessing4j.fault;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** What a task is given or gives, with something that befalls whoever handles it at one point of its way. */
final class Cargo implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The points of the way, in their order. */
    enum Point {
        ENCODE_ARGUMENT,
        DECODE_ARGUMENT,
        RUN,
        ENCODE_RESULT,
        DECODE_RESULT
    }

    private final Doom doom;
    private final Point point;
    private boolean done;

    Cargo(Doom doom, Point point) {
        this.doom = doom;
        this.point = point;
    }

    /** The task: what it is given, it gives. */
    Cargo back() throws Exception {
        pass(Point.RUN);
        done = true;
        return this;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        passed(done ? Point.ENCODE_RESULT : Point.ENCODE_ARGUMENT);
        out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        passed(done ? Point.DECODE_RESULT : Point.DECODE_ARGUMENT);
    }

    private void passed(Point here) throws IOException {
        try {
            pass(here);
        } catch (RuntimeException | IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private void pass(Point here) throws Exception {
        if (here == point) {
            doom.strike();
        }
    }
}
