/**
 * The workshops below the front room.
 *
 * <h2>Floor plan</h2>
 *
 * <pre>
 * front room      io.github.multiprocessing4j: every word a user knows
 * engine          the contract: Engine, Crew, Worker, Job, Outcome             knows the JDK alone
 * thread          the engine whose workers are threads                         knows engine, shared
 * spawn           the engine whose workers are child JVMs: the parent's side   knows engine, memory, wire, shared, worker
 * worker          the child's side: its program, and classes of other JVMs     knows engine, wire, shared
 * shared          cores of shared objects, the edge where one waits, and the
 *                 exchange by which other JVMs use them                        knows memory, wire
 * wire            messages, the codec, the handshake                           knows memory
 * memory          mapped segments, rings, named blocks and pages in them,
 *                 private directories: files that go when their process has
 *                 gone                                                         knows the JDK alone
 * </pre>
 *
 * <p>Imports go down only, and nothing here imports the front room.
 *
 * <h2>The way of a task</h2>
 *
 * <p>On threads:
 *
 * <pre>
 *  Pool.map                      the caller's thread
 *    Items cuts, Gather opens a slot for each item
 *    ChunkJob ---- Crew.submit ----&gt; backlog of the crew
 *                                      a worker's turn takes it       a worker's thread
 *                                      Chunk.run: the user's code
 *    Gather fills the slots &lt;---- Job.over(Outcome) ----
 *    Completion                                                      the callback thread, if there are callbacks
 *  AsyncResult is ready
 * </pre>
 *
 * <p>On child JVMs:
 *
 * <pre>
 *  Pool.map                      the caller's thread
 *    Gather, ChunkJob
 *    Crew.prepare: the Codec makes bytes of the chunk
 *    Crew.submit ----&gt; backlog of the crew
 *                        its Workload sends it, ahead perhaps         the desk's thread
 *                          Link ~~~~~~ process border ~~~~~~ Link     a writer, a reader
 *                                                 Workbench: the Codec reads the chunk,
 *                                                 Chunk.run: the user's code,
 *                                                 the Codec makes bytes of the results    the child's main thread
 *                          Link ~~~~~~ process border ~~~~~~ Link     a writer, a reader
 *                        the Workload reads the results, filtered     the desk's thread
 *    Gather fills the slots &lt;---- Job.over(Outcome) ----
 * </pre>
 *
 * <p>An {@code apply} that finds a desk idle borrows it, see {@code Lending}: then the caller's thread does what the
 * desk's thread does else, for as long as that is short.
 *
 * <p>The way home is the way out. A task that is stopped comes home by the same road, as {@code Outcome.Stopped}, and
 * one whose worker died as {@code Outcome.Lost}: the child's thread in the parent finds the link at its end, reaps the
 * process, and tells the desk.
 *
 * <h2>The way to a shared object</h2>
 *
 * <pre>
 *  Queue.get                     a user's thread, in a JVM that holds a copy of the handle
 *    FarQueue ---- Exchange.ask ----&gt; Road of a Link ~~~~ Exchange.receive, in each JVM on the way ~~~~
 *    waits at its ThreadReply                                QueueHost, QueueCore: in the JVM that made the queue
 *    Freight.unpack reads the item &lt;---- answered when there is one, by whoever puts it
 * </pre>
 *
 * <p>Who puts into a queue without a bound, or sends, to a neighbour, does not wait for an answer if the link's memory
 * takes the message at once:
 *
 * <pre>
 *  Queue.put                     a user's thread
 *    FarQueue ---- Road.hand ----&gt; RingWriter ~~~~ QueueHost: whenever the neighbour reads
 *  Queue.getNowait, qsize        at home, or asked from elsewhere
 *    finds nothing, or counts: Couriers ---- Road.catchUp ----&gt; receives what was handed over before
 * </pre>
 *
 * <p>The state of a lock is in memory of its home that others have mapped, from when the first of them has asked for
 * it, and none of that is on the way as long as nobody has to wait:
 *
 * <pre>
 *  Lock.acquire                  a user's thread, in any JVM
 *    FarMutex ---- compare-and-set ----&gt; MutexWord on a page of the home
 *  if it is held for longer than it takes to ask:
 *    FarMutex ---- Exchange.ask ----&gt; MutexHost, MutexCore: brings the word home, and has the asker wait in line
 * </pre>
 *
 * <p>So are the permits of a semaphore, in {@code PermitWords}: purses, of which each is a word of its own. Values and
 * arrays are in such memory, too. {@code Grounds} say whose memory may be used by whom.
 *
 * <h2>The way to an object that a manager keeps</h2>
 *
 * <pre>
 *  Map.merge, a method of the user's interface            a user's thread
 *    Stub, Reach: the Codec makes bytes of the arguments
 *    FarObject ---- Exchange.ask, operation CALL ----&gt;      ObjectHost, ObjectCore: in the home
 *    waits at its ThreadReply                                 Kept reads the arguments, calls the method, and makes
 *    Reach reads the result, filtered &lt;---- an item ----       bytes of what it gives or throws    a thread of the exchange
 * </pre>
 *
 * <p>What a map, a list or a set does in a moment, {@code Kept} does on the thread that receives the call.
 *
 * <p>In the home itself {@code Reach} calls {@code Kept}, with nothing in between. A manager does not hold its objects:
 * those who have a proxy do, by the claims and holds of the exchange.
 *
 * <p>The links carry the exchange's messages without looking into them. Those who read from links never block and run
 * no code of a user.
 *
 * <h2>The bytes between parent and child</h2>
 *
 * <pre>
 *  Link.send                     whoever sends, under any lock
 *    short:     FrameBuffer, RingWriter
 *    otherwise: the line ----&gt; the link's writer ----&gt; RingWriter, in parts, as there is room
 *  ~~~~~~ memory that both have mapped ~~~~~~ and the socket, for those who sleep, and for the end
 *    RingReader, FrameReader     whoever runs Link.read: the child's thread in the parent, the reader in a child;
 *                                or, for a moment, who waits for a message: the desk's thread, the child's main thread
 * </pre>
 *
 * <p>Large arrays lie beside the other bytes of an {@code Encoded}, as {@code Slab}s: copied once by the codec, which
 * takes them as they are then, and once from the ring, into the very array that the codec gives.
 *
 * <h2>The way to another program</h2>
 *
 * <p>An {@code Embassy} lets guests in, who know its key; each has a {@code Bridge}, whose other end is among the
 * {@code Bridges} of the guest. If both are of one program, the guest gets what he is given and leaves: there is a way
 * already. Else the bridge becomes a road between two realms. {@code Neighbours} tell each other of programs to which
 * there is a road ({@code Abroad}), and of those to which there is none any more; a realm hears that from who is on its
 * own way there, and believes nobody else. What has come from abroad is marked, {@code Encoded.isFromAbroad}, and read
 * through a filter wherever it goes.
 *
 * <h2>The end of a child</h2>
 *
 * <p>Its standard input brings the key, and is closed. What says that the other side is gone is the end of the socket:
 * a child whose parent has gone halts; a parent whose child has gone reaps it. {@code Nursery} ends all children when
 * their parent ends by itself.
 *
 * <h2>The end of a block of shared memory</h2>
 *
 * <p>{@code Blocks} notes each block that this JVM has made in a private directory beside it. The directory is closed
 * when there are no more, or when this JVM ends, and takes the blocks that are noted there along; if nobody has closed
 * it, {@code StaleDirectories} does so, once the lock on its {@code OwnerMark} is free: for the parent, which has a
 * directory in the same place and finds that its child was killed, or for the next program that makes one there. What
 * is mapped stays mapped for as long as anybody can reach it.
 *
 * <h2>Locks, outermost first</h2>
 *
 * <ol>
 *   <li>{@code Process.lifecycle}: starting and closing one process.
 *   <li>{@code ProcessParent.lock}: a parent in another JVM, while a process is made to stand for it.
 *   <li>{@code PoolLife.lock}: the open imaps of a pool, and the decision that it ends.
 *   <li>{@code Imap.lock}: all that changes in one imap.
 *   <li>{@code RendezvousChannel.lock}: a pipe whose ends meet, or the buffered one that has taken its place.
 *   <li>{@code Monitor.lock} of each map, list and set that a manager keeps.
 *   <li>{@code Incoming.seat} of each link, by who attends, and {@code Incoming.lock}, while what has come is received.
 *       The thread of a desk keeps the seat while it concludes jobs, and leaves it before it runs code of a user.
 *   <li>{@code Bridges.lock}: the ways to other programs, while one is taken or left.
 *   <li>{@code Core.lock} of each shared object, {@code FarNews.lock} of each end of a pipe elsewhere, and
 *       {@code Stands.lock}: what stands here for objects of other JVMs; {@code KnownRecipe.lock} of each worker, and
 *       {@code Orders.lock} in a child. Under each of them messages are sent.
 *   <li>{@code HomeCells.lock}: elements that move into shared memory.
 *   <li>leaves, under which nothing else is taken: {@code Exports.lock}, what other JVMs hold, and
 *       {@code Grounds.lock}, which of them share memory; {@code Link.lock} of each link; {@code Lifetime.lock},
 *       {@code Manager.lock}, {@code Embassy.lock} and {@code Lobby.lock}; {@code Signal.lock}; {@code Post.lock} of
 *       each worker, {@code ReplaceableThreads.lock} and {@code StopWatch.lock}; {@code SpawnCrew.lock},
 *       {@code Nursery.lock}, {@code InFlight.lock}, {@code ResultReading.lock} and {@code LastWords.lock} of each
 *       child, and {@code Assignment.lock} in a child; {@code MemoryKeeper.lock}, {@code Blocks.lock} and
 *       {@code Pages.lock}.
 * </ol>
 *
 * <p>No two of one kind are held at once.
 *
 * <h2>Where user code runs</h2>
 *
 * <p>With none of these locks held:
 *
 * <ul>
 *   <li>tasks and initializers: in {@code ThreadCrew.run}, on a worker, or on a worker inside a task that waits; in
 *       {@code Workbench}, on the main thread of a child;
 *   <li>targets of processes: in {@code ThreadProcess.run}, on the thread of the process; in {@code Workbench}, on the
 *       main thread of a child;
 *   <li>callbacks and progress listeners: in {@code CallbackThread}, on the one thread of the pool for them;
 *   <li>inputs of {@code map}: on the caller's thread; inputs of {@code imap}: in {@code ImapFeeder}, on its thread;
 *   <li>what is chained to {@code AsyncResult.toCompletableFuture} and {@code Process.onExit}: on the thread that
 *       completes it;
 *   <li>actions of barriers, predicates of conditions, updates of values: on the caller's thread, under the lock that
 *       the user himself holds;
 *   <li>the methods by which objects are written: tasks on the thread of whoever submits them, retries and initializers
 *       on the desk's; items and messages on the thread of whoever puts or sends them, or, if they were put before
 *       their queue was handed out, on one of the exchange's; results on the child's main thread;
 *   <li>the methods by which objects are read: tasks on the child's main thread; results on the desk's thread, in the
 *       parent; items and messages on the thread of whoever gets them;
 *   <li>class loaders that are asked by other JVMs: on threads of the exchange;
 *   <li>methods and factories of objects that a manager keeps, and its initializer: on threads of the exchange, or on
 *       that of the caller if it is of the same JVM. Only {@code equals} and {@code hashCode} of keys and elements run
 *       under a lock, that of their container.
 * </ul>
 */
package io.github.multiprocessing4j.internal;
