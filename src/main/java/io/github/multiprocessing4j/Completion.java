package io.github.multiprocessing4j;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The last step of an operation whose user wants to be told: on the callback thread the callback is told, then the
 * result becomes ready, then the pool counts the operation as finished.
 */
final class Completion<T> implements CallbackThread.Delivery {

    private final PoolLife life;
    private final AsyncResult<T> result;
    private final Callbacks<? super T> callbacks;
    private final T value;
    private final Throwable failure;
    private final AtomicBoolean finished = new AtomicBoolean();

    /**
     * Whom to tell.
     *
     * @param onValue told the value; may be null
     * @param onFailure told the failure; may be null
     */
    record Callbacks<T>(Consumer<? super T> onValue, Consumer<? super Throwable> onFailure) {

        static <T> Callbacks<T> none() {
            return new Callbacks<>(null, null);
        }

        boolean isEmpty() {
            return onValue == null && onFailure == null;
        }
    }

    private Completion(
            PoolLife life, AsyncResult<T> result, Callbacks<? super T> callbacks, T value, Throwable failure) {
        this.life = life;
        this.result = result;
        this.callbacks = callbacks;
        this.value = value;
        this.failure = failure;
    }

    /**
     * Finishes an operation by way of the callback thread. A result that is ready already, because it was cancelled or
     * the pool terminated, is told nobody.
     *
     * @param value the value, if {@code failure} is null
     */
    static <T> void deliver(
            PoolLife life, AsyncResult<T> result, Callbacks<? super T> callbacks, T value, Throwable failure) {
        life.callbacks().deliver(new Completion<>(life, result, callbacks, value, failure));
    }

    @Override
    public void tell() {
        if (result.ready()) {
            return;
        }
        try {
            if (failure == null && callbacks.onValue() != null) {
                callbacks.onValue().accept(value);
            } else if (failure != null && callbacks.onFailure() != null) {
                callbacks.onFailure().accept(failure);
            }
        } catch (Throwable thrown) {
            Logging.logger().error("{}: a callback has thrown; the result is not affected", life, thrown);
        }
    }

    @Override
    public void goOn() {
        if (finished.compareAndSet(false, true)) {
            if (failure == null) {
                result.complete(value);
            } else {
                result.fail(failure);
            }
            life.leave();
        }
    }
}
