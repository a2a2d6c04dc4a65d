package io.github.multiprocessing4j.internal.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A class loader of another JVM, as one asks it from here.
 *
 * <p>Class loading must not fail because somebody interrupts the thread that happens to do it, so that asking goes on
 * when it is interrupted, and the thread finds itself interrupted after it.
 */
final class Home {

    static final String CLASS = "class";
    static final String RESOURCES = "resources";
    static final String RESOURCE = "resource";

    private final Place place;
    private final Question question;

    Home(Place place, Question question) {
        this.place = place;
        this.question = question;
    }

    Place place() {
        return place;
    }

    /** Asks for a class. */
    ClassAnswer type(String name) throws IOException {
        return ClassAnswer.of(ask(CLASS, place.number(), name));
    }

    /** Asks which resources of a name there are: their URLs there, null for one that has none. */
    List<String> resources(String name) throws IOException {
        Object[] answer = ask(RESOURCES, place.number(), name);
        try {
            List<String> urls = new ArrayList<>();
            for (Object url : (Object[]) content(answer)) {
                urls.add((String) url);
            }
            return urls;
        } catch (ClassCastException malformed) {
            throw new IOException("a malformed answer", malformed);
        }
    }

    /** Asks for the bytes of the resource that is number {@code index} of those that there are. */
    byte[] resource(String name, int index) throws IOException {
        Object[] answer = ask(RESOURCE, place.number(), name, index);
        try {
            return (byte[]) content(answer);
        } catch (ClassCastException malformed) {
            throw new IOException("a malformed answer", malformed);
        }
    }

    private Object content(Object[] answer) throws IOException {
        if (answer.length == 1 && answer[0] != null) {
            return answer[0];
        }
        throw new IOException(answer.length == 2 ? place.described() + ": " + answer[1] : "a malformed answer");
    }

    private Object[] ask(Object... arguments) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return question.ask(place.realm(), arguments);
                } catch (InterruptedException e) {
                    interrupted = true; // and cleared, so that the next attempt waits
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
