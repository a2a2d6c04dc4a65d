package io.github.multiprocessing4j.harness;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What the library logs in this JVM, from here to the end. */
public final class Logs extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.multiprocessing4j");
    private final boolean additive = logger.isAdditive();
    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

    private Logs() {}

    public static Logs captured() {
        Logs logs = new Logs();
        logs.setContext(logs.logger.getLoggerContext());
        logs.start();
        logs.logger.setAdditive(false);
        logs.logger.addAppender(logs);
        return logs;
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    /** The warnings that speak of something. */
    public List<String> warningsOf(String word) {
        return events.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.contains(word))
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setAdditive(additive);
        stop();
    }
}
