package io.github.multiprocessing4j.internal.shared;

import io.github.multiprocessing4j.internal.wire.Encoded;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a realm is among others, and the roads that lead from it. */
final class Neighbours {

    private volatile String path = freshRoot();
    private volatile Road parent;

    /** Null for a root. Written before there is a parent. */
    private volatile String parentPath;

    private final Map<String, Road> children = new ConcurrentHashMap<>();
    private final Map<Road, String> names = new ConcurrentHashMap<>();
    private final AtomicInteger childrenMade = new AtomicInteger();
    private final Abroad abroad = new Abroad();

    private static String freshRoot() {
        UUID random = UUID.randomUUID();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.getMostSignificantBits()) + hex.toHexDigits(random.getLeastSignificantBits());
    }

    /** Whether a realm is another one, or below it. */
    static boolean isWithin(String realm, String other) {
        return realm.startsWith(other) && (realm.length() == other.length() || realm.charAt(other.length()) == '/');
    }

    String path() {
        return path;
    }

    /** Other programs. */
    Abroad abroad() {
        return abroad;
    }

    boolean isOfThisProgram(String realm) {
        return Abroad.rootOf(realm).equals(Abroad.rootOf(path));
    }

    void becomeChild(String childPath, Road parentRoad) {
        parentPath = childPath.substring(0, childPath.lastIndexOf('/'));
        parent = parentRoad;
        path = childPath;
    }

    String nextChildPath() {
        return path + "/" + childrenMade.incrementAndGet();
    }

    void attach(String childPath, Road road) {
        names.put(road, childPath);
        children.put(childPath, road);
        introduce(road);
    }

    /** A child is gone; gives the road to it, or null if it was not there. */
    Road detach(String childPath) {
        Road road = children.remove(childPath);
        if (road != null) {
            names.remove(road);
        }
        return road;
    }

    /** The parent is gone. */
    void orphan() {
        parent = null;
    }

    void meet(String peer, Road road) {
        if (isOfThisProgram(peer) || !abroad.add(peer, road)) {
            throw new IllegalArgumentException("realm " + peer + " is not to be met");
        }
        introduce(road);
        String root = Abroad.rootOf(peer);
        tell(Messages.announce(path, root), road, root);
    }

    /** Tells a new neighbour of the programs that are known here. */
    private void introduce(Road neighbour) {
        for (String root : abroad.roots()) {
            if (!abroad.isPeerOf(root, neighbour)) {
                neighbour.send(Messages.announce(path, root));
            }
        }
    }

    /** A neighbour tells of another program: if that is news, the others are told. */
    void hear(String root, Road from) {
        if (!isOfThisProgram(root) && abroad.hear(root, from)) {
            tell(Messages.announce(path, root), from, root);
        }
    }

    /** The road towards a realm, which is not this one; null for none. */
    Road roadTo(String realm) {
        if (!isWithin(realm, path)) {
            Road away = isOfThisProgram(realm) ? null : abroad.roadTo(realm);
            return away == null ? parent : away;
        }
        int end = realm.indexOf('/', path.length() + 1);
        return children.get(end < 0 ? realm : realm.substring(0, end));
    }

    /** The road to a realm of this program that is a neighbour; null if it is none. */
    Road neighbour(String realm) {
        if (isWithin(realm, path)) {
            return children.get(realm);
        }
        return realm.equals(parentPath) ? parent : null;
    }

    /** Leaves out of a message of this realm to a neighbour what he knows: from whom it is, and for whom. */
    Object[] shorten(Object[] message, Road road) {
        String to = (String) message[Messages.TO];
        if (path.equals(message[Messages.FROM]) && road == neighbour(to)) {
            message[Messages.TO] = null;
            message[Messages.FROM] = null;
        }
        return message;
    }

    /** Puts into a message of a neighbour what he has left out; whether it is there now. */
    boolean complete(Road from, Object[] message) {
        if (message[Messages.TO] == null) {
            message[Messages.TO] = path;
            message[Messages.FROM] = realmOf(from);
        }
        return message[Messages.FROM] != null;
    }

    /** The realm of this program to which a road leads; null if it is not known. */
    String realmOf(Road road) {
        return road == parent ? parentPath : names.get(road);
    }

    /** Tells all neighbours but the one who has said it, and those of the program that it is about. */
    void tell(Object[] message, Road saidBy, String about) {
        List<Road> others = new ArrayList<>(children.values());
        Road up = parent;
        if (up != null) {
            others.add(up);
        }
        abroad.peers().stream().filter(road -> !abroad.isPeerOf(about, road)).forEach(others::add);
        others.remove(saidBy);
        others.forEach(road -> road.send(message));
    }

    /**
     * Whether what has come by a road may be what it says: other programs speak for themselves alone. What they have
     * sent is marked, so that everybody knows where it comes from.
     */
    boolean admits(Road from, Object[] message) {
        if (!abroad.isPeer(from)) {
            return true;
        }
        markAll(message);
        return !isOfThisProgram((String) message[Messages.FROM]);
    }

    private static void markAll(Object[] row) {
        for (int i = 0; i < row.length; i++) {
            if (row[i] instanceof Encoded encoded) {
                row[i] = encoded.fromAbroad();
            } else if (row[i] instanceof Object[] inner) {
                markAll(inner);
            }
        }
    }
}
