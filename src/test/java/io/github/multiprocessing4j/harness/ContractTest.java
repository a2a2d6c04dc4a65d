package io.github.multiprocessing4j.harness;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.StartMethod;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A statement of behaviour that is run once on every start method it holds for.
 *
 * <p>The test method may take a {@link Context} (and a {@link StartMethod}): that of the start method it is run on. The
 * numbers of the behaviours that it holds are its {@code @Tag}s.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(OnEveryStartMethod.class)
public @interface ContractTest {

    /** The start methods the behaviour holds for: all of them when left out. */
    StartMethod[] value() default {};
}
