package io.github.multiprocessing4j;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The code in README.md compiles, and its table of words names all that there are, and no others.
 *
 * <p>A block of Java that declares a public class is a file. Any other is the body of a method, with {@link #FRAGMENT}
 * around it, which has the imports and the few names that the text takes for granted.
 *
 * <p>In the second column of the table {@code `Type.word`} is a method of a public type, {@code `.word`} one of the
 * type that was named last.
 */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");
    private static final Pattern PUBLIC_CLASS = Pattern.compile("(?m)^public (?:final )?class (\\w+)");
    private static final Pattern TABLE = Pattern.compile("(?m)^\\| Python \\| Java \\|\n\\|[-|]+\\|\n((?:\\|.*\n)+)");
    private static final Pattern WORD = Pattern.compile("`(?:new )?([A-Z]\\w+)?(?:\\.(\\w+))?(?:\\(n\\))?`");

    private static final Set<String> EVERYWHERE = Set.of("equals", "hashCode", "toString", "values", "valueOf");

    private static final String FRAGMENT = """
            import io.github.multiprocessing4j.*;
            import io.github.multiprocessing4j.Process;
            import java.time.Duration;
            import java.util.List;
            import java.util.Map;
            import java.util.concurrent.*;

            class Fragment {

                static Pool pool;
                static List<String> paths;
                static java.net.SocketAddress address;
                static byte[] key;

                static class Site {

                    static void open(String address) {}

                    static String fetch(String path) throws java.io.IOException {
                        return path;
                    }
                }

                static void fragment() throws Exception {
            %s
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void everyBlockCompiles() throws IOException {
        List<String> blocks =
                BLOCK.matcher(readme()).results().map(block -> block.group(1)).toList();
        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            assertThat(complaints(block)).as(block).isEmpty();
        }
    }

    @Test
    void theTableNamesEveryPublicWordAndNoOther() throws IOException {
        Set<String> there = new TreeSet<>();
        for (Class<?> type : publicTypes()) {
            there.add(type.getSimpleName());
            if (type != Context.class) {
                methods(type).forEach(method -> there.add(type.getSimpleName() + "." + method));
            }
        }
        Set<String> named = named();
        assertThat(named).as("words of the table that there are").allMatch(there::contains);
        assertThat(there).as("public words that the table names").allMatch(named::contains);
    }

    @Test
    void theWordsOfMultiprocessingAreThoseOfContext() {
        Set<String> words = new TreeSet<>(methods(Multiprocessing.class).toList());
        assertThat(words).containsAll(methods(Context.class).toList());
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md")).replace("\r\n", "\n");
    }

    /** What the compiler says about a block; nothing if it is content. */
    private String complaints(String block) throws IOException {
        Matcher file = PUBLIC_CLASS.matcher(block);
        boolean whole = file.find();
        Path source = directory.resolve((whole ? file.group(1) : "Fragment") + ".java");
        Files.writeString(source, whole ? block : FRAGMENT.formatted(block));
        StringWriter said = new StringWriter();
        PrintWriter to = new PrintWriter(said);
        ToolProvider.findFirst("javac").orElseThrow().run(to, to, arguments(source));
        return said.toString();
    }

    private String[] arguments(Path source) {
        return new String[] {
            "--release",
            "17",
            "-proc:none",
            "-Xlint:all,-try",
            "-classpath",
            System.getProperty("java.class.path"),
            "-d",
            directory.toString(),
            source.toString()
        };
    }

    /** The words in the table's second column: Type, or Type.method. */
    private static Set<String> named() throws IOException {
        Matcher table = TABLE.matcher(readme());
        assertThat(table.find()).as("the table is there").isTrue();
        Set<String> words = new TreeSet<>();
        String column =
                table.group(1).lines().map(row -> row.split("(?<!\\\\)\\|")[2]).collect(joining("\n"));
        String type = null;
        for (MatchResult word : WORD.matcher(column).results().toList()) {
            type = word.group(1) != null ? word.group(1) : type;
            words.add(type);
            if (word.group(2) != null) {
                words.add(type + "." + word.group(2));
            }
        }
        return words;
    }

    private static List<Class<?>> publicTypes() throws IOException {
        List<Class<?>> types = new ArrayList<>();
        try (InputStream list = ReadmeTest.class.getResourceAsStream("/public-types.txt")) {
            String names = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            for (String name :
                    names.lines().filter(line -> !line.startsWith("#")).toList()) {
                types.add(Class.forName(ReadmeTest.class.getPackageName() + "." + name));
            }
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        return types;
    }

    /** The methods of a type, but for what every object, record or enum has, and what another of our types declares. */
    private static Stream<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !EVERYWHERE.contains(method.getName()))
                .filter(method -> ours(type.getInterfaces()).noneMatch(method.getName()::equals))
                .map(Method::getName);
    }

    private static Stream<String> ours(Class<?>[] interfaces) {
        return Arrays.stream(interfaces)
                .filter(type -> type.getPackage() == Pool.class.getPackage())
                .flatMap(ReadmeTest::methods);
    }
}
