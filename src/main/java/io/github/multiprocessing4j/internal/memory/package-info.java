/** Memory that several JVMs have mapped, and what is done in it. Knows nothing but the JDK. */
package io.github.multiprocessing4j.internal.memory;
