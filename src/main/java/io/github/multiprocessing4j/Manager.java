package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A home for objects that several processes use: maps, lists, sets, queues, locks, values, pools, and objects of types
 * of one's own.
 *
 * <p>On {@link StartMethod#SPAWN} the home is a JVM of its own, which lives until {@link #shutdown}, or until the
 * process ends that has made it. On {@link StartMethod#THREAD} it is this JVM. What a manager gives are proxies: they
 * may be given to other processes, in any way, and lead to the same object there. An object goes away when nobody
 * anywhere has a proxy of it; it is in nobody's way that the manager itself does not hold it.
 *
 * <p>Each call of a proxy is done in the home, as one step, and what was done by one happens-before what comes after
 * it. Arguments and results are copies, and have to be serializable, if the home is another JVM; shared objects and
 * other proxies among them stay the same objects, so that a list may contain lists, and itself. If it is this JVM, they
 * are passed by reference. To change something that was put into a map or a list, put it there again, or put a proxy
 * there. Whatever the home is, an exception comes out with its own class, with the frames of home and caller.
 *
 * <p>When the home has ended, all calls fail with {@link SharedObjectLostException}, those that wait too, and none
 * hangs. A manager is safe for use by any number of threads.
 *
 * <p>Differs from Python: proxies are what one expects in Java, a {@link Map}, a {@link List}, an interface of one's
 * own; functions that are given to {@link Map#merge} and the like run in the home if they are serializable. Locks,
 * queues and values are the ordinary ones, that live in the home.
 *
 * <pre>{@code
 * try (Manager manager = Multiprocessing.manager(); Pool pool = Multiprocessing.pool()) {
 *     Map<String, Integer> scores = manager.map();
 *     pool.map(name -> scores.merge(name, 1, Integer::sum), List.of("ann", "bob", "ann"));
 *     System.out.println(scores); // {ann=2, bob=1}
 * }
 * }</pre>
 */
public final class Manager implements AutoCloseable {

    /*
     * NEW -> STARTING       start, connect
     * STARTING -> RUNNING   start, when the initializer has run; connect
     * STARTING -> ENDED     start or connect has failed
     * NEW, RUNNING -> ENDED shutdown; then over is counted down, when the process is gone
     *
     * lock guards the state alone.
     */
    private enum State {
        NEW,
        STARTING,
        RUNNING,
        ENDED
    }

    private final String name;
    private final StartMethod startMethod;
    private final ManagerOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private State state = State.NEW;
    private final CountDownLatch over = new CountDownLatch(1);

    // Written while starting, before the state says so; null before, and address if there is none.
    private volatile Residence residence;
    private volatile SocketAddress address;

    Manager(ManagerOptions options, Supplier<StartMethod> byDefault) {
        this.options = options;
        this.name = options.nameOr(Processes.here()::nextManagerName);
        this.startMethod = options.startMethodOr(byDefault);
    }

    /**
     * Makes a manager. It is of no use before {@link #start()}.
     *
     * @param options fills in the options
     * @return the manager
     * @throws NullPointerException if {@code options} is {@code null}
     * @throws IllegalArgumentException if an option has a value that it cannot have
     * @throws IllegalStateException if an option is set twice
     */
    public static Manager create(Consumer<? super ManagerOptions> options) {
        return new Manager(Setting.configure(new ManagerOptions(), options), Processes.here()::startMethod);
    }

    // Life

    /**
     * Starts the manager, and waits until it is there. If it has a {@link ManagerOptions#address}, others can connect
     * to it then.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; the manager has ended then
     * @throws IllegalStateException if it was started or shut down before, or has an address and no key
     * @throws EncodingException if a registered factory cannot travel to a process of its own
     * @throws UncheckedIOException if its process cannot be started, or its address cannot be used
     */
    public void start() throws InterruptedException {
        begin(null);
    }

    /**
     * Starts the manager as {@link #start()} does, and runs an initializer in its home, once.
     *
     * @param initializer what to run
     * @throws InterruptedException if the thread is interrupted while it waits; the manager has ended then
     * @throws IllegalStateException if it was started or shut down before
     * @throws EncodingException if the initializer or a registered factory cannot travel to a process of its own
     * @throws UncheckedIOException if its process cannot be started, or its address cannot be used
     * @throws RuntimeException what the initializer throws; a checked exception comes as the cause of a
     *     {@link TaskException}. The manager has ended then
     * @throws NullPointerException if {@code initializer} is {@code null}
     */
    public void start(Action initializer) throws InterruptedException {
        begin(Objects.requireNonNull(initializer, "initializer"));
    }

    /**
     * Starts the manager, as {@link #start(Action)} does.
     *
     * @param <A> the type of the argument
     * @param initializer what to run
     * @param a its argument
     * @throws InterruptedException if the thread is interrupted while it waits; the manager has ended then
     * @throws IllegalStateException if it was started or shut down before
     * @throws EncodingException if the initializer or a registered factory cannot travel to a process of its own
     * @throws UncheckedIOException if its process cannot be started, or its address cannot be used
     * @throws RuntimeException what the initializer throws, see there
     * @throws NullPointerException if {@code initializer} is {@code null}
     */
    public <A> void start(Action1<? super A> initializer, A a) throws InterruptedException {
        Objects.requireNonNull(initializer, "initializer");
        begin(() -> initializer.run(a));
    }

    /**
     * Starts the manager, as {@link #start(Action)} does.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param initializer what to run
     * @param a its first argument
     * @param b its second argument
     * @throws InterruptedException if the thread is interrupted while it waits; the manager has ended then
     * @throws IllegalStateException if it was started or shut down before
     * @throws EncodingException if the initializer or a registered factory cannot travel to a process of its own
     * @throws UncheckedIOException if its process cannot be started, or its address cannot be used
     * @throws RuntimeException what the initializer throws, see there
     * @throws NullPointerException if {@code initializer} is {@code null}
     */
    public <A, B> void start(Action2<? super A, ? super B> initializer, A a, B b) throws InterruptedException {
        Objects.requireNonNull(initializer, "initializer");
        begin(() -> initializer.run(a, b));
    }

    private void begin(Action initializer) throws InterruptedException {
        if (options.addressOrNull() != null) {
            requireKey(true);
        }
        change(State.NEW, State.STARTING);
        boolean started = false;
        try {
            residence = startMethod == StartMethod.THREAD
                    ? new OwnHome(new Keeper(name, startMethod, Map.copyOf(options.types())), over::countDown)
                    : HomeProcess.launch(name, startMethod, options, over::countDown);
            if (initializer != null) {
                initialize(initializer);
            }
            if (options.addressOrNull() != null) {
                address = residence.open(options.addressOrNull(), options.keyOrNull());
            }
            change(State.STARTING, State.RUNNING);
            started = true;
        } catch (RuntimeException | InterruptedException asItIs) {
            throw asItIs;
        } catch (IOException unusable) {
            throw new UncheckedIOException(this + " cannot be reached at " + options.addressOrNull(), unusable);
        } finally {
            if (!started) {
                giveUp();
            }
        }
    }

    private void initialize(Action initializer) throws InterruptedException {
        try {
            residence.initialize(initializer);
        } catch (RuntimeException | InterruptedException asItIs) {
            throw asItIs;
        } catch (Exception checked) {
            throw new TaskException(checked);
        }
    }

    /**
     * Connects to a manager that was started elsewhere, by its {@link ManagerOptions#address} and
     * {@link ManagerOptions#authKey}: what this manager makes lives there, and so does what was {@linkplain #published
     * published}. Where it is, in this program, in another one or on another machine, makes no difference for the
     * objects; but functions do not travel between programs, nor classes that the other one does not have, and what
     * comes is read through a filter: see {@link ManagerOptions#allowResults}.
     *
     * <p>{@link #shutdown} ends the connection alone. Calls of objects of a manager of another program fail then with
     * {@link SharedObjectLostException}, as they do when that ends.
     *
     * <p>Differs from Python, where whoever knows the key may have any code run by the manager.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws AuthenticationException if whoever is there has another key
     * @throws IOException if nobody is there
     * @throws IllegalStateException if it was started, connected or shut down before, or has no address or key
     */
    public void connect() throws IOException, InterruptedException {
        requireKey(options.addressOrNull() != null);
        change(State.NEW, State.STARTING);
        boolean connected = false;
        try {
            residence = HomeElsewhere.visit(name, options, over::countDown);
            address = options.addressOrNull();
            change(State.STARTING, State.RUNNING);
            connected = true;
        } finally {
            if (!connected) {
                giveUp();
            }
        }
    }

    private void requireKey(boolean addressed) {
        if (!addressed || options.keyOrNull() == null) {
            throw new IllegalStateException(this + " has no " + (addressed ? "authKey" : "address"));
        }
    }

    private void change(State from, State to) {
        lock.lock();
        try {
            if (state != from) {
                throw wrong("it cannot be started");
            }
            state = to;
        } finally {
            lock.unlock();
        }
    }

    /** Called under the lock. */
    private IllegalStateException wrong(String what) {
        return new IllegalStateException("manager \"" + name + "\" "
                + switch (state) {
                    case NEW -> "was not started";
                    case STARTING -> "is being started";
                    case RUNNING -> "is running";
                    case ENDED -> "was shut down";
                }
                + ": "
                + what);
    }

    private void giveUp() {
        lock.lock();
        try {
            state = State.ENDED;
        } finally {
            lock.unlock();
        }
        if (residence == null) {
            over.countDown();
        } else {
            residence.giveUp();
        }
    }

    /**
     * Ends the manager with all its objects, and waits until its process is gone; one that takes longer than
     * {@link ManagerOptions#shutdownTimeout} is terminated. If it has {@linkplain #connect connected}, the connection
     * ends, and nothing else. A further call waits for the first one.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; the process is killed then
     * @throws IllegalStateException if the manager is being started
     */
    public void shutdown() throws InterruptedException {
        State before = end();
        if (before == State.ENDED) {
            over.await();
        } else if (residence == null) {
            over.countDown();
        } else {
            residence.end();
        }
    }

    private State end() {
        lock.lock();
        try {
            if (state == State.STARTING) {
                throw wrong("it cannot be shut down yet");
            }
            State before = state;
            state = State.ENDED;
            return before;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the manager has ended: until it is shut down, or its process has died, or the connection is lost to
     * another program.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if it was not started
     */
    public void join() throws InterruptedException {
        refuseNew();
        over.await();
    }

    /**
     * Waits until the manager has ended, for some time.
     *
     * @param timeout how long to wait at most; negative counts as zero
     * @return whether it has ended
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if it was not started
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public boolean join(Duration timeout) throws InterruptedException {
        Deadline deadline = Deadline.after(Objects.requireNonNull(timeout, "timeout"));
        refuseNew();
        return over.await(deadline.remaining(), TimeUnit.NANOSECONDS);
    }

    private void refuseNew() {
        lock.lock();
        try {
            if (state == State.NEW) {
                throw wrong("there is nothing to wait for");
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Shuts the manager down. An interrupt while it waits kills its process, and stays pending.
     *
     * @throws IllegalStateException if the manager is being started
     */
    @Override
    public void close() {
        try {
            shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The name of the manager.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Where its objects live.
     *
     * @return the start method
     */
    public StartMethod startMethod() {
        return startMethod;
    }

    /**
     * Where others connect to the manager, with the port that was chosen; or, if it has connected, where the other one
     * is.
     *
     * @return the address; null if it has none, and before it is started or connected
     */
    public SocketAddress address() {
        return address;
    }

    // Names

    /**
     * Publishes an object by a name, for others who have {@linkplain #connect connected}, and for this manager. It
     * stays, whoever else uses it, until the manager ends or something else is published by that name.
     *
     * <p>In Python, a type is registered for this whose factory gives always the same object.
     *
     * @param name the name
     * @param object the object: one that this manager has made, or any that can travel, which is copied then
     * @throws EncodingException if it cannot travel
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     * @throws NullPointerException if an argument is {@code null}
     */
    public void publish(String name, Object object) {
        running().publish(Objects.requireNonNull(name, "name"), Objects.requireNonNull(object, "object"));
    }

    /**
     * What was published by a name.
     *
     * @param <T> its type, which is not checked
     * @param name the name
     * @return the object
     * @throws java.util.NoSuchElementException if nothing is published by that name
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     * @throws NullPointerException if {@code name} is {@code null}
     */
    @SuppressWarnings("unchecked") // by the caller's choice
    public <T> T published(String name) {
        return (T) running().published(Objects.requireNonNull(name, "name"));
    }

    // Containers

    /**
     * Makes a map, which is empty.
     *
     * <p>It keeps the order in which keys have come. Keys and values may be {@code null}. Iterators, of its views too,
     * go over a copy of that moment, and remove from the map. A function given to {@code compute} and its like runs
     * with no lock held, and again if another caller has come between; if it is serializable it runs in the home,
     * unless that is the JVM of the program, and else here. Two maps are equal if their entries are.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @return a proxy of the map
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public <K, V> Map<K, V> map() {
        return make(Stock.MAP, Map.of());
    }

    /**
     * Makes a map of some entries.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param entries the entries; copied
     * @return a proxy of the map, see {@link #map()}
     * @throws EncodingException if an entry cannot travel
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     * @throws NullPointerException if {@code entries} is {@code null}
     */
    public <K, V> Map<K, V> map(Map<? extends K, ? extends V> entries) {
        return make(Stock.MAP, new LinkedHashMap<>(Objects.requireNonNull(entries, "entries")));
    }

    /**
     * Makes a list, which is empty.
     *
     * <p>Elements may be {@code null}. An iterator asks for each element when it is its turn; {@code forEach}, streams
     * and {@code toArray} go over a copy of that moment. {@code subList} gives a plain copy, and is cut at the end of
     * the list. A function given to {@code sort} and its like runs with no lock held, and again if another caller has
     * come between; if it is serializable it runs in the home, unless that is the JVM of the program, and else here.
     * Two lists are equal if their elements are; a list that contains itself has no hash code.
     *
     * @param <T> the type of the elements
     * @return a proxy of the list
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public <T> List<T> list() {
        return make(Stock.LIST, List.of());
    }

    /**
     * Makes a list of some elements.
     *
     * @param <T> the type of the elements
     * @param elements the elements; copied
     * @return a proxy of the list, see {@link #list()}
     * @throws EncodingException if an element cannot travel
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     * @throws NullPointerException if {@code elements} is {@code null}
     */
    public <T> List<T> list(Collection<? extends T> elements) {
        return make(Stock.LIST, new ArrayList<>(Objects.requireNonNull(elements, "elements")));
    }

    /**
     * Makes a set, which is empty. It keeps the order in which elements have come. Elements may be {@code null}.
     * Iterators go over a copy of that moment, and remove from the set.
     *
     * @param <T> the type of the elements
     * @return a proxy of the set
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public <T> Set<T> set() {
        return make(Stock.SET, List.of());
    }

    /**
     * Makes a set of some elements.
     *
     * @param <T> the type of the elements
     * @param elements the elements; copied
     * @return a proxy of the set, see {@link #set()}
     * @throws EncodingException if an element cannot travel
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     * @throws NullPointerException if {@code elements} is {@code null}
     */
    public <T> Set<T> set(Collection<? extends T> elements) {
        return make(Stock.SET, new ArrayList<>(Objects.requireNonNull(elements, "elements")));
    }

    /**
     * Makes a namespace, which is empty.
     *
     * @return a proxy of it
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public Namespace namespace() {
        return make(Stock.NAMESPACE);
    }

    // Passing and waiting: the ordinary ones, which live in the home

    /**
     * Makes a queue without a bound.
     *
     * @param <T> the type of the items
     * @return the queue
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public <T> Queue<T> queue() {
        return make(Stock.QUEUE, 0);
    }

    /**
     * Makes a queue.
     *
     * @param <T> the type of the items
     * @param maxSize how many items it has room for; zero and less mean any number
     * @return the queue
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public <T> Queue<T> queue(int maxSize) {
        return make(Stock.QUEUE, maxSize);
    }

    /**
     * Makes a joinable queue without a bound.
     *
     * @param <T> the type of the items
     * @return the queue
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public <T> JoinableQueue<T> joinableQueue() {
        return make(Stock.JOINABLE_QUEUE, 0);
    }

    /**
     * Makes a joinable queue.
     *
     * @param <T> the type of the items
     * @param maxSize how many items it has room for; zero and less mean any number
     * @return the queue
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public <T> JoinableQueue<T> joinableQueue(int maxSize) {
        return make(Stock.JOINABLE_QUEUE, maxSize);
    }

    /**
     * Makes a lock that is free.
     *
     * @return the lock
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public Lock lock() {
        return make(Stock.LOCK);
    }

    /**
     * Makes a re-entrant lock that is free.
     *
     * @return the lock
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public RLock rlock() {
        return make(Stock.RLOCK);
    }

    /**
     * Makes a semaphore.
     *
     * @param value how many permits it has at first; at least 0
     * @return the semaphore
     * @throws IllegalArgumentException if {@code value} is negative
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public Semaphore semaphore(int value) {
        return make(Stock.SEMAPHORE, value);
    }

    /**
     * Makes a semaphore that never has more permits than at first.
     *
     * @param value how many that are; at least 0
     * @return the semaphore
     * @throws IllegalArgumentException if {@code value} is negative
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public BoundedSemaphore boundedSemaphore(int value) {
        return make(Stock.BOUNDED_SEMAPHORE, value);
    }

    /**
     * Makes an event that is not set.
     *
     * @return the event
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public Event event() {
        return make(Stock.EVENT);
    }

    /**
     * Makes a condition over a re-entrant lock of its own.
     *
     * @return the condition
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public Condition condition() {
        return make(Stock.CONDITION);
    }

    /**
     * Makes a condition over a lock.
     *
     * @param lock the lock; the condition lives where it lives
     * @return the condition
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     * @throws NullPointerException if {@code lock} is {@code null}
     */
    public Condition condition(Mutex lock) {
        return make(Stock.CONDITION, Objects.requireNonNull(lock, "lock"));
    }

    /**
     * Makes a barrier.
     *
     * @param parties how many meet; at least 1
     * @return the barrier
     * @throws IllegalArgumentException if {@code parties} is less than 1
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public Barrier barrier(int parties) {
        return make(Stock.BARRIER, parties);
    }

    /**
     * Makes a barrier with a time limit.
     *
     * @param parties how many meet; at least 1
     * @param timeout how long {@link Barrier#await()} waits; zero and less mean not at all
     * @return the barrier
     * @throws IllegalArgumentException if {@code parties} is less than 1
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     * @throws NullPointerException if {@code timeout} is {@code null}
     */
    public Barrier barrier(int parties, Duration timeout) {
        return make(Stock.BARRIER, parties, Objects.requireNonNull(timeout, "timeout"));
    }

    // Values

    /**
     * Makes a value with a lock of its own.
     *
     * @param <T> its type, boxed
     * @param initial what it is at first, see {@link Value}
     * @return the value
     * @throws IllegalArgumentException if it is of a type that values do not have
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     * @throws NullPointerException if {@code initial} is {@code null}
     */
    public <T> Value<T> value(T initial) {
        return make(Stock.VALUE, Objects.requireNonNull(initial, "initial"));
    }

    /**
     * Makes an array with a lock of its own.
     *
     * @param values its elements
     * @return the array
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Integer> array(int... values) {
        return make(Stock.ARRAY, Objects.requireNonNull(values, "values"));
    }

    /**
     * Makes an array with a lock of its own.
     *
     * @param values its elements
     * @return the array
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     * @throws NullPointerException if {@code values} is {@code null}
     */
    public Array<Double> array(double... values) {
        return make(Stock.ARRAY, Objects.requireNonNull(values, "values"));
    }

    /**
     * Makes an array of zeros (false for boolean), with a lock of its own.
     *
     * @param <T> the type of the elements, boxed
     * @param type their class, see {@link Array}
     * @param length how many; at least 0
     * @return the array
     * @throws IllegalArgumentException if {@code type} is one that arrays do not have, or {@code length} is negative
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     * @throws NullPointerException if {@code type} is {@code null}
     */
    public <T> Array<T> array(Class<T> type, int length) {
        return make(Stock.ZEROS, Objects.requireNonNull(type, "type"), length);
    }

    /**
     * Makes an array of the elements of a list, with a lock of its own.
     *
     * @param <T> the type of the elements, boxed
     * @param type their class, see {@link Array}
     * @param values the elements
     * @return the array
     * @throws IllegalArgumentException if {@code type} is one that arrays do not have
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     * @throws NullPointerException if an argument or an element is {@code null}
     */
    public <T> Array<T> array(Class<T> type, List<? extends T> values) {
        Objects.requireNonNull(type, "type");
        return make(Stock.ELEMENTS, type, new ArrayList<>(Objects.requireNonNull(values, "values")));
    }

    // Work

    /**
     * Makes a pool of as many workers as there are processors.
     *
     * @return a proxy of the pool
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public ManagedPool pool() {
        return make(Stock.POOL, 0);
    }

    /**
     * Makes a pool. On {@link StartMethod#SPAWN} its workers are child JVMs of the manager's.
     *
     * @param workers how many workers it has; at least 1
     * @return a proxy of the pool
     * @throws IllegalArgumentException if {@code workers} is less than 1
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     */
    public ManagedPool pool(int workers) {
        return make(Stock.POOL, Setting.atLeastOne("workers", workers));
    }

    // Types of one's own

    /**
     * Makes an object of a type that was {@linkplain ManagerOptions#register(Class, Task) registered by its interface}.
     *
     * <p>Its methods are called in the home, by as many threads at once as there are callers: whether it is safe for
     * that is up to the object. Those that can throw {@link InterruptedException} are interrupted when their caller is.
     * What a method throws comes out as it is, but a checked exception that the interface does not name as the cause of
     * a {@link TaskException}. An iterator that it gives can be used here. Two proxies are equal if they lead to the
     * same object.
     *
     * @param <T> the type
     * @param type the interface
     * @param arguments the argument of the factory, if it takes one
     * @return a proxy of the object
     * @throws InterruptedException if the thread is interrupted while it waits for the factory
     * @throws IllegalArgumentException if no such type is registered, or its factory takes another number of arguments
     * @throws EncodingException if the argument cannot travel
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     * @throws RuntimeException what the factory throws; a checked exception comes as the cause of a
     *     {@link TaskException}
     * @throws NullPointerException if {@code type} or {@code arguments} is {@code null}
     */
    public <T> T create(Class<T> type, Object... arguments) throws InterruptedException {
        String name = Objects.requireNonNull(type, "type").getName();
        return type.cast(UserCode.call(() -> running().create(name, Objects.requireNonNull(arguments, "arguments"))));
    }

    /**
     * Makes an object of a type that was {@linkplain ManagerOptions#register(String, Task, String...) registered by a
     * name}.
     *
     * @param type the name
     * @param arguments the argument of the factory, if it takes one
     * @return a proxy of the object
     * @throws InterruptedException if the thread is interrupted while it waits for the factory
     * @throws IllegalArgumentException if no such type is registered, its factory takes another number of arguments, or
     *     its object lacks a method that is to be exposed
     * @throws EncodingException if the argument cannot travel
     * @throws IllegalStateException if the manager is not running
     * @throws SharedObjectLostException if its process has died
     * @throws ClassCastException if the type was registered by its interface
     * @throws RuntimeException what the factory throws; a checked exception comes as the cause of a
     *     {@link TaskException}
     * @throws NullPointerException if {@code type} or {@code arguments} is {@code null}
     */
    public ManagedObject create(String type, Object... arguments) throws InterruptedException {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(arguments, "arguments");
        return (ManagedObject) UserCode.call(() -> running().create(type, arguments));
    }

    @SuppressWarnings("unchecked") // each kind is of one class
    private <T> T make(Stock kind, Object... arguments) {
        return (T) running().make(kind, arguments);
    }

    /** The way to its home, if it is running. */
    GuestWords running() {
        lock.lock();
        try {
            if (state != State.RUNNING) {
                throw wrong("it makes no objects");
            }
            return residence.words();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "manager \"" + name + "\" (" + startMethod + ")";
    }
}
