/**
 * The contract between the front room and whatever runs work: an
 * {@link io.github.multiprocessing4j.internal.engine.Engine} hires workers, a
 * {@link io.github.multiprocessing4j.internal.engine.Job} is a piece of work on its way, an
 * {@link io.github.multiprocessing4j.internal.engine.Outcome} is how it came home. Knows the JDK alone.
 */
package io.github.multiprocessing4j.internal.engine;
