package io.github.multiprocessing4j.fault;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What can befall a JVM, or a thread in it. */
enum Doom {
    NOTHING {
        @Override
        void strike() {}
    },
    THROWS {
        @Override
        void strike() {
            throw new IllegalStateException("as meant");
        }
    },
    OVERFLOWS {
        @Override
        void strike() {
            strike();
        }
    },
    EXHAUSTS {
        @Override
        void strike() {
            List<byte[]> all = new ArrayList<>();
            for (int length = 1 << 20; ; ) {
                all.add(new byte[length]);
            }
        }
    },
    EXITS {
        @Override
        void strike() {
            System.exit(EXIT_CODE);
        }
    },
    HALTS {
        @Override
        void strike() {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    },
    IS_KILLED {
        @Override
        void strike() throws Exception {
            Processes.signal("KILL", ProcessHandle.current());
            hang();
        }
    },
    CRASHES {
        @Override
        void strike() throws Exception {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
        }
    },
    HANGS {
        @Override
        void strike() {
            hang();
        }
    };

    /** Of a JVM that ends by itself. */
    static final int EXIT_CODE = 7;

    abstract void strike() throws Exception;

    static int hangForEver() {
        hang();
        return 0;
    }

    /** For ever, whatever anybody says. */
    static void hang() {
        while (true) {
            Thread.interrupted();
            LockSupport.parkNanos(1_000_000);
        }
    }
}
