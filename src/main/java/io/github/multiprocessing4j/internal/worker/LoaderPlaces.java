package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.wire.ClassPlaces;

/**
 * Where classes are found when each JVM of a program may have class loaders that others have not.
 *
 * <pre>
 * ""          the class path: any JVM of the program finds it by its own base loaders or, failing that, by its parent's
 * realm#0     the base loaders of that JVM
 * realm#n     class loader n of that JVM: a custom one, of a web application, of JShell, of "java Hello.java"
 * </pre>
 *
 * <p>A class that a stand-in defined has the place that it stands for. So a class travels on, and becomes the original
 * again at home.
 *
 * <p>Numbering a loader does not keep it alive: whoever wants its classes found elsewhere has to hold an object of it.
 */
public final class LoaderPlaces implements ClassPlaces {

    private final String realm;
    private final BaseLoaders base;
    private final LoaderNumbers numbers = new LoaderNumbers();
    private final RemoteLoaders remotes;

    /**
     * The places of this JVM.
     *
     * @param realm the path of this JVM, which has to be final
     * @param question how others are asked
     */
    public LoaderPlaces(String realm, Question question) {
        this(realm, question, BaseLoaders.here());
    }

    LoaderPlaces(String realm, Question question, BaseLoaders base) {
        this.realm = realm;
        this.base = base;
        this.remotes = new RemoteLoaders(place -> new RemoteClassLoader(new Home(place, question), this, base));
    }

    @Override
    public String placeOf(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        ClassLoader loader = element.getClassLoader();
        return base.contains(loader) ? EVERYWHERE : place(loader).toString();
    }

    /**
     * Where other JVMs find a class loader of this one.
     *
     * @param loader a loader, or null
     * @return its place; null for null
     */
    public String placeOf(ClassLoader loader) {
        if (loader == null) {
            return null;
        }
        return base.isOfTheSystem(loader) ? EVERYWHERE : place(loader).toString();
    }

    private Place place(ClassLoader loader) {
        if (loader instanceof RemoteClassLoader remote) {
            return remote.place();
        }
        return new Place(realm, base.contains(loader) ? Place.BASE : numbers.numberOf(loader));
    }

    @Override
    public Class<?> find(String place, String name) throws ClassNotFoundException {
        if (name.indexOf('/') >= 0) {
            throw new ClassNotFoundException(name + " (a hidden class, which nobody finds by its name)");
        }
        if (place.equals(EVERYWHERE)) {
            try {
                return findInBase(name);
            } catch (ClassNotFoundException missing) {
                return findInContext(name, missing);
            }
        }
        Place known = Place.of(place);
        if (known.number() == Place.BASE && known.realm().equals(realm)) {
            return findInBase(name);
        }
        ClassLoader loader = loader(known);
        if (loader == null) {
            throw new ClassNotFoundException(name + " (" + known.described() + " is gone)");
        }
        return Class.forName(name, false, loader);
    }

    /** This JVM has its code from itself, and from its ancestors. */
    @Override
    public boolean isForeign(String place) {
        try {
            return !place.equals(EVERYWHERE)
                    && !new Place(realm, Place.BASE).isIn(Place.of(place).realm());
        } catch (ClassNotFoundException malformed) {
            return true;
        }
    }

    /**
     * Finds a class on the class path of this JVM, or else on that of its parent, which may know of its own parent's.
     */
    Class<?> findInBase(String name) throws ClassNotFoundException {
        int last = realm.lastIndexOf('/');
        if (last < 0) {
            return base.find(name);
        }
        try {
            return base.find(name);
        } catch (ClassNotFoundException missing) {
            return Class.forName(name, false, remotes.at(new Place(realm.substring(0, last), Place.BASE)));
        }
    }

    /** The last resort: the JVM that wrote it has more on its class path than this one and its ancestors. */
    private Class<?> findInContext(String name, ClassNotFoundException missing) throws ClassNotFoundException {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (base.contains(context)) {
            throw missing;
        }
        try {
            return Class.forName(name, false, context);
        } catch (ClassNotFoundException neither) {
            throw missing;
        }
    }

    /**
     * The class loader at a place; for one of another JVM, what stands for it here.
     *
     * @param place what {@link #placeOf(ClassLoader)} said, here or elsewhere
     * @return the loader; null for null, and for one of this JVM that is gone
     * @throws ClassNotFoundException if it is no place
     */
    public ClassLoader loaderAt(String place) throws ClassNotFoundException {
        if (place == null) {
            return null;
        }
        return place.equals(EVERYWHERE) ? base.main() : loader(Place.of(place));
    }

    private ClassLoader loader(Place place) {
        return place.realm().equals(realm) ? own(place.number()) : remotes.at(place);
    }

    /** A class loader of this JVM by its number; null if it is gone. */
    ClassLoader own(long number) {
        return number == Place.BASE ? base.main() : numbers.loader(number);
    }

    /** This place as one says it. */
    String described(long number) {
        return new Place(realm, number).described();
    }

    /** Keeps a stand-in that has defined a class. */
    void keep(RemoteClassLoader loader) {
        remotes.keep(loader);
    }

    /**
     * Keeps no longer what stands for loaders of a JVM that is gone, and of those below it. Classes that were loaded
     * from there go on working as long as somebody has objects of them.
     */
    public void forget(String gone) {
        remotes.release(gone);
    }
}
