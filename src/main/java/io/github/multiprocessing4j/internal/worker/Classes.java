package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.shared.Coder;
import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.shared.Realm;

/** The class loaders of this JVM, as other JVMs know them, and the codec that writes and reads by them. */
public final class Classes {

    /** The number of the {@link ClassDesk} at each exchange. */
    private static final long DESK = 1;

    private static final int ASK = 0;

    private final LoaderPlaces places;
    private final Coder coder;

    private Classes(Exchange exchange) {
        this.places =
                new LoaderPlaces(exchange.path(), (realm, arguments) -> exchange.ask(realm, DESK, ASK, arguments));
        this.coder = exchange.coder();
        coder.install(places);
        ClassDesk desk = new ClassDesk(places);
        exchange.serve(DESK, (from, operation, arguments) -> desk.answer(arguments));
    }

    /** Those of this JVM. In a child, not before it knows its place among the JVMs of the program. */
    public static Classes here() {
        Exchange exchange = Exchange.here();
        return Realm.here().resident(Classes.class, () -> new Classes(exchange));
    }

    /** Writes and reads objects of all classes of the program. */
    public Coder coder() {
        return coder;
    }

    /** Where other JVMs find a class loader; null for null. */
    public String placeOf(ClassLoader loader) {
        return places.placeOf(loader);
    }

    /** What stands for a class loader of another JVM, or is one of this one; null for null. */
    ClassLoader loaderAt(String place) throws ClassNotFoundException {
        return places.loaderAt(place);
    }

    /**
     * Whether a JVM takes code from this one: those of the same program do, but for the program itself, which is given
     * none by its children.
     */
    public static boolean isGivenCode(String realm) {
        return realm.indexOf('/') > 0 && Exchange.here().isOfThisProgram(realm);
    }

    /** A JVM is gone: what stands for its loaders is not kept any longer. */
    public void forget(String realm) {
        places.forget(realm);
    }
}
