package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Children.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.EncodingException;
import io.github.multiprocessing4j.Manager;
import io.github.multiprocessing4j.Namespace;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.harness.ContractTest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

/** Maps, lists, sets and namespaces that a manager keeps. */
class ManagedContainersContractTest {

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @ContractTest
    @Tag("MGR.1")
    void aManagedListIsAList(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            List<Integer> list = manager.list(upTo(10));
            assertThat(list).containsExactlyElementsOf(upTo(10)).isEqualTo(upTo(10));
            assertThat(list.hashCode()).isEqualTo(upTo(10).hashCode());
            assertThat(list).hasToString("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]");
            List<Integer> more = manager.list();
            assertThat(more).isEmpty();

            more.addAll(upTo(5));
            more.addAll(0, List.of(7, 8));
            more.add(2, 9);
            more.add(null);
            assertThat(more).containsExactly(7, 8, 9, 0, 1, 2, 3, 4, null);
            assertThat(more.get(2)).isEqualTo(9);
            assertThat(more.set(2, 10)).isEqualTo(9);
            assertThat(more.subList(7, 100)).containsExactly(4, null);
            assertThat(more.subList(2, 4)).containsExactly(10, 0);
            assertThat(more.subList(20, 30)).isEmpty();
            assertThat(more.remove(0)).isEqualTo(7);
            assertThat(more.remove(null)).isTrue();
            assertThat(more.remove((Integer) 77)).isFalse();
            assertThat(more.indexOf(10)).isEqualTo(1);
            assertThat(more.lastIndexOf(77)).isEqualTo(-1);
            assertThat(more.contains(3)).isTrue();
            assertThat(more.containsAll(List.of(3, 77))).isFalse();
            assertThat(more.removeAll(List.of(8, 10))).isTrue();
            assertThat(more.retainAll(List.of(1, 2, 3))).isTrue();
            assertThat(more.toArray()).containsExactly(1, 2, 3);
            assertThat(more.stream().mapToInt(i -> i).sum()).isEqualTo(6);

            List<Integer> copy = new ArrayList<>(list);
            copy.clear();
            list.subList(0, 5).clear();
            assertThat(list).hasSize(10);
            list.clear();
            assertThat(list).isEmpty();
        }
    }

    @ContractTest
    @Tag("MGR.1")
    void aListOfProxiesGivesProxies(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            List<Integer> a = manager.list(upTo(2));
            List<List<Integer>> outer = manager.list(List.of(a));
            a.add(2);
            assertThat(outer.get(0)).containsExactly(0, 1, 2);
            outer.get(0).add(3);
            assertThat(a).containsExactly(0, 1, 2, 3);
            assertThat(outer).contains(a);
            assertThat(outer.toString()).isEqualTo("[ManagedList[...]]");
        }
    }

    @ContractTest
    void functionsChangeAListInOneStep(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            List<Integer> list = manager.list(List.of(3, 1, 2));
            Object unportable = new Object();
            list.sort(null);
            assertThat(list).containsExactly(1, 2, 3);
            list.sort((Comparator<Integer> & Serializable) (a, b) -> b - a);
            assertThat(list).containsExactly(3, 2, 1);
            list.replaceAll(i -> unportable == null ? 0 : i * 10);
            assertThat(list).containsExactly(30, 20, 10);
            assertThat(list.removeIf((Predicate<Integer> & Serializable) i -> i == 20))
                    .isTrue();
            assertThat(list.removeIf(i -> i == 20)).isFalse();
            assertThat(list).containsExactly(30, 10);
            assertThatThrownBy(() -> list.replaceAll(i -> Math.addExact(i, Integer.MAX_VALUE)))
                    .isInstanceOf(ArithmeticException.class);
            assertThat(list).containsExactly(30, 10);
        }
    }

    @ContractTest
    @Tag("MGR.2")
    void aListIsIteratedElementByElement(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            List<Integer> list = manager.list(upTo(10));
            Iterator<Integer> all = list.iterator();
            for (int i = 0; i < 10; i++) {
                assertThat(all.next()).isEqualTo(i);
            }
            assertThat(all.hasNext()).isFalse();
            list.add(10);
            assertThat(all.hasNext()).isFalse();
            assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);

            Iterator<Integer> late = list.iterator();
            assertThat(late.hasNext()).isTrue();
            assertThat(late.next()).isZero();
            list.set(1, 100);
            assertThat(late.hasNext()).isTrue();
            assertThat(late.next()).isEqualTo(100);
            late.remove();
            assertThatThrownBy(late::remove).isInstanceOf(IllegalStateException.class);
            assertThat(late.next()).isEqualTo(2);
            list.clear();
            assertThatThrownBy(late::next).isInstanceOf(NoSuchElementException.class);
            assertThat(late.hasNext()).isFalse();
        }
    }

    @ContractTest
    @Tag("MGR.3")
    void listsNest(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            List<List<Integer>> outer = manager.list();
            for (int i = 0; i < 3; i++) {
                outer.add(manager.list(upTo(3)));
            }
            List<Integer> first = outer.get(0);
            first.set(2, 77);
            assertThat(first).containsExactly(0, 1, 77);
            assertThat(outer.get(0)).containsExactly(0, 1, 77);
            assertThat(outer.get(1)).containsExactly(0, 1, 2);
            outer.get(1).remove(0);
            assertThat(outer.get(1)).containsExactly(1, 2);
            assertThat(outer.get(2)).containsExactly(0, 1, 2);
            outer = null;
            assertThat(first).containsExactly(0, 1, 77);

            List<Object> ring = manager.list();
            ring.add(1);
            ring.add(ring);
            assertThat(ring).hasSize(2).hasToString("[1, ManagedList[...]]");
            assertThat(ring.get(1)).isEqualTo(ring);
            assertThat(((List<?>) ((List<?>) ring.get(1)).get(1)).get(0)).isEqualTo(1);
        }
    }

    @ContractTest
    @Tag("MGR.4")
    void aMapIsIteratedInTheOrderOfItsKeys(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            Map<String, Integer> map = manager.map();
            for (String key : List.of("c", "a", "b")) {
                map.put(key, map.size());
            }
            map.put("c", 9);
            Iterator<String> keys = map.keySet().iterator();
            assertThat(keys.next()).isEqualTo("c");
            assertThat(keys.next()).isEqualTo("a");
            assertThat(keys.next()).isEqualTo("b");
            assertThat(keys.hasNext()).isFalse();
            assertThatThrownBy(keys::next).isInstanceOf(NoSuchElementException.class);
            assertThat(map).containsExactly(entry("c", 9), entry("a", 1), entry("b", 2));

            Iterator<String> snapshot = map.keySet().iterator();
            map.clear();
            assertThat(snapshot).toIterable().containsExactly("c", "a", "b");
        }
    }

    @ContractTest
    void aManagedMapIsAMap(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            Map<String, Integer> map = manager.map(Map.of("a", 1));
            assertThat(map.put("b", null)).isNull();
            assertThat(map.put("a", 2)).isEqualTo(1);
            assertThat(map.getOrDefault("b", 7)).isNull();
            assertThat(map.getOrDefault("c", 7)).isEqualTo(7);
            assertThat(map.containsKey("b")).isTrue();
            assertThat(map.containsValue(null)).isTrue();
            assertThat(map.containsValue(3)).isFalse();
            assertThat(map.putIfAbsent("b", 3)).isNull();
            assertThat(map.putIfAbsent("b", 4)).isEqualTo(3);
            assertThat(map.replace("c", 5)).isNull();
            assertThat(map.replace("b", 3, 5)).isTrue();
            assertThat(map.replace("b", 3, 6)).isFalse();
            assertThat(map.remove("b", 6)).isFalse();
            assertThat(map).hasToString("{a=2, b=5}").isEqualTo(Map.of("a", 2, "b", 5));
            assertThat(map.hashCode()).isEqualTo(Map.of("a", 2, "b", 5).hashCode());
            map.entrySet().iterator().next().setValue(20);
            assertThat(map.get("a")).isEqualTo(20);
            assertThat(map.values()).containsExactly(20, 5);
            assertThat(map.values().remove(5)).isTrue();
            assertThat(map.keySet().remove("x")).isFalse();
            map.putAll(Map.of("x", 1));
            assertThat(map.keySet()).containsExactly("a", "x");
            assertThat(map.entrySet().remove(entry("x", 2))).isFalse();
            assertThat(map.entrySet().contains(entry("x", 1))).isTrue();
            assertThat(map.keySet().removeAll(List.of("x", "y"))).isTrue();
            assertThat(map).hasSize(1);
            assertThat(new HashMap<>(map)).isEqualTo(Map.of("a", 20));
        }
    }

    @ContractTest
    void functionsChangeAMapInOneStep(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            Map<String, Integer> map = manager.map();
            Object unportable = new Object();
            assertThat(map.merge("a", 1, Integer::sum)).isEqualTo(1);
            assertThat(map.merge("a", 2, (BinaryOperator<Integer> & Serializable) Integer::sum))
                    .isEqualTo(3);
            assertThat(map.merge("a", 2, (x, y) -> unportable == null ? 0 : x * y))
                    .isEqualTo(6);
            assertThat(map.merge("a", 2, (x, y) -> null)).isNull();
            assertThat(map).isEmpty();
            assertThat(map.compute("b", (key, before) -> before == null ? 1 : before + 1))
                    .isEqualTo(1);
            assertThat(map.computeIfAbsent("b", key -> 5)).isEqualTo(1);
            assertThat(map.computeIfAbsent("c", key -> 5)).isEqualTo(5);
            assertThat(map.computeIfAbsent("d", key -> null)).isNull();
            assertThat(map.computeIfPresent("c", (key, before) -> before + 1)).isEqualTo(6);
            assertThat(map.computeIfPresent("d", (key, before) -> before + 1)).isNull();
            map.replaceAll((key, before) -> before * 10);
            assertThat(map).containsExactly(entry("b", 10), entry("c", 60));
            assertThatThrownBy(() -> map.merge("b", 1, (x, y) -> Math.addExact(x, Integer.MAX_VALUE)))
                    .isInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> map.merge("b", null, Integer::sum)).isInstanceOf(NullPointerException.class);
        }
    }

    @ContractTest
    void aManagedSetIsASet(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            Set<String> set = manager.set(List.of("b", "a", "b"));
            assertThat(set).containsExactly("b", "a").isEqualTo(Set.of("a", "b"));
            assertThat(Set.of("a", "b")).isEqualTo(set);
            assertThat(set.add("a")).isFalse();
            assertThat(set.add(null)).isTrue();
            assertThat(set.contains(null)).isTrue();
            assertThat(set).hasToString("[b, a, null]");
            assertThat(set.remove(null)).isTrue();
            assertThat(set.removeIf("a"::equals)).isTrue();
            Iterator<String> elements = set.iterator();
            elements.next();
            elements.remove();
            assertThat(set).isEmpty();
            assertThat(set.addAll(List.of("x", "y", "z"))).isTrue();
            assertThat(set.retainAll(List.of("x", "y"))).isTrue();
            assertThat(set.removeAll(List.of("x"))).isTrue();
            assertThat(set.containsAll(List.of("y"))).isTrue();
            assertThat(manager.set()).isEmpty();
        }
    }

    @ContractTest
    @Tag("MGR.5")
    void aNamespaceKnowsValuesByName(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            Namespace namespace = manager.namespace();
            namespace.set("name", "Bob");
            namespace.set("job", "Builder");
            namespace.set("_hidden", "hidden");
            assertThat(namespace.get("name")).isEqualTo("Bob");
            assertThat(namespace.get("job", String.class)).isEqualTo("Builder");
            assertThat(namespace.names()).containsExactly("name", "job", "_hidden");
            namespace.remove("job");
            assertThat(namespace.has("job")).isFalse();
            assertThatThrownBy(() -> namespace.get("job")).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> namespace.get("never")).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> namespace.remove("job")).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> namespace.get("name", Integer.class)).isInstanceOf(ClassCastException.class);
            assertThat(namespace).hasToString("Namespace(name=Bob)");
        }
    }

    @ContractTest
    @Tag("MGR.15")
    void aMapIsUsedInAChild(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            Map<String, Integer> map = manager.map();
            map.put("foo", 5);
            run(mp.process(ManagedContainersContractTest::useMap, map));
            assertThat(map).isEmpty();
            assertThat(map.get("foo")).isNull();
            assertThat(map.getOrDefault("foo", 7)).isEqualTo(7);
        }
    }

    private static void useMap(Map<String, Integer> map) {
        assertThat(map.size()).isEqualTo(1);
        assertThat(map.get("foo")).isEqualTo(5);
        assertThat(map.entrySet()).containsExactly(entry("foo", 5));
        assertThat(map.keySet()).containsExactly("foo");
        assertThat(map.values()).containsExactly(5);
        Map<String, Integer> copy = new HashMap<>(map);
        copy.clear();
        Iterator<Map.Entry<String, Integer>> entries = map.entrySet().iterator();
        Map.Entry<String, Integer> popped = entries.next();
        entries.remove();
        assertThat(popped).isEqualTo(entry("foo", 5));
    }

    @ContractTest
    @Tag("MGR.17")
    void exceptionsHaveTheirOwnClass(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            List<Integer> list = manager.list(upTo(3));
            assertThatThrownBy(() -> list.get(3))
                    .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("3")
                    .hasStackTraceContaining("ManagedContainersContractTest")
                    .hasStackTraceContaining("ListHome");
            assertThatThrownBy(() -> list.set(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> list.remove(3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> list.subList(-1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> list.subList(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(list.remove((Object) 77)).isFalse();
        }
    }

    @ContractTest(StartMethod.SPAWN)
    void whatCannotTravelIsRefusedWhereItIsPut(Context mp) throws Exception {
        try (Manager manager = mp.manager()) {
            Map<String, Object> map = manager.map();
            assertThatThrownBy(() -> map.put("a", new Object())).isInstanceOf(EncodingException.class);
            assertThat(map).isEmpty();
            map.put("a", new ArrayList<>(List.of(1)));
            @SuppressWarnings("unchecked")
            List<Integer> copy = (List<Integer>) map.get("a");
            copy.add(2);
            assertThat(map).containsExactly(entry("a", List.of(1)));
            assertThatThrownBy(() -> manager.map(Map.of("a", new Object()))).isInstanceOf(EncodingException.class);
            assertThat(map).isEqualTo(Collections.singletonMap("a", Arrays.asList(1)));
        }
    }
}
