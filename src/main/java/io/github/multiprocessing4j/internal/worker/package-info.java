/**
 * The child's side of a worker that is a process of its own: its main program, the watch for its parent's death, and the
 * classes that it has from its parent. What both sides have to know of each other is here too.
 */
package io.github.multiprocessing4j.internal.worker;
