package io.github.multiprocessing4j.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.StartMethod;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Every behaviour of the conformance list that is due has a test that bears its number. */
class ConformanceTagsTest {

    /** The sections whose words the library has. */
    private static final Set<String> SECTIONS = Set.of(
            "PROC", "CTX", "QUEUE", "SQUEUE", "LOCK", "SEM", "COND", "EVENT", "BARRIER", "VALUE", "POOL", "EXEC",
            "PIPE", "WAIT", "LISTEN", "RES", "SHM", "HANG", "MGR");

    private static final Pattern NUMBER = Pattern.compile("[A-Z]+\\.\\d+");

    /** Each behaviour, and the start methods that it is stated for. */
    private static Map<String, List<StartMethod>> behaviours() throws IOException {
        Map<String, List<StartMethod>> found = new LinkedHashMap<>();
        for (String line : House.list("conformance.txt")) {
            List<String> words = List.of(line.split(" "));
            assertThat(words.get(0)).matches(NUMBER);
            List<StartMethod> methods =
                    words.stream().skip(1).map(StartMethod::of).toList();
            assertThat(found.put(words.get(0), methods))
                    .as("%s, twice", words.get(0))
                    .isNull();
        }
        return found;
    }

    /** The numbers of behaviours among the tags of test methods that are run. */
    private static Set<String> numbersOfTests() {
        JavaClasses tests = new ClassFileImporter().importPath(House.placeOf(House.class));
        return tests.stream()
                .flatMap(type -> Stream.of(type.reflect().getDeclaredMethods()))
                .filter(ConformanceTagsTest::isRun)
                .flatMap(ConformanceTagsTest::tags)
                .filter(tag -> NUMBER.matcher(tag).matches())
                .collect(toCollection(TreeSet::new));
    }

    private static boolean isRun(Method method) {
        return AnnotationSupport.isAnnotated(method, Testable.class)
                && !AnnotationSupport.isAnnotated(method, Disabled.class)
                && !AnnotationSupport.isAnnotated(method.getDeclaringClass(), Disabled.class);
    }

    private static Stream<String> tags(Method method) {
        return Stream.of(method, method.getDeclaringClass())
                .flatMap(place -> AnnotationSupport.findRepeatableAnnotations(place, Tag.class).stream())
                .map(Tag::value);
    }

    @Test
    void theListIsWhole() throws IOException {
        assertThat(behaviours()).hasSize(171);
    }

    @Test
    void everyBehaviourThatIsDueHasItsTest() throws IOException {
        List<StartMethod> available = Multiprocessing.allStartMethods();
        Set<String> tested = numbersOfTests();
        List<String> missing = behaviours().entrySet().stream()
                .filter(behaviour -> !Collections.disjoint(behaviour.getValue(), available))
                .map(Map.Entry::getKey)
                .filter(number -> SECTIONS.contains(number.substring(0, number.indexOf('.'))))
                .filter(number -> !tested.contains(number))
                .toList();
        assertThat(missing)
                .as("behaviours without a test that bears their number")
                .isEmpty();
    }

    @Test
    void noTestBearsANumberThatIsNotOnTheList() throws IOException {
        assertThat(behaviours().keySet()).containsAll(numbersOfTests());
    }
}
