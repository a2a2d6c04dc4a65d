package io.github.multiprocessing4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectPhraseTest {

    private final DirectPhrase phrase = new DirectPhrase();
    private final AtomicInteger said = new AtomicInteger();

    private Encoded write(String text) {
        DirectOutput out = new DirectOutput();
        out.putByte(7);
        phrase.put(out, saying -> {
            said.incrementAndGet();
            saying.putString(text);
        });
        return out.encoded();
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "511, 1", "512, 4", "5000, 4"})
    void isWrittenAsItIsSaidAndKeptIfItIsShort(int length, int times) {
        String text = "x".repeat(length);
        DirectOutput expected = new DirectOutput();
        expected.putByte(7);
        expected.putString(text);
        for (int i = 0; i < 3; i++) {
            Encoded written = write(text);
            assertThat(written.open()).hasSameContentAs(expected.encoded().open());
            assertThat(written.slabs()).hasSize(expected.encoded().slabs().size());
            assertThat(written.length()).isEqualTo(expected.encoded().length());
        }
        assertThat(said).hasValue(times);
    }
}
