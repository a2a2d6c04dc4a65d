/**
 * Files by which the processes of one user share memory and sockets, and that go when the process has gone that made
 * them, however it has ended; and what is done in such memory. Knows the JDK alone.
 */
package io.github.multiprocessing4j.internal.memory;
