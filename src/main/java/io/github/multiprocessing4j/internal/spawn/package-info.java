/** The parent's side of workers that are JVMs of their own: how they are launched. */
package io.github.multiprocessing4j.internal.spawn;
