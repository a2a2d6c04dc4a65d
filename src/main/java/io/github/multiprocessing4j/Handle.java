package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Channel;
import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.shared.Side;
import io.github.multiprocessing4j.internal.shared.Travelling;
import io.github.multiprocessing4j.internal.wire.Portable;
import io.github.multiprocessing4j.internal.wire.Ticket;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.function.Consumer;

/**
 * What stands for a shared object when it is written. The codec of the library writes what it makes of it, with a claim
 * to the object; any other stream is refused, for it would keep the bytes, and not the object.
 */
final class Handle implements Portable, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Object of;
    private final transient Writing writing;

    /** Makes what is written. */
    interface Writing {

        /**
         * Makes what is written: something serializable, which gives the object again when it is read.
         *
         * @param claims notes that a ticket is written
         */
        Object write(Claims claims);
    }

    /** Notes the tickets that are written. */
    static final class Claims {

        private final Consumer<Ticket> tickets;

        private Claims(Consumer<Ticket> tickets) {
            this.tickets = tickets;
        }

        private static Exchange exchange() {
            return Exchange.here();
        }

        /** A new claim to an object. */
        Ticket to(Travelling object) {
            return note(object.claim(exchange()));
        }

        /** A new claim to an end of a channel; null for none. */
        Ticket to(Channel channel, Side side) {
            return channel == null ? null : note(channel.claim(side, exchange()));
        }

        private Ticket note(Ticket ticket) {
            tickets.accept(ticket);
            return ticket;
        }
    }

    /**
     * A handle.
     *
     * @param of the object
     */
    Handle(Object of, Writing writing) {
        this.of = of;
        this.writing = writing;
    }

    @Override
    public Object depart(Consumer<Ticket> tickets) {
        Exchange.here().onReport(Logging::warn); // from here on there may be losses
        return writing.write(new Claims(tickets));
    }

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException(of.getClass().getName()
                + ": a shared object travels between processes of one program, as an argument, a result or a message; it"
                + " cannot be kept as bytes");
    }
}
