package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Links over a socket alone. */
class SocketLinkTest extends LinkTest {

    @Override
    Rings rings(boolean ofParent) {
        return null;
    }

    @Test
    void nothingIsHandedOverAndSoAllIsHeard() {
        assertThat(link.hand(1)).isFalse();
        assertThat(link.isCaughtUp()).isTrue();
        link.catchUp();
    }

    @Test
    void noiseEndsTheLink() throws Exception {
        there.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes()));
        assertThatThrownBy(() -> readAll(link)).isInstanceOf(MalformedMessageException.class);
    }
}
