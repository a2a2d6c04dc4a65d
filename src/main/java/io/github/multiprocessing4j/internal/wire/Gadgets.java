package io.github.multiprocessing4j.internal.wire;

import java.util.List;
import java.util.Set;

/**
 * Classes that bytes from a hostile JVM are known to be made of: those that run code, load classes or open connections
 * when they are read, compared, hashed or printed, and those that lead from one to the other.
 *
 * <p>The list cannot be complete. Whoever has to rely on it says which classes he expects instead.
 */
final class Gadgets {

    private static final Set<String> CLASSES = Set.of(
            "java.lang.invoke.SerializedLambda", // calls a method of any class that has lambdas
            "java.security.SignedObject", // holds bytes that it reads without a filter
            "javax.crypto.SealedObject",
            "javax.management.BadAttributeValueExpException",
            "com.fasterxml.jackson.databind.node.POJONode",
            "com.zaxxer.hikari.HikariConfig",
            "com.zaxxer.hikari.HikariDataSource",
            "groovy.util.Expando",
            "org.apache.commons.beanutils.BeanComparator",
            "org.apache.commons.collections.keyvalue.TiedMapEntry",
            "org.apache.commons.collections.map.LazyMap",
            "org.apache.commons.collections4.comparators.TransformingComparator",
            "org.apache.commons.collections4.keyvalue.TiedMapEntry",
            "org.apache.commons.collections4.map.LazyMap",
            "org.apache.commons.fileupload.disk.DiskFileItem",
            "org.apache.commons.fileupload2.core.DiskFileItem",
            "org.apache.wicket.util.upload.DiskFileItem",
            "org.hibernate.engine.spi.TypedValue",
            "org.hibernate.engine.TypedValue");

    /** Of whole families of packages exceptions are admitted: they are what programs fail with. */
    private static final List<String> PREFIXES = List.of(
            "bsh.",
            "clojure.core$",
            "clojure.inspector.",
            "com.caucho.",
            "com.mchange.",
            "com.rometools.rome.feed.impl.",
            "com.sun.",
            "com.vaadin.data.util.",
            "groovy.lang.Closure",
            "java.beans.",
            "java.rmi.",
            "javassist.",
            "javax.management.",
            "javax.naming.",
            "javax.script.",
            "javax.sql.rowset.",
            "javax.swing.",
            "jdk.internal.",
            "jdk.nashorn.",
            "oracle.jdbc.rowset.",
            "org.apache.bcel.",
            "org.apache.click.control.",
            "org.apache.commons.collections.functors.",
            "org.apache.commons.collections4.functors.",
            "org.apache.commons.dbcp.",
            "org.apache.commons.dbcp2.",
            "org.apache.myfaces.",
            "org.apache.tomcat.dbcp.",
            "org.apache.xalan.",
            "org.aspectj.weaver.",
            "org.codehaus.groovy.runtime.",
            "org.hibernate.property.",
            "org.hibernate.tuple.component.",
            "org.jboss.interceptor.",
            "org.jboss.weld.interceptor.",
            "org.mozilla.javascript.",
            "org.python.",
            "org.springframework.aop.",
            "org.springframework.beans.factory.",
            "org.springframework.core.SerializableTypeWrapper",
            "org.springframework.jndi.",
            "org.springframework.transaction.jta.",
            "scala.sys.process.",
            "sun.reflect.",
            "sun.rmi.");

    /** A class is looked at once, and its results may be many. */
    private static final ClassValue<Boolean> INCLUDED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isListed(type);
        }
    };

    private Gadgets() {}

    static boolean include(Class<?> type) {
        return INCLUDED.get(type);
    }

    private static boolean isListed(Class<?> type) {
        return CLASSES.contains(type.getName())
                || !Throwable.class.isAssignableFrom(type) && PREFIXES.stream().anyMatch(type.getName()::startsWith);
    }
}
