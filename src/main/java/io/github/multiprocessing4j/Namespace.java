package io.github.multiprocessing4j;

import java.io.Serializable;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * Values by name, that a {@link Manager} keeps for several processes.
 *
 * <p>Each call is one step, in the process of the manager. Values are {@linkplain Manager copied or shared} as those of
 * a managed map are. It may be given to other processes, in any way, and is the same there. Safe for use by any number
 * of threads. Calls fail with {@link SharedObjectLostException} when the manager has ended.
 *
 * <p>Differs from Python, where the names are attributes.
 *
 * <pre>{@code
 * Namespace settings = manager.namespace();
 * settings.set("retries", 3);
 * int retries = settings.get("retries", Integer.class);
 * }</pre>
 */
public final class Namespace implements Proxied, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Reach reach;
    private final transient MapWords<String, Object> words;

    @SuppressWarnings("unchecked")
    Namespace(Reach reach) {
        this.reach = reach;
        this.words = reach.speaking(MapWords.class);
    }

    /**
     * Reads a value.
     *
     * @param name its name
     * @return the value, which may be {@code null}
     * @throws NoSuchElementException if none of that name is set
     * @throws NullPointerException if {@code name} is {@code null}
     */
    public Object get(String name) {
        MapWords.Slot<Object> slot = words.read(Objects.requireNonNull(name, "name"));
        if (slot == null) {
            throw new NoSuchElementException("no value is set of the name " + name);
        }
        return slot.value();
    }

    /**
     * Reads a value of a type.
     *
     * @param <T> the type
     * @param name its name
     * @param type the type
     * @return the value, which may be {@code null}
     * @throws NoSuchElementException if none of that name is set
     * @throws ClassCastException if it is of another type
     * @throws NullPointerException if {@code name} or {@code type} is {@code null}
     */
    public <T> T get(String name, Class<T> type) {
        Objects.requireNonNull(type, "type");
        return type.cast(get(name));
    }

    /**
     * Sets a value.
     *
     * @param name its name; if it begins with an underscore, {@link #toString} does not show it
     * @param value the value; may be {@code null}
     * @throws EncodingException if it cannot travel to the process of the manager
     * @throws NullPointerException if {@code name} is {@code null}
     */
    public void set(String name, Object value) {
        words.put(Objects.requireNonNull(name, "name"), value);
    }

    /**
     * Whether a value is set.
     *
     * @param name its name
     * @return whether it is
     * @throws NullPointerException if {@code name} is {@code null}
     */
    public boolean has(String name) {
        return words.containsKey(Objects.requireNonNull(name, "name"));
    }

    /**
     * Removes a value.
     *
     * @param name its name
     * @throws NoSuchElementException if none of that name is set
     * @throws NullPointerException if {@code name} is {@code null}
     */
    public void remove(String name) {
        if (!words.removeAll(List.of(name))) {
            throw new NoSuchElementException("no value is set of the name " + name);
        }
    }

    /**
     * The names of what is set.
     *
     * @return a list of its own, in the order in which they were set first
     */
    public List<String> names() {
        return words.keys();
    }

    /** Whether it is the same namespace, here or elsewhere. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Namespace namespace && reach.equals(namespace.reach);
    }

    @Override
    public int hashCode() {
        return reach.hashCode();
    }

    /** Shows what is set, without names that begin with an underscore. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "Namespace(", ")");
        words.copy().forEach((name, value) -> {
            if (!name.startsWith("_")) {
                text.add(name + "=" + Proxied.show(value));
            }
        });
        return text.toString();
    }

    /** Written is a handle, with which the reader gets this object, and no other one of its kind. */
    private Object writeReplace() {
        return Shown.handle(this, Shown.Shape.NAMESPACE, reach);
    }
}
