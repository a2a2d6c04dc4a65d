package io.github.multiprocessing4j.internal.worker;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What class loaders of this JVM have, as bytes. Runs code of the user: that of his loaders. */
final class HomeFiles {

    /** The most that is given at once, for it is in memory as a whole. */
    static final int LIMIT = 64 << 20;

    private HomeFiles() {}

    /** The bytes of a class; null if its loader does not give them. */
    static byte[] classFile(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        ClassLoader loader = type.getClassLoader();
        if (loader == null) {
            return bytes(name, ClassLoader.getSystemResourceAsStream(name));
        }
        URL own = ownResource(loader, name);
        boolean first = own == null || own.toExternalForm().equals(externalForm(loader.getResource(name)));
        return bytes(name, first ? loader.getResourceAsStream(name) : stream(own)); // a loader knows how to be quick
    }

    /**
     * The first resource that a loader has by itself; null if that is not known.
     *
     * <p>Many a loader prefers its own classes to those of its parent, but not its own resources, so that the first one
     * would be that of another version of the class.
     */
    private static URL ownResource(ClassLoader loader, String name) throws IOException {
        if (loader instanceof URLClassLoader withUrls) {
            return withUrls.findResource(name);
        }
        if (loader.getParent() == null) {
            return null;
        }
        Set<String> inherited = new HashSet<>();
        resources(loader.getParent(), name).forEach(url -> inherited.add(url.toExternalForm()));
        for (URL url : resources(loader, name)) {
            if (!inherited.contains(url.toExternalForm())) {
                return url;
            }
        }
        return null;
    }

    private static String externalForm(URL url) {
        return url == null ? null : url.toExternalForm();
    }

    static List<URL> resources(ClassLoader loader, String name) throws IOException {
        return Collections.list(loader.getResources(name));
    }

    /** The bytes of the resource that is number {@code index} of those that a loader has; null if there is none. */
    static byte[] resource(ClassLoader loader, String name, int index) throws IOException {
        List<URL> all = resources(loader, name);
        if (all.isEmpty() && index == 0) {
            return bytes(name, loader.getResourceAsStream(name)); // a loader that gives streams only
        }
        return index < all.size() ? bytes(name, stream(all.get(index))) : null;
    }

    private static InputStream stream(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false); // or the JDK keeps jars open, and shows the old ones when they are replaced
        return connection.getInputStream();
    }

    private static byte[] bytes(String name, InputStream stream) throws IOException {
        if (stream == null) {
            return null;
        }
        try (stream) {
            byte[] bytes = stream.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new IOException(name + " has more than " + LIMIT + " bytes");
            }
            return bytes;
        }
    }
}
