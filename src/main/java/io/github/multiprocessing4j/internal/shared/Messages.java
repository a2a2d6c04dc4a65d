package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Ticket;

/**
 * The messages between exchanges, which are rows of plain data. Between neighbours to and from may be null, if the
 * message is of the one for the other:
 *
 * <pre>
 * to, from, ASK, number, object, operation, arguments    number 0: wants no answer
 * to, from, ANSWER, number, answer
 * to, from, ITEM, number, item                           an answer whose arrival has to be acknowledged
 * to, from, FAILURE, number, word, text
 * to, from, GONE, number                                 the realm asked cannot be reached; from is a realm on the way
 * to, from, ACKNOWLEDGE, number                          the item has arrived
 * to, from, RETURN, number, asker                        the item could not be brought to its asker
 * to, from, REDEEM, object, issuer, number               a claim becomes a hold of from
 * to, from, CLAIM, object, issuer, number                there is a claim; from carries it
 * to, from, MOVE, object, issuer, number                 from carries the claim now, if it is not redeemed
 * to, from, GIVE_UP, object, issuer, number              a claim is over
 * to, from, LET_GO, object                               a hold of from is over
 * "", from, FAREWELL, realm, orderly                     a realm is gone, with all below it; for everybody
 * "", from, ANNOUNCE, root                               there is a way to another program; for everybody
 * </pre>
 */
final class Messages {

    static final int TO = 0;
    static final int FROM = 1;
    static final int KIND = 2;
    static final int NUMBER = 3;

    static final int ASK = 1;
    static final int ANSWER = 2;
    static final int ITEM = 3;
    static final int FAILURE = 4;
    static final int GONE = 5;
    static final int ACKNOWLEDGE = 6;
    static final int RETURN = 7;
    static final int REDEEM = 8;
    static final int CLAIM = 9;
    static final int GIVE_UP = 10;
    static final int LET_GO = 11;
    static final int FAREWELL = 12;
    static final int MOVE = 13;
    static final int ANNOUNCE = 14;

    /** The number of a question that wants no answer. */
    static final long NO_ANSWER = 0;

    private Messages() {}

    private static Object[] of(Object... message) {
        return message;
    }

    static Object[] ask(String to, String from, long number, long object, int operation, Object[] arguments) {
        return of(to, from, ASK, number, object, operation, arguments);
    }

    static Object[] answer(String to, String from, long number, Object answer) {
        return of(to, from, ANSWER, number, answer);
    }

    static Object[] item(String to, String from, long number, Object[] item) {
        return of(to, from, ITEM, number, item);
    }

    static Object[] failure(String to, String from, long number, Exception failure) {
        return of(to, from, FAILURE, number, Failures.word(failure), Failures.text(failure));
    }

    static Object[] gone(String to, String from, long number) {
        return of(to, from, GONE, number);
    }

    static Object[] acknowledge(String to, String from, long number) {
        return of(to, from, ACKNOWLEDGE, number);
    }

    static Object[] giveBack(String to, String from, long number, String asker) {
        return of(to, from, RETURN, number, asker);
    }

    /** Of a claim: one of REDEEM, CLAIM, MOVE, GIVE_UP. */
    static Object[] ofClaim(int kind, String from, Ticket ticket) {
        return of(ticket.home(), from, kind, ticket.object(), ticket.issuer(), ticket.number());
    }

    /** The claim that {@link #ofClaim} has put in. */
    static Ticket claim(Object[] message) {
        return new Ticket((String) message[TO], (long) message[3], (String) message[4], (long) message[5]);
    }

    static Object[] letGo(String to, String from, long object) {
        return of(to, from, LET_GO, object);
    }

    static Object[] announce(String from, String root) {
        return of("", from, ANNOUNCE, root);
    }

    static Object[] farewell(String from, String realm, boolean orderly) {
        return of("", from, FAREWELL, realm, orderly);
    }
}
