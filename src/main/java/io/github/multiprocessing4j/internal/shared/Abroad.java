package io.github.multiprocessing4j.internal.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What a realm knows of other programs: which road leads to which of their realms. */
final class Abroad {

    /*
     * The realms of a program are a tree, whose root has a name that no other one has. A road between realms of two
     * programs joins their trees; who has one tells all neighbours of the other root, and these tell theirs, until
     * somebody knows of it already. So for each root everybody has one road, and these make a tree again: it is in
     * order along them that the other program is heard of, and that its end is told.
     */

    /** The realms of other programs to which a road of this realm leads. */
    private final Map<String, Road> peers = new ConcurrentHashMap<>();

    /** The roots of programs that neighbours have told of, and who was the first. */
    private final Map<String, Road> told = new ConcurrentHashMap<>();

    /** The root of the program that a realm belongs to. */
    static String rootOf(String realm) {
        int end = realm.indexOf('/');
        return end < 0 ? realm : realm.substring(0, end);
    }

    /** The road to a realm of another program; null for none. */
    Road roadTo(String realm) {
        if (peers.isEmpty() && told.isEmpty()) {
            return null;
        }
        String root = rootOf(realm);
        String best = null;
        for (String peer : new TreeSet<>(peers.keySet())) { // in order: the same one each time
            boolean leads = Neighbours.isWithin(realm, peer);
            if (leads || best == null && rootOf(peer).equals(root)) {
                best = peer;
            }
        }
        return best == null ? told.get(root) : peers.get(best);
    }

    /** Whether a road leads to another program at once. */
    boolean isPeer(Road road) {
        return !peers.isEmpty() && peers.containsValue(road);
    }

    /** Whether a road leads to a realm of a program, at once. */
    boolean isPeerOf(String root, Road road) {
        return peers.entrySet().stream()
                .anyMatch(
                        peer -> peer.getValue() == road && rootOf(peer.getKey()).equals(root));
    }

    /** The programs to which there is a road. */
    Set<String> roots() {
        Set<String> roots = new TreeSet<>(told.keySet());
        peers.keySet().forEach(peer -> roots.add(rootOf(peer)));
        return roots;
    }

    List<Road> peers() {
        return new ArrayList<>(peers.values());
    }

    /** There is a road to a peer; says whether it is the only one. */
    boolean add(String peer, Road road) {
        return peers.putIfAbsent(peer, road) == null;
    }

    /** Takes a road to a peer away; says whether it was there. */
    boolean remove(String peer, Road road) {
        return peers.remove(peer, road);
    }

    /** The road that leads to a peer at once; null for none. */
    Road peer(String peer) {
        return peers.get(peer);
    }

    /** A neighbour tells of a program; says whether that is news. */
    boolean hear(String root, Road from) {
        return roadTo(root) == null && told.putIfAbsent(root, from) == null;
    }

    /** A neighbour has no way to a program any more. */
    void unhear(String root, Road from) {
        told.remove(root, from);
    }

    /** A road is gone; gives the programs that it has led to, and no other does. */
    List<String> lose(Road road) {
        List<String> lost = new ArrayList<>();
        told.forEach((root, by) -> {
            if (by == road && told.remove(root, by) && roadTo(root) == null) {
                lost.add(root);
            }
        });
        return lost;
    }
}
