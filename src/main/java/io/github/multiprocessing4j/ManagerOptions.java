package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.wire.ResultFilter;
import java.io.ObjectInputFilter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The options of a new {@link Manager}, filled in by a lambda. Each can be set once.
 *
 * <pre>{@code
 * Manager manager = Manager.create(o -> o.name("scores").register(Counter.class, PlainCounter::new));
 * }</pre>
 *
 * <p>A factory is one without an argument or with one; of a class with constructors of both kinds, {@code Type::new}
 * does not say which one is meant, and {@code () -> new Type()} does. Factories have to be able to travel, if the
 * manager has a process of its own.
 *
 * <p>An object of this class is for one thread, and is not used after the lambda has returned.
 */
public final class ManagerOptions {

    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

    private final Setting<StartMethod> startMethod = new Setting<>("startMethod", null);
    private final Setting<String> name = new Setting<>("name", null);
    private final Setting<Duration> shutdownTimeout = new Setting<>("shutdownTimeout", SHUTDOWN_TIMEOUT);
    private final Setting<ObjectInputFilter> results = new Setting<>("allowResults", null);
    private final Setting<SocketAddress> address = new Setting<>("address", null);
    private final Setting<byte[]> authKey = new Setting<>("authKey", null);
    private final ProcessOptions process = new ProcessOptions();
    private final Map<String, Registered> types = new LinkedHashMap<>();

    ManagerOptions() {}

    /**
     * Where the objects live. By default as the context or the program says.
     *
     * @param method the start method
     * @return this
     * @throws NullPointerException if {@code method} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public ManagerOptions startMethod(StartMethod method) {
        startMethod.set(Objects.requireNonNull(method, "startMethod"));
        return this;
    }

    /**
     * The name of the manager, which is also that of its process. By default {@code manager-1} and so on.
     *
     * @param text not blank
     * @return this
     * @throws IllegalArgumentException if {@code text} is empty or blank
     * @throws NullPointerException if {@code text} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public ManagerOptions name(String text) {
        if (Objects.requireNonNull(text, "name").isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        name.set(text);
        return this;
    }

    /**
     * Registers a type by an interface: what {@link Manager#create(Class, Object...)} gives implements it, and its
     * methods are those that may be called.
     *
     * @param <T> the type
     * @param type an interface
     * @param factory makes an object, in the process of the manager
     * @return this
     * @throws IllegalArgumentException if {@code type} is no interface
     * @throws IllegalStateException if it was registered before
     * @throws NullPointerException if an argument is {@code null}
     */
    public <T> ManagerOptions register(Class<T> type, Task<? extends T> factory) {
        return register(type, Objects.requireNonNull(factory, "factory"), null);
    }

    /**
     * Registers a type by an interface, with a factory that takes an argument; see {@link #register(Class, Task)}.
     *
     * @param <A> the type of the argument
     * @param <T> the type
     * @param type an interface
     * @param factory makes an object, in the process of the manager
     * @return this
     * @throws IllegalArgumentException if {@code type} is no interface
     * @throws IllegalStateException if it was registered before
     * @throws NullPointerException if an argument is {@code null}
     */
    public <A, T> ManagerOptions register(Class<T> type, Fn<? super A, ? extends T> factory) {
        return register(type, null, Objects.requireNonNull(factory, "factory"));
    }

    @SuppressWarnings("unchecked") // whoever creates an object sees to its argument
    private ManagerOptions register(Class<?> type, Task<?> factory, Fn<?, ?> converter) {
        if (!Objects.requireNonNull(type, "type").isInterface()) {
            throw new IllegalArgumentException(type.getName() + " is no interface: register it by a name");
        }
        return register(new Registered(type.getName(), type, factory, (Fn<Object, ?>) converter, null));
    }

    /**
     * Registers a type by a name: what {@link Manager#create(String, Object...)} gives has its methods called by name.
     *
     * @param type a name
     * @param factory makes an object, in the process of the manager
     * @param exposed which methods may be called; all public ones if none is given
     * @return this
     * @throws IllegalStateException if it was registered before
     * @throws NullPointerException if an argument is {@code null}
     */
    public ManagerOptions register(String type, Task<?> factory, String... exposed) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(factory, "factory");
        return register(new Registered(type, null, factory, null, exposed.length == 0 ? null : List.of(exposed)));
    }

    /**
     * Registers a type by a name, with a factory that takes an argument; see {@link #register(String, Task,
     * String...)}.
     *
     * @param <A> the type of the argument
     * @param type a name
     * @param factory makes an object, in the process of the manager
     * @param exposed which methods may be called; all public ones if none is given
     * @return this
     * @throws IllegalStateException if it was registered before
     * @throws NullPointerException if an argument is {@code null}
     */
    @SuppressWarnings("unchecked") // whoever creates an object sees to its argument
    public <A> ManagerOptions register(String type, Fn<? super A, ?> factory, String... exposed) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(factory, "factory");
        List<String> names = exposed.length == 0 ? null : List.of(exposed);
        return register(new Registered(type, null, null, (Fn<Object, ?>) factory, names));
    }

    private ManagerOptions register(Registered type) {
        if (types.putIfAbsent(type.name(), type) != null) {
            throw new IllegalStateException("the type " + type.name() + " was already registered");
        }
        return this;
    }

    /**
     * How long {@link Manager#shutdown} waits for the process of the manager, before it is terminated and, after a
     * while, killed. By default 10 seconds.
     *
     * @param timeout how long; negative counts as zero
     * @return this
     * @throws NullPointerException if {@code timeout} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public ManagerOptions shutdownTimeout(Duration timeout) {
        shutdownTimeout.set(Objects.requireNonNull(timeout, "shutdownTimeout"));
        return this;
    }

    /**
     * Which classes are admitted in what the methods of the manager's objects give to the program, on
     * {@link StartMethod#SPAWN}, besides values of the JDK that do no harm. By default all but those that are known to
     * be dangerous. See {@link PoolOptions#allowResults}.
     *
     * @param patterns {@code com.acme.Order} for a class, {@code com.acme.*} for a package, {@code com.acme.**} for a
     *     package and those below it; the first that fits decides, and with {@code !} before it refuses
     * @return this
     * @throws IllegalArgumentException if one is no pattern
     * @throws NullPointerException if one is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public ManagerOptions allowResults(String... patterns) {
        results.set(ResultFilter.expecting(List.of(patterns)));
        return this;
    }

    /**
     * Where other programs find the manager, or where this one finds it elsewhere: see {@link Manager#start()} and
     * {@link Manager#connect()}. By default nowhere. (Python: {@code BaseManager(address=)}.)
     *
     * @param place an {@link java.net.InetSocketAddress}, with port 0 for any that is free; one without a host name is
     *     that of all networks, and {@code new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)} that of none. Or
     *     a {@link java.net.UnixDomainSocketAddress}, of a file that does not exist
     * @return this
     * @throws IllegalArgumentException if it is an address of another kind
     * @throws NullPointerException if {@code place} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public ManagerOptions address(SocketAddress place) {
        Objects.requireNonNull(place, "address");
        boolean known = place instanceof InetSocketAddress inet && !inet.isUnresolved()
                || place instanceof UnixDomainSocketAddress;
        if (!known) {
            throw new IllegalArgumentException("address: " + place);
        }
        address.set(place);
        return this;
    }

    /**
     * What those have to know who connect to the manager at its {@link #address}: see there what it grants. It never
     * travels. (Python: {@code authkey=}.)
     *
     * @param key some 32 random bytes, which are copied; whoever guesses them is let in
     * @return this
     * @throws IllegalArgumentException if {@code key} is empty
     * @throws NullPointerException if {@code key} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public ManagerOptions authKey(byte[] key) {
        if (Objects.requireNonNull(key, "authKey").length == 0) {
            throw new IllegalArgumentException("authKey is empty");
        }
        authKey.set(key.clone());
        return this;
    }

    /**
     * How the JVM of the manager is run, on {@link StartMethod#SPAWN}.
     *
     * @param options fills in the options
     * @return this
     * @throws NullPointerException if {@code options} is {@code null}
     */
    public ManagerOptions jvm(Consumer<? super JvmOptions> options) {
        process.jvm(options);
        return this;
    }

    /** The default is asked for only if it is needed: to use it fixes it for the program. */
    StartMethod startMethodOr(Supplier<StartMethod> byDefault) {
        return startMethod.isSet() ? startMethod.get() : byDefault.get();
    }

    String nameOr(Supplier<String> byDefault) {
        return name.isSet() ? name.get() : byDefault.get();
    }

    Map<String, Registered> types() {
        return types;
    }

    Duration shutdownTimeout() {
        return shutdownTimeout.get();
    }

    /** Null for what is admitted of all that comes from a child. */
    ObjectInputFilter resultFilterOrNull() {
        return results.get();
    }

    /** Null if there is none. */
    SocketAddress addressOrNull() {
        return address.get();
    }

    /** Null if there is none. */
    byte[] keyOrNull() {
        return authKey.get();
    }

    /** The process of the manager, which ends with its maker. */
    ProcessOptions process() {
        return process;
    }
}
