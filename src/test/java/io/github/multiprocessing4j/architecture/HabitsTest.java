package io.github.multiprocessing4j.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.github.multiprocessing4j.architecture.House.CLASSES;
import static io.github.multiprocessing4j.architecture.House.INTERNAL;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.SignedObject;
import java.time.Clock;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import java.util.stream.BaseStream;
import javax.crypto.SealedObject;
import org.junit.jupiter.api.Test;

/** What the library never does, and what it does in one place only. */
class HabitsTest {

    private static final String WIRE = INTERNAL + ".wire..";
    private static final String SPAWN = INTERNAL + ".spawn..";

    /** The one class that writes to a standard stream: a user asks for it by its name. */
    private static final String BAR = House.ROOT + ".ProgressBar";

    /** The streams of a child JVM, in which this library is the program. */
    private static final String CONSOLE = House.INTERNAL + ".worker.Console";

    @Test
    void nothingIsPrinted() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BAR)
                .and()
                .doNotHaveFullyQualifiedName(CONSOLE)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
        never(
                Throwable.class,
                "printStackTrace",
                target -> target.getRawParameterTypes().isEmpty());
    }

    @Test
    void noWallClockIsRead() {
        never(System.class, "currentTimeMillis");
        never(TemporalAccessor.class, "now");
        never(Clock.class, ".*");
        never(Date.class, "<init>");
    }

    @Test
    void nobodySleeps() {
        never(Thread.class, "sleep");
    }

    @Test
    void nothingRunsOnThreadsOfOthers() {
        never(ForkJoinPool.class, "commonPool");
        never(CompletionStage.class, ".*Async|delayedExecutor", HabitsTest::takesNoExecutor);
        never(Collection.class, "parallelStream");
        never(BaseStream.class, "parallel");
        never(Arrays.class, "parallel.*");
    }

    private static boolean takesNoExecutor(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Executor.class));
    }

    @Test
    void objectsAreEncodedAndDecodedInOnePlace() {
        neverOutside(WIRE, ObjectInputStream.class, "<init>");
        neverOutside(WIRE, ObjectOutputStream.class, "<init>");
    }

    /** So that there is one door, and nobody gets past the filters at it. */
    @Test
    void objectsAreReadByOneClass() {
        assertThat(CLASSES.stream().filter(type -> type.isAssignableTo(ObjectInputStream.class)))
                .extracting(JavaClass::getName)
                .containsExactly(INTERNAL + ".wire.Codec$Reader");
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(INTERNAL + ".wire.Codec$Reader")
                .should(new Use(ObjectInputStream.class, "<init>", HabitsTest::isOfTheJdk).asCondition())
                .check(CLASSES);
        never(SignedObject.class, "getObject");
        never(SealedObject.class, "getObject");
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.beans..", "java.rmi..")
                .check(CLASSES);
    }

    private static boolean isOfTheJdk(CodeUnitAccessTarget target) {
        return target.getOwner().getPackageName().startsWith("java.");
    }

    @Test
    void processesAreLaunchedInOnePlace() {
        neverOutside(SPAWN, ProcessBuilder.class, "<init>");
        never(Runtime.class, "exec");
    }

    private static void never(Class<?> owner, String method) {
        never(owner, method, target -> true);
    }

    private static void never(Class<?> owner, String method, Predicate<CodeUnitAccessTarget> which) {
        noClasses().should(new Use(owner, method, which).asCondition()).check(CLASSES);
    }

    private static void neverOutside(String room, Class<?> owner, String method) {
        noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should(new Use(owner, method, target -> true).asCondition())
                .check(CLASSES);
    }

    /** Calls of a type's methods, or of those of its subtypes, and references to them. */
    private record Use(Class<?> owner, String method, Predicate<CodeUnitAccessTarget> which) {

        ArchCondition<JavaClass> asCondition() {
            return accessTargetWhere(
                    DescribedPredicate.describe("it is " + owner.getSimpleName() + "." + method, this::matches));
        }

        private boolean matches(JavaAccess<?> access) {
            return access.getTarget() instanceof CodeUnitAccessTarget target
                    && target.getOwner().isAssignableTo(owner)
                    && target.getName().matches(method)
                    && which.test(target);
        }
    }
}
