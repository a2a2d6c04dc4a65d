package io.github.multiprocessing4j.internal.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/**
 * URLs of resources that a class loader of another JVM has. Opening one asks for its bytes; no file is written.
 *
 * <p>They look like {@code mp:/realm/1/loader2!/a/b.txt?1}, the second that is called {@code a/b.txt}, and know how
 * they are opened: the JVM does not, so that one that was made of text again does not open.
 */
final class RemoteResources extends URLStreamHandler {

    private static final String PROTOCOL = "mp";
    private static final String MARK = "!/";

    private final Home home;

    RemoteResources(Home home) {
        this.home = home;
    }

    /** The URL of a resource that is number {@code index} of those with its name. */
    URL url(String name, int index) {
        Place place = home.place();
        String path = "/" + place.realm() + "/loader" + place.number() + MARK + name;
        try {
            URI uri = new URI(PROTOCOL, null, path, index == 0 ? null : Integer.toString(index), null);
            return new URL(null, uri.toString(), this);
        } catch (URISyntaxException | MalformedURLException impossible) {
            throw new IllegalArgumentException(name, impossible);
        }
    }

    /** Whether a URL is one of these. */
    boolean gave(URL url) {
        return url.getProtocol().equals(PROTOCOL);
    }

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
        try {
            URI uri = url.toURI();
            String path = uri.getPath();
            String index = uri.getQuery();
            String name = path.substring(path.indexOf(MARK) + MARK.length());
            return new Connection(url, name, index == null ? 0 : Integer.parseInt(index));
        } catch (URISyntaxException | NumberFormatException foreign) {
            throw new IOException("no resource of another JVM: " + url, foreign);
        }
    }

    private final class Connection extends URLConnection {

        private final String name;
        private final int index;
        private byte[] bytes;

        Connection(URL url, String name, int index) {
            super(url);
            this.name = name;
            this.index = index;
        }

        @Override
        public void connect() throws IOException {
            if (!connected) {
                bytes = home.resource(name, index);
                connected = true;
            }
        }

        @Override
        public InputStream getInputStream() throws IOException {
            connect();
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public long getContentLengthLong() {
            try {
                connect();
                return bytes.length;
            } catch (IOException unknown) {
                return -1;
            }
        }

        @Override
        public String getContentType() {
            return guessContentTypeFromName(name);
        }
    }
}
