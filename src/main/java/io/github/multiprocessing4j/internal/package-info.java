/**
 * The workshops below the front room.
 *
 * <h2>Floor plan</h2>
 *
 * <pre>
 * front room      io.github.multiprocessing4j: every word a user knows
 * engine          the contract: Engine, Crew, Worker, Job, Outcome         knows the JDK alone
 * thread          the engine whose workers are threads                     knows engine
 * shared          cores of shared objects, and the edge where one waits    knows the JDK alone
 * </pre>
 *
 * <p>Imports go down only, and nothing here imports the front room.
 *
 * <h2>The way of a task</h2>
 *
 * <pre>
 *  Pool.map                      the caller's thread
 *    Chunks cuts, Gather opens a slot for each item
 *    ChunkJob ---- Crew.submit ----&gt; backlog of the crew
 *                                      a worker's turn takes it       a worker's thread
 *                                      Chunk.run: the user's code
 *    Gather fills the slots &lt;---- Job.over(Outcome) ----
 *    Completion                                                      the callback thread, if there are callbacks
 *  AsyncResult is ready
 * </pre>
 *
 * <p>The way home is the way out. A task that is stopped comes home by the same road, as {@code Outcome.Stopped}, and
 * one whose worker died as {@code Outcome.Lost}.
 *
 * <h2>Locks, outermost first</h2>
 *
 * <ol>
 *   <li>{@code Process.lifecycle}: starting and closing one process.
 *   <li>{@code PoolLife.lock}: the open imaps of a pool, and the decision that it ends.
 *   <li>{@code Imap.lock}: all that changes in one imap.
 *   <li>leaves, under which nothing else is taken: {@code Core.lock} of each shared object,
 *       {@code RendezvousChannel.lock}, {@code Signal.lock}, {@code Post.lock} of each worker,
 *       {@code ReplaceableThreads.lock}, {@code StopWatch.lock}.
 * </ol>
 *
 * <p>No two of one kind are held at once.
 *
 * <h2>Where user code runs</h2>
 *
 * <p>With none of these locks held:
 *
 * <ul>
 *   <li>tasks and initializers: in {@code ThreadCrew.run}, on a worker, or on a worker inside a task that waits;
 *   <li>targets of processes: in {@code ThreadProcess.run}, on the thread of the process;
 *   <li>callbacks and progress listeners: in {@code CallbackThread}, on the one thread of the pool for them;
 *   <li>inputs of {@code map}: on the caller's thread; inputs of {@code imap}: in {@code ImapFeeder}, on its thread;
 *   <li>what is chained to {@code AsyncResult.toCompletableFuture} and {@code Process.onExit}: on the thread that
 *       completes it;
 *   <li>actions of barriers, predicates of conditions, updates of values: on the caller's thread, under the lock that
 *       the user himself holds.
 * </ul>
 */
package io.github.multiprocessing4j.internal;
