package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.assertGood;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static io.github.multiprocessing4j.fault.Processes.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.WorkerLostException;
import io.github.multiprocessing4j.fault.Cargo.Point;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever befalls a task at any point of its way, it costs no other, and at most its worker. */
@Timeout(60)
class CargoTest {

    private static Pool pool;

    @BeforeAll
    static void makePool() {
        pool = spawn().pool(o -> o.workers(1).jvm(j -> j.maxHeap(64L << 20).discardOutput()));
    }

    @AfterAll
    static void closePool() throws Exception {
        pool.close();
    }

    @ParameterizedTest
    @CsvSource({
        "THROWS,    ENCODE_ARGUMENT, EncodingException,       kept",
        "OVERFLOWS, ENCODE_ARGUMENT, EncodingException,       kept",
        "THROWS,    DECODE_ARGUMENT, DecodingException,       kept",
        "OVERFLOWS, DECODE_ARGUMENT, DecodingException,       kept",
        "EXHAUSTS,  DECODE_ARGUMENT, OutOfMemoryError,        lost",
        "EXITS,     DECODE_ARGUMENT, WorkerLostException,     lost",
        "IS_KILLED, DECODE_ARGUMENT, WorkerLostException,     lost",
        "CRASHES,   DECODE_ARGUMENT, WorkerLostException,     lost",
        "THROWS,    RUN,             IllegalStateException,   kept",
        "OVERFLOWS, RUN,             StackOverflowError,      kept",
        "EXHAUSTS,  RUN,             OutOfMemoryError,        lost",
        "EXITS,     RUN,             WorkerLostException,     lost",
        "HALTS,     RUN,             WorkerLostException,     lost",
        "IS_KILLED, RUN,             WorkerLostException,     lost",
        "CRASHES,   RUN,             WorkerLostException,     lost",
        "THROWS,    ENCODE_RESULT,   ResultEncodingException, kept",
        "OVERFLOWS, ENCODE_RESULT,   ResultEncodingException, kept",
        "EXHAUSTS,  ENCODE_RESULT,   OutOfMemoryError,        lost",
        "EXITS,     ENCODE_RESULT,   WorkerLostException,     lost",
        "CRASHES,   ENCODE_RESULT,   WorkerLostException,     lost",
        "THROWS,    DECODE_RESULT,   DecodingException,       kept",
        "OVERFLOWS, DECODE_RESULT,   DecodingException,       kept"
    })
    void aTaskFailsAloneAtEveryPointOfItsWay(Doom doom, Point point, String failure, String fate) throws Exception {
        ProcessHandle before = worker(pool);
        Cargo cargo = new Cargo(doom, point);

        Throwable thrown = catchThrowable(() -> pool.apply(Cargo::back, cargo));

        assertThat(thrown.getClass().getSimpleName()).as("%s", thrown).isEqualTo(failure);
        if (thrown instanceof WorkerLostException lost) {
            assertThat(lost.pid()).isEqualTo(before.pid());
            assertThat(lost.exitCode()).isEqualTo(exitCode(doom));
        }
        assertGood(pool);
        if (fate.equals("kept")) {
            assertThat(worker(pool)).isEqualTo(before);
        } else {
            assertThat(worker(pool)).isNotEqualTo(before);
            Processes.awaitEnd(before);
        }
    }

    private static int exitCode(Doom doom) {
        return switch (doom) {
            case CRASHES -> -11;
            case IS_KILLED -> -9;
            default -> Doom.EXIT_CODE;
        };
    }
}
