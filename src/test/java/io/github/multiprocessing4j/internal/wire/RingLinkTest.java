package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.nio.file.Path;

/** Links over rings in shared memory. */
class RingLinkTest extends LinkTest {

    private Rings ofParent;
    private Rings ofChild;

    @Override
    void open(PrivateDirectory directory) throws IOException {
        Path file = directory.resolve("m");
        ofParent = Rings.create(file);
        ofChild = Rings.open(file);
        ofParent.delete();
    }

    @Override
    Rings rings(boolean parent) {
        return parent ? ofParent : ofChild;
    }
}
