package io.github.multiprocessing4j;

import java.io.Serializable;
import java.util.Map;

/**
 * What the process of a manager runs, until it is shut down.
 *
 * @param name that of the manager
 * @param types what is registered
 * @param post takes the way to the home when it is there
 */
record ManagerMain(String name, Map<String, Registered> types, Queue<Object> post) implements Action, Serializable {

    @Override
    public void run() throws InterruptedException {
        Keeper keeper = new Keeper(name, StartMethod.SPAWN, types);
        post.put(keeper.keep(keeper, HomeWords.class, reach -> Stub.of(HomeWords.class, reach, name)));
        keeper.awaitEnd();
    }
}
