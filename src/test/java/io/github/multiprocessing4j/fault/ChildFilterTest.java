package io.github.multiprocessing4j.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.StartMethod;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The filter that the JVM of a worker has for all objects is asked about the very first of them. */
class ChildFilterTest {

    private record Parcel(int content) implements Serializable {}

    private static int open(Parcel parcel) {
        return parcel.content();
    }

    private static void refuseParcels() {
        ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!" + Parcel.class.getName()));
    }

    private static Pool pool(Action initializer, String... options) {
        return Multiprocessing.pool(o -> {
            o.workers(1).startMethod(StartMethod.SPAWN).jvm(jvm -> jvm.args(options));
            if (initializer != null) {
                o.initializer(initializer);
            }
        });
    }

    @Test
    void withoutAnyAllIsRead() throws Exception {
        try (Pool pool = pool(null)) {
            assertThat(pool.map(ChildFilterTest::open, List.of(new Parcel(1), new Parcel(2))))
                    .containsExactly(1, 2);
        }
    }

    @Test
    void oneThatTheJvmWasStartedWithIsAsked() throws Exception {
        try (Pool pool = pool(null, "-Djdk.serialFilter=!" + Parcel.class.getName())) {
            assertThatThrownBy(() -> pool.apply(ChildFilterTest::open, new Parcel(1)))
                    .hasMessageContaining("REJECTED");
        }
    }

    @Test
    void oneThatAnInitializerHasSetIsAsked() throws Exception {
        try (Pool pool = pool(ChildFilterTest::refuseParcels)) {
            assertThatThrownBy(() -> pool.apply(ChildFilterTest::open, new Parcel(1)))
                    .hasMessageContaining("REJECTED");
        }
    }

    @Test
    void oneThatATaskHasSetIsAskedAboutTheNext() throws Exception {
        try (Pool pool = pool(null)) {
            assertThat(pool.apply(ChildFilterTest::open, new Parcel(1))).isEqualTo(1);
            pool.apply(() -> {
                refuseParcels();
                return null;
            });
            assertThatThrownBy(() -> pool.apply(ChildFilterTest::open, new Parcel(1)))
                    .hasMessageContaining("REJECTED");
        }
    }
}
