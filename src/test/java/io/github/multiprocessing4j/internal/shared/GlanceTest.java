package io.github.multiprocessing4j.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How often, and for what, it is looked. */
class GlanceTest {

    /** However many processors there are, and whoever else looks in this JVM. */
    private final Glance glance = new Glance(10);

    private final AtomicInteger looks = new AtomicInteger();
    private final Supplier<String> nothing = () -> {
        looks.incrementAndGet();
        return null;
    };

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

    @Test
    void aloneNobodyLooks() {
        assertThat(new Glance(0).<String>at(nothing)).isNull();
        assertThat(looks).hasValue(0);
    }

    @Test
    void noMoreLookThanThereAreProcessorsToSpare() {
        assertThat(glance.<String>at(() -> {
                    assertThat(new Glance(1).<String>at(nothing)).isNull();
                    return "outside";
                }))
                .isEqualTo("outside");
        assertThat(looks).hasValue(0);
    }

    /** It may be asked inside itself, as by another thread. */
    @Test
    void ofThoseAtOnePlaceOneLooks() {
        assertThat(glance.<String>at(() -> {
                    assertThat(glance.at(nothing)).isNull();
                    return "outside";
                }))
                .isEqualTo("outside");
        assertThat(looks).hasValue(0);
    }
}
