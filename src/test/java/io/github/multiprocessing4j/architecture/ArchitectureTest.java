package io.github.multiprocessing4j.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.github.multiprocessing4j.architecture.House.CLASSES;
import static io.github.multiprocessing4j.architecture.House.COMPILED;
import static io.github.multiprocessing4j.architecture.House.INTERNAL;
import static io.github.multiprocessing4j.architecture.House.ROOT;
import static io.github.multiprocessing4j.architecture.House.SOURCES;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the house is built: who is seen from outside, and who knows whom. */
class ArchitectureTest {

    private static final int MOST_LINES_OF_CODE = 350;

    /** Each room below the front room, and the rooms that it may know; all know the JDK. */
    private static final Map<String, Set<String>> ROOMS = Map.of(
            "engine", Set.of(),
            "memory", Set.of(),
            "wire", Set.of("memory"),
            "shared", Set.of("memory", "wire"),
            "thread", Set.of("engine", "shared"),
            "worker", Set.of("engine", "wire", "shared"),
            "spawn", Set.of("engine", "memory", "wire", "shared", "worker"),
            "cluster", Set.of("engine", "shared"));

    /** The one room that knows a library: the grid that it adapts. */
    private static final String ADAPTER = "cluster";

    private static final Pattern EMPTY_NAME =
            Pattern.compile(".*(Utils?|Utilities|Helpers?|Impl|Managers?|Misc|Common)");

    /** Words of Python's, which users look for. */
    private static final Set<String> MANAGERS = Set.of("Manager", "SharedMemoryManager");

    private static final Pattern NO_CODE = Pattern.compile("\\s*((/\\*|\\*|//).*)?");

    @Test
    void thePublicTypesAreThoseOnTheList() throws IOException {
        TreeSet<String> found = CLASSES.stream()
                .filter(type -> type.getPackageName().equals(ROOT))
                .filter(type -> type.isTopLevelClass())
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .collect(toCollection(TreeSet::new));
        List<String> listed = House.list("public-types.txt");

        assertThat(listed).as("lines of public-types.txt").isSorted();
        assertThat(found)
                .as("public types; take away those that public-types.txt lists in vain")
                .containsAll(listed);
        assertThat(listed)
                .as("lines of public-types.txt; add what users are meant to see")
                .containsAll(found);
    }

    @Test
    void theModuleExportsTheFrontRoomAloneAndNeedsOneLibrary() {
        ModuleDescriptor module =
                ModuleFinder.of(COMPILED).find(ROOT).orElseThrow().descriptor();
        assertThat(module.name()).isEqualTo(ROOT);
        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsOnly(ROOT);
        assertThat(module.exports()).noneMatch(ModuleDescriptor.Exports::isQualified);
        assertThat(module.opens()).isEmpty();
        assertThat(module.requires())
                .filteredOn(required -> !required.name().startsWith("java."))
                .extracting(ModuleDescriptor.Requires::name)
                .containsOnly("org.slf4j");
    }

    @Test
    void theFrontRoomKnowsTheWorkshopsAndTheLoggingFacadeAlone() {
        classes()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT, INTERNAL + "..", "java..", "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void noWorkshopKnowsTheFrontRoom() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aWorkshopKnowsNoOthersThanItMay(String room) {
        classes()
                .that()
                .resideInAPackage(INTERNAL + "." + room)
                .should()
                .onlyDependOnClassesThat(mayBeKnownBy(room))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    static Set<String> rooms() {
        return ROOMS.keySet();
    }

    private static DescribedPredicate<JavaClass> mayBeKnownBy(String room) {
        return DescribedPredicate.describe("are of the JDK, of " + room + " or of " + ROOMS.get(room), type -> {
            String name = type.getPackageName();
            if (name.startsWith(ROOT)) {
                String other = name.substring(name.lastIndexOf('.') + 1);
                return other.equals(room) || ROOMS.get(room).contains(other);
            }
            return name.startsWith("java.") || room.equals(ADAPTER);
        });
    }

    @Test
    void thereAreNoOtherRooms() {
        Set<String> packages = CLASSES.stream().map(JavaClass::getPackageName).collect(toCollection(TreeSet::new));
        packages.remove(ROOT);
        packages.remove(INTERNAL);
        assertThat(packages)
                .isSubsetOf(ROOMS.keySet().stream()
                        .map(room -> INTERNAL + "." + room)
                        .toList());
    }

    @Test
    void noPackagesKnowEachOther() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(CLASSES);
    }

    private static final class ByPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    @Test
    void noNameSaysNothing() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..",
                        "..utils..",
                        "..helper..",
                        "..helpers..",
                        "..impl..",
                        "..manager..",
                        "..managers..",
                        "..common..",
                        "..misc..")
                .orShould(haveSimpleNamesThatSayNothing())
                .check(CLASSES);
    }

    private static ArchCondition<JavaClass> haveSimpleNamesThatSayNothing() {
        return ArchCondition.from(DescribedPredicate.describe(
                "have a name that says nothing",
                type -> EMPTY_NAME.matcher(type.getSimpleName()).matches()
                        && !MANAGERS.contains(type.getSimpleName())));
    }

    @Test
    void noFileIsTooLongToRead() throws IOException {
        Map<Path, Long> tooLong = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                long lines = linesOfCode(file);
                if (lines > MOST_LINES_OF_CODE) {
                    tooLong.put(file, lines);
                }
            }
        }
        assertThat(tooLong)
                .as("files of more than %d lines of code", MOST_LINES_OF_CODE)
                .isEmpty();
    }

    /** Lines that are neither blank nor comment: what callers are told may take its room. */
    private static long linesOfCode(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !NO_CODE.matcher(line).matches()).count();
        }
    }
}
