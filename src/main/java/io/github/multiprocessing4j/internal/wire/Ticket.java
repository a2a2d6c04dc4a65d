package io.github.multiprocessing4j.internal.wire;

import java.io.Serializable;
import java.util.Objects;

/**
 * A claim to a shared object, that goes with the bytes in which the object is mentioned: the object is kept for as long
 * as the claim is on its way.
 *
 * @param home the realm in which the object lives
 * @param object which of its objects it is
 * @param issuer the realm that has written the claim
 * @param number which of the claims of the issuer it is
 */
public record Ticket(String home, long object, String issuer, long number) implements Serializable {

    public Ticket {
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(issuer, "issuer");
    }
}
