package io.github.multiprocessing4j;

/** Something that stands for an object that a manager keeps. */
interface Proxied {

    /** An element, as it is shown in what contains it: of another proxy no content, as that may contain this one. */
    static String show(Object element) {
        return element instanceof Proxied ? element.getClass().getSimpleName() + "[...]" : String.valueOf(element);
    }
}
