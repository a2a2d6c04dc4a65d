package io.github.multiprocessing4j.internal.worker;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Stands for a class loader of another JVM: gives the classes that that one gives.
 *
 * <p>It asks before it looks around, since loaders differ in what they take from their parents; only one that stands
 * for the class path of another JVM looks on that of this one first.
 */
final class RemoteClassLoader extends ClassLoader {

    /*
     * Locks. None is held while the home is asked, and so none while a class is defined either, for then its superclasses
     * are asked for: getClassLoadingLock is left to the JDK. Where two threads define the same class, the JVM refuses the
     * second, which then finds the first's. For this the loader has to be parallel capable, or the JVM would hold the lock
     * of the loader itself.
     */

    static {
        registerAsParallelCapable();
    }

    private final Home home;
    private final LoaderPlaces places;
    private final BaseLoaders base;
    private final RemoteResources resources;
    private final ConcurrentMap<Optional<String>, ProtectionDomain> domains = new ConcurrentHashMap<>();

    RemoteClassLoader(Home home, LoaderPlaces places, BaseLoaders base) {
        super(home.place().brief(), base.main());
        this.home = home;
        this.places = places;
        this.base = base;
        this.resources = new RemoteResources(home);
    }

    Place place() {
        return home.place();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> type = findLoadedClass(name);
        if (type == null) {
            type = findClass(name);
        }
        if (resolve) {
            resolveClass(type);
        }
        return type;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (base.own(name)) {
            return base.find(name);
        }
        if (standsForBase()) {
            try {
                return base.find(name);
            } catch (ClassNotFoundException missing) {
                // That is what the home is for.
            }
        }
        ClassAnswer answer = ask(name);
        if (answer instanceof ClassAnswer.File file) {
            return define(name, file);
        } else if (answer instanceof ClassAnswer.Elsewhere elsewhere) {
            return findAt(elsewhere.place(), name);
        }
        throw new ClassNotFoundException(name + " (" + ((ClassAnswer.Absent) answer).why() + ")");
    }

    private boolean standsForBase() {
        return place().number() == Place.BASE;
    }

    private ClassAnswer ask(String name) throws ClassNotFoundException {
        try {
            return home.type(name);
        } catch (IOException unreachable) {
            throw new ClassNotFoundException(
                    name + " (" + place().described() + " could not be asked for it: " + unreachable.getMessage() + ")",
                    unreachable);
        }
    }

    private Class<?> findAt(String other, String name) throws ClassNotFoundException {
        if (other.equals(LoaderPlaces.EVERYWHERE)) {
            // If it is not on the class path of this JVM, then it is on that of the home.
            return places.find(new Place(place().realm(), Place.BASE).toString(), name);
        }
        if (other.equals(place().toString())) {
            throw new ClassNotFoundException(name + " (" + place().described() + " says that it is elsewhere, there)");
        }
        return places.find(other, name);
    }

    private Class<?> define(String name, ClassAnswer.File file) {
        definePackageOf(name, file.titles());
        ProtectionDomain domain = domains.computeIfAbsent(
                Optional.ofNullable(file.location()), location -> domain(location.orElse(null)));
        Class<?> type;
        try {
            type = defineClass(name, file.bytes(), 0, file.bytes().length, domain);
        } catch (LinkageError refused) {
            type = findLoadedClass(name);
            if (type == null) {
                throw refused;
            }
        }
        places.keep(this);
        return type;
    }

    private void definePackageOf(String name, String[] titles) {
        String named = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        if (named.isEmpty() || getDefinedPackage(named) != null) {
            return;
        }
        try {
            definePackage(named, titles[0], titles[1], titles[2], titles[3], titles[4], titles[5], null);
        } catch (IllegalArgumentException definedMeanwhile) {
            // By another thread.
        }
    }

    private ProtectionDomain domain(String location) {
        return new ProtectionDomain(new CodeSource(url(location), (Certificate[]) null), null, this, null);
    }

    /** A URL, unless this JVM does not know its protocol. */
    private static URL url(String text) {
        try {
            return text == null ? null : new URL(text);
        } catch (MalformedURLException unknown) {
            return null;
        }
    }

    @Override
    public URL getResource(String name) {
        if (base.ownResource(name) || standsForBase()) {
            URL here = base.main().getResource(name);
            if (here != null) {
                return here;
            }
        }
        try {
            Enumeration<URL> all = getResources(name);
            return all.hasMoreElements() ? all.nextElement() : null;
        } catch (IOException unreachable) {
            return null;
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Enumeration<URL> here = base.main().getResources(name);
        return base.ownResource(name) ? here : Collections.enumeration(merged(name, Collections.list(here)));
    }

    /** What the home has, in its order; where this JVM has the very same, its own URL of it. */
    private List<URL> merged(String name, List<URL> here) throws IOException {
        Map<String, URL> ours = new LinkedHashMap<>();
        here.forEach(url -> ours.putIfAbsent(url.toExternalForm(), url));
        List<URL> all = new ArrayList<>(standsForBase() ? ours.values() : List.of());
        List<String> there = home.resources(name);
        for (int i = 0; i < there.size(); i++) {
            URL same = ours.get(there.get(i));
            if (same == null) {
                all.add(resources.url(name, i));
            } else if (!standsForBase()) {
                all.add(same);
            }
        }
        return all;
    }

    @Override
    protected URL findResource(String name) {
        try {
            Enumeration<URL> all = findResources(name);
            return all.hasMoreElements() ? all.nextElement() : null;
        } catch (IOException unreachable) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        List<URL> remote = Collections.list(getResources(name));
        remote.removeIf(url -> !resources.gave(url));
        return Collections.enumeration(remote);
    }

    @Override
    public String toString() {
        return "a stand-in for " + place().described();
    }
}
