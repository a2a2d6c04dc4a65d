package io.github.multiprocessing4j;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Reads the input of an imap, chunk by chunk, as far as its window allows. The input is user code: it runs here,
 * without a lock, in the logging context of whoever called imap.
 */
final class ImapFeeder implements Runnable {

    private final Imap<?> imap;
    private final Iterable<?> input;
    private final int chunkSize;

    /** Whether the imap took no more: then somebody else ends it, and knows how. */
    private boolean refused;

    ImapFeeder(Imap<?> imap, Iterable<?> input, int chunkSize) {
        this.imap = imap;
        this.input = input;
        this.chunkSize = chunkSize;
    }

    @Override
    public void run() {
        Logging.change(imap.terms().logContext());
        Throwable failure = feed();
        if (!refused) {
            imap.finish(failure);
        }
    }

    /** Reads to the end, or until the imap wants no more; gives what the input has thrown, or null. */
    private Throwable feed() {
        try {
            Iterator<?> iterator = input.iterator();
            boolean more = true;
            while (more && imap.awaitRoom()) {
                more = feedChunk(iterator);
            }
            return null;
        } catch (InterruptedException e) {
            // Closed or cut: then nobody hears of this. Or else the input has interrupted us.
            return new UncheckedInterruptedException(e);
        } catch (RuntimeException | Error thrown) {
            return thrown;
        } catch (Throwable thrown) {
            return new TaskException(thrown); // only by trickery: an iterator declares none
        }
    }

    /** Sends one chunk out; false at the end of the input, or if no more is wanted. */
    private boolean feedChunk(Iterator<?> iterator) {
        List<Object> items = new ArrayList<>(Math.min(chunkSize, 1024));
        while (items.size() < chunkSize && iterator.hasNext()) {
            items.add(iterator.next());
        }
        refused = !items.isEmpty() && !imap.send(items.toArray());
        return !refused && items.size() == chunkSize;
    }
}
