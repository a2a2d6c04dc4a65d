package io.github.multiprocessing4j.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.TaskException;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Fetches pages from a slow web server, six at a time, and prints them as they come: the quick ones first, whatever
 * their order. A page that fails is tried twice more, and one that cannot be had does not keep back the others.
 *
 * <p>In Python:
 *
 * <pre>
 * for page in pool.imap_unordered(fetch, urls):
 *     print(page)
 * </pre>
 */
public final class Downloads {

    private static final int PAGES = 20;
    private static final int MISSING = 13;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Downloads() {}

    /** What came of a request. */
    record Page(String path, int bytes) implements Serializable {}

    static Page fetch(URI uri) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(uri.getPath() + ": status " + response.statusCode());
        }
        return new Page(uri.getPath(), response.body().length);
    }

    public static void main(String[] args) throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = serve(threads);
        try (Pool pool = Multiprocessing.pool(6)) {
            download(pool, "http://127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static void download(Pool pool, String site) {
        List<URI> uris = IntStream.range(0, PAGES)
                .mapToObj(i -> URI.create(site + "/page/" + i))
                .toList();
        int bytes = 0;
        int pages = 0;
        try (ResultIterator<Page> results =
                pool.imapUnordered(Downloads::fetch, uris, o -> o.retries(2).timeout(Duration.ofSeconds(10)))) {
            while (results.hasNext()) {
                try {
                    Page page = results.next();
                    System.out.println(page.path + ": " + page.bytes + " bytes");
                    pages++;
                    bytes += page.bytes;
                } catch (TaskException e) {
                    System.out.println("not there: " + e.getCause().getMessage());
                }
            }
        }
        System.out.println(pages + " of " + PAGES + " pages, " + bytes + " bytes");
    }

    /** A web server whose pages take their time, each its own. */
    private static HttpServer serve(ExecutorService threads) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/page/", Downloads::answer);
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        int page = Integer.parseInt(exchange.getRequestURI().getPath().substring("/page/".length()));
        try (exchange) {
            Thread.sleep(50L * (1 + page * 7 % 6));
            byte[] body = "All work and no play. ".repeat(100 + page).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page == MISSING ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
