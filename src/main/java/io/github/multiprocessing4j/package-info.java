/**
 * Parallel tasks for the JVM with the words of Python's {@code multiprocessing}.
 *
 * <p>What one needs, and where to find it:
 *
 * <ul>
 *   <li>the same function over many items, or calls that run elsewhere: {@link io.github.multiprocessing4j.Pool},
 *       {@link io.github.multiprocessing4j.AsyncResult}, {@link io.github.multiprocessing4j.ResultIterator};
 *   <li>code that runs beside the program: {@link io.github.multiprocessing4j.Process};
 *   <li>passing objects between them: {@link io.github.multiprocessing4j.Queue},
 *       {@link io.github.multiprocessing4j.JoinableQueue}, {@link io.github.multiprocessing4j.SimpleQueue},
 *       {@link io.github.multiprocessing4j.Pipe} and its {@link io.github.multiprocessing4j.Connection}s;
 *   <li>waiting for each other: {@link io.github.multiprocessing4j.Lock}, {@link io.github.multiprocessing4j.RLock},
 *       {@link io.github.multiprocessing4j.Semaphore}, {@link io.github.multiprocessing4j.BoundedSemaphore},
 *       {@link io.github.multiprocessing4j.Event}, {@link io.github.multiprocessing4j.Condition},
 *       {@link io.github.multiprocessing4j.Barrier};
 *   <li>sharing values: {@link io.github.multiprocessing4j.Value}, {@link io.github.multiprocessing4j.Array};
 *   <li>sharing memory: {@link io.github.multiprocessing4j.SharedMemory},
 *       {@link io.github.multiprocessing4j.ShareableList}, {@link io.github.multiprocessing4j.SharedMemoryManager};
 *   <li>how child JVMs are run: {@link io.github.multiprocessing4j.JvmOptions}.
 * </ul>
 *
 * <p>{@link io.github.multiprocessing4j.Multiprocessing} has all the words as static methods,
 * {@link io.github.multiprocessing4j.Context} the same bound to one {@link io.github.multiprocessing4j.StartMethod}:
 * the word that says whether work runs on threads of this JVM or in child JVMs.
 *
 * <h2>What holds everywhere</h2>
 *
 * <ul>
 *   <li>Objects of these classes are safe for use by any number of threads, virtual ones too, unless a class says
 *       otherwise. Options objects are for the lambda that fills them in.
 *   <li>What blocks can be interrupted, and throws {@link java.lang.InterruptedException}; only {@code close} methods
 *       and the methods of {@link java.util.Iterator} do not, and say what they do instead.
 *   <li>A timeout is a {@link java.time.Duration}; a negative one counts as zero; without one, the wait is for ever.
 *   <li>{@code null} is an item: it can be put, sent, mapped over and returned. For everything else {@code null} is
 *       refused with a {@link java.lang.NullPointerException}.
 *   <li>What a thread did before it handed something over (put, sent, submitted, set, released) happens-before what
 *       another thread does after it got it.
 *   <li>What goes to another process is serialized, and is a copy there, but for the objects of this package that are
 *       shared: queues, ends of pipes, locks, values and their like. What cannot travel is refused with an
 *       {@link io.github.multiprocessing4j.EncodingException} where it was to be sent.
 *   <li>User code is never called while a lock of the library is held, but for those that the user has taken himself.
 * </ul>
 *
 * @serial exclude
 */
package io.github.multiprocessing4j;
