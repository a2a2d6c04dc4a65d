package io.github.multiprocessing4j;

import java.util.Objects;
import java.util.function.Consumer;

/** One option of an options object: has a default, and can be set once. */
final class Setting<T> {

    private final String name;
    private T value;
    private boolean set;

    Setting(String name, T byDefault) {
        this.name = name;
        this.value = byDefault;
    }

    /**
     * Fills an options object in.
     *
     * @return the options object
     */
    static <O> O configure(O options, Consumer<? super O> configurer) {
        Objects.requireNonNull(configurer, "options").accept(options);
        return options;
    }

    void set(T value) {
        if (set) {
            throw new IllegalStateException(name + " was already set to " + this.value);
        }
        this.value = value;
        this.set = true;
    }

    boolean isSet() {
        return set;
    }

    T get() {
        return value;
    }

    /** Checks a number of things, of which there has to be one at least. */
    static int atLeastOne(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + number);
        }
        return number;
    }
}
