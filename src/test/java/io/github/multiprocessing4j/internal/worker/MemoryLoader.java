package io.github.multiprocessing4j.internal.worker;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A loader of classes and resources in memory, which prefers its own classes to those of its parent. */
class MemoryLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    MemoryLoader(ClassLoader parent, Map<String, byte[]> classes) {
        super(parent);
        classes.forEach(this::add);
    }

    MemoryLoader with(String resource, String content) {
        files.put(resource, content.getBytes());
        return this;
    }

    final void add(String type, byte[] bytes) {
        files.put(type.replace('.', '/') + ".class", bytes);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            byte[] bytes = files.get(name.replace('.', '/') + ".class");
            return bytes == null ? super.loadClass(name, resolve) : defineClass(name, bytes, 0, bytes.length);
        }
    }

    @Override
    protected URL findResource(String name) {
        byte[] bytes = files.get(name);
        try {
            return bytes == null ? null : new URL(null, "memory:" + hashCode() + "/" + name, new Handler(bytes));
        } catch (java.net.MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL url = findResource(name);
        return Collections.enumeration(url == null ? List.of() : List.of(url));
    }

    Class<?> load(String name) {
        try {
            return Class.forName(name, false, this);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes an object by the constructor without arguments. */
    Object make(String name) throws Exception {
        return load(name).getConstructor().newInstance();
    }

    /** Calls a static method without arguments. */
    Object call(String type, String method) throws Exception {
        return Class.forName(type, true, this).getMethod(method).invoke(null);
    }

    private static final class Handler extends URLStreamHandler {

        private final byte[] bytes;

        Handler(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(bytes);
                }
            };
        }
    }
}
