package io.github.multiprocessing4j.internal.wire;

/** Links over a socket alone. */
class SocketLinkTest extends LinkTest {

    @Override
    Rings rings(boolean ofParent) {
        return null;
    }
}
