package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often, and for what, it is looked. */
class GlanceTest {

    private final Glance glance = new Glance();
    private final AtomicInteger looks = new AtomicInteger();
    private final Supplier<String> nothing = () -> {
        looks.incrementAndGet();
        return null;
    };

    @BeforeEach
    void moreThanOneProcessor() {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "alone, nobody looks");
    }

    @Test
    void whatIsThereIsFound() {
        for (int i = 0; i < 100; i++) {
            assertThat(glance.at(() -> "something")).isEqualTo("something");
        }
    }

    @Test
    void whatComesInAMomentIsFound() {
        assertThat(glance.at(() -> looks.incrementAndGet() < 10 ? null : "later"))
                .isEqualTo("later");
    }

    @Test
    void itEnds() {
        assertThat(glance.at(nothing)).isNull();
        assertThat(looks).hasValueBetween(1, 1_000);
    }

    @Test
    void whatIsInVainIsTriedSeldom() {
        glance.at(nothing);
        int once = looks.get();
        for (int i = 0; i < 800; i++) {
            assertThat(glance.at(nothing)).isNull();
        }
        assertThat(looks.get()).isBetween(50 * once, 200 * once);
    }

    @Test
    void onceItWasNotInVainItIsTriedEachTime() {
        for (int i = 0; i < 100; i++) {
            glance.at(nothing);
        }
        String found = null;
        for (int i = 0; i < 16 && found == null; i++) {
            found = glance.at(() -> "something");
        }
        assertThat(found).isEqualTo("something");
        assertThat(glance.at(() -> "more")).isEqualTo("more");
        glance.at(nothing);
        assertThat(glance.at(() -> "the next one after one in vain")).isNotNull();
    }

    /** It may be asked inside itself, as by another thread: one looks. */
    @Test
    void oneLooksAtATime() {
        assertThat(glance.<String>at(() -> {
                    assertThat(glance.at(nothing)).isNull();
                    return "outside";
                }))
                .isEqualTo("outside");
        assertThat(looks).hasValue(0);
    }
}
