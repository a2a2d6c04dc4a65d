package io.github.multiprocessing4j.internal.shared;

/** An object with methods of any kind, that is called from everywhere. */
public sealed interface SharedObject extends Travelling permits ObjectCore, FarObject {}
