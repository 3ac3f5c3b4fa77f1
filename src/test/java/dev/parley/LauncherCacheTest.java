package dev.parley;

import static dev.parley.Checkout.await;
import static dev.parley.Checkout.executable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Checkout.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The cache of prepared classes that the launcher has Java write: when it is made, and when it fits. */
@DisabledOnOs(OS.WINDOWS)
class LauncherCacheTest {
    /** A Java that makes a cache when it is asked to. */
    private static final String CACHING = """
        #!/bin/sh
        for a in "$@"; do
            case $a in
                -XX:AOTCacheOutput=*)
                    echo trained | tee -a trainings >"${a#*=}"
                    exit 0
                    ;;
            esac
        done
        for a in "$@"; do printf '<%s>' "$a"; done
        exit 7
        """;

    @TempDir
    private Path directory;

    private Checkout checkout;

    @BeforeEach
    void layOut() throws IOException {
        checkout = new Checkout(directory);
    }

    private Path cachingJdk() throws IOException {
        Path jdk = checkout.jdk("25.0.3");
        executable(jdk.resolve("bin/java"), CACHING);
        return jdk;
    }

    private static String cacheIn(Result result) {
        Matcher option = Pattern.compile("<-XX:AOTCache=([^>]*)>").matcher(result.out());
        return option.find() ? option.group(1) : "";
    }

    private List<String> trainings() throws IOException {
        Path file = directory.resolve("trainings");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void theCacheIsMadeOnFirstUseAndUsedFromThenOn() throws Exception {
        Path jdk = cachingJdk();
        String first = cacheIn(checkout.run(jdk, "list"));
        assertThat(Path.of(first)).exists().hasParent(checkout.resolve("target/cache"));
        Result second = checkout.run(jdk, "list");
        assertThat(cacheIn(second)).isEqualTo(first);
        assertThat(second.err()).isEmpty();
        assertThat(trainings()).hasSize(1);
    }

    @Test
    void aJarWithOtherContentHasACacheOfItsOwnEvenWithTheSizeAndTimeOfBefore() throws Exception {
        Path jdk = cachingJdk();
        checkout.run(jdk, "list");
        Path jar = checkout.resolve("target/lib/a.jar");
        FileTime time = Files.getLastModifiedTime(checkout.resolve("target/parley.jar"));
        Files.writeString(jar, "old");
        Files.setLastModifiedTime(jar, time);
        String before = cacheIn(checkout.run(jdk, "list"));
        Files.writeString(jar, "new");
        Files.setLastModifiedTime(jar, time);
        assertThat(cacheIn(checkout.run(jdk, "list"))).isNotEmpty().isNotEqualTo(before);
        assertThat(trainings()).hasSize(3);
        // Each has tens of megabytes, and a checkout is built often.
        assertThat(Path.of(before)).doesNotExist();
    }

    @Test
    void whatGroovyCompiledIsKeptForTheSameJarsOnly() throws Exception {
        Path jdk = cachingJdk();
        Path before = expressionsIn(checkout.run(jdk, "list"));
        assertThat(before.getParent()).isEqualTo(checkout.resolve("target/cache"));
        Files.createDirectories(before);
        assertThat(expressionsIn(checkout.run(jdk, "run", "a.parley"))).isEqualTo(before);
        Files.writeString(checkout.resolve("target/lib/a.jar"), "another");
        assertThat(expressionsIn(checkout.run(jdk, "list"))).isNotEqualTo(before);
        assertThat(before).doesNotExist();
        assertThat(checkout.run(jdk, Map.of("PARLEY_JAVA_CACHE", "off"), "list").out())
                .doesNotContain("parley.expressions");
    }

    private static Path expressionsIn(Result result) {
        Matcher option = Pattern.compile("<-Dparley.expressions=([^>]*)>").matcher(result.out());
        assertThat(option.find()).isTrue();
        return Path.of(option.group(1));
    }

    @Test
    void cachesOfOtherJarsStayWhereSeveralMayKeepTheirs() throws Exception {
        Path jdk = cachingJdk();
        Map<String, String> shared =
                Map.of("PARLEY_JAVA_CACHE", directory.resolve("shared").toString());
        String before = cacheIn(checkout.run(jdk, shared, "list"));
        Files.writeString(checkout.resolve("target/lib/a.jar"), "another");
        assertThat(cacheIn(checkout.run(jdk, shared, "list"))).isNotEmpty().isNotEqualTo(before);
        assertThat(Path.of(before)).exists();
    }

    @Test
    void anotherBuildOfJavaHasACacheOfItsOwn() throws Exception {
        Path jdk = cachingJdk();
        String before = cacheIn(checkout.run(jdk, "list"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\nJAVA_RUNTIME_VERSION=\"25.0.3+10\"\n");
        assertThat(cacheIn(checkout.run(jdk, "list"))).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void groovyAndTheEmbeddedServerAreInCachesOfTheirOwn() throws Exception {
        Path jdk = cachingJdk();
        String without = cacheIn(checkout.run(jdk, "list"));
        Path plain = Files.writeString(directory.resolve("plain.parley"), "check count == 1; log \"${a.b}\"\n");
        Path groovy = Files.writeString(directory.resolve("groovy.parley"), "check count.size() == 1\n");
        String remote = "--server=127.0.0.1:110";
        assertThat(cacheIn(checkout.run(jdk, "run", remote, plain.toString()))).isEqualTo(without);
        String with = cacheIn(checkout.run(jdk, "run", remote, groovy.toString()));
        assertThat(with).isNotEmpty().isNotEqualTo(without);
        assertThat(cacheIn(checkout.run(jdk, "run", remote, directory.toString())))
                .isEqualTo(with);
        String embedded = cacheIn(checkout.run(jdk, "run", plain.toString()));
        assertThat(embedded).isNotEmpty().isNotIn(with, without);
        assertThat(cacheIn(checkout.run(jdk, "run", groovy.toString()))).isEqualTo(embedded);
        assertThat(cacheIn(checkout.run(jdk, "--help"))).isNotEmpty().isNotIn(with, without, embedded);
        assertThat(trainings()).hasSize(4);
    }

    @Test
    void aCacheThatCannotBeKeptCostsNothingButSpeed() throws Exception {
        Path jdk = cachingJdk();
        checkout.run(jdk, Map.of("PARLEY_JAVA_CACHE", "off"), "list");
        Files.writeString(directory.resolve("file"), "x");
        for (String place : List.of("file/below", "/proc/none")) {
            Result result = checkout.run(jdk, Map.of("PARLEY_JAVA_CACHE", place), "list");
            assertThat(result.code()).isEqualTo(7);
            assertThat(result.err()).isEmpty();
            assertThat(cacheIn(result)).isEmpty();
        }
    }

    @Test
    void aCacheThatCannotBeMadeIsNotTriedAgain() throws Exception {
        Path jdk = cachingJdk();
        executable(
                jdk.resolve("bin/java"),
                CACHING.replace("exit 0", "echo 'No space left' >&2; exit 1")
                        .replace("| tee -a trainings", "| tee -a trainings;:"));
        checkout.run(jdk, "list");
        Result second = checkout.run(jdk, "list");
        assertThat(second.code()).isEqualTo(7);
        assertThat(second.err()).isEmpty();
        assertThat(cacheIn(second)).isEmpty();
        assertThat(trainings()).hasSize(1);
        assertThat(checkout.resolve("target/cache")).isDirectoryNotContaining("glob:**training*");
    }

    @Test
    void twoFirstUsesAtOnceMakeOneCache() throws Exception {
        Path jdk = checkout.jdk("25.0.3");
        checkout.run(jdk, Map.of("PARLEY_JAVA_CACHE", "off"), "list");
        executable(jdk.resolve("bin/java"), CACHING.replace("exit 0", "sleep 1; exit 0"));
        Process one = checkout.start(jdk, Map.of(), "list");
        Process two = checkout.start(jdk, Map.of(), "list");
        Result first = await(one);
        Result second = await(two);
        assertThat(List.of(first.code(), second.code())).containsOnly(7);
        assertThat(cacheIn(first)).isNotEmpty().isEqualTo(cacheIn(second));
        assertThat(checkout.resolve("target/cache")).isDirectoryNotContaining("glob:**training*");
    }

    /** With the real Java, whose cache does not notice by itself that a jar has changed. */
    @Test
    void aJarThatWasBuiltAgainNeverRunsItsOldClasses() throws Exception {
        Path jdk = Path.of(System.getProperty("java.home"));
        checkout.run(checkout.jdk("25.0.3"), Map.of("PARLEY_JAVA_CACHE", "off"), "list");
        jarThatSays("old");
        assertThat(checkout.run(jdk, "list").out()).isEqualTo("old\n");
        assertThat(checkout.run(jdk, Map.of("PARLEY_JAVA_OPTS", "-Xlog:class+load"), "list")
                        .out())
                .contains("dev.parley.cli.Main source: shared objects file", "old\n");
        jarThatSays("new");
        assertThat(checkout.run(jdk, "list").out()).isEqualTo("new\n");
    }

    private void jarThatSays(String word) throws Exception {
        Path source = directory.resolve("source");
        Path main = Files.createDirectories(source.resolve("dev/parley/cli")).resolve("Main.java");
        Path training =
                Files.createDirectories(source.resolve("dev/parley/launcher")).resolve("Training.java");
        Files.writeString(
                main,
                "package dev.parley.cli; public class Main { public static void main(String[] a) {"
                        + " System.out.println(\"" + word + "\"); } }");
        Files.writeString(
                training,
                "package dev.parley.launcher; class Training { public static void main(String[] a) {"
                        + " dev.parley.cli.Main.main(a); } }");
        Path classes = directory.resolve("classes");
        tool("javac", "-d", classes.toString(), main.toString(), training.toString());
        Path jar = checkout.resolve("target/parley-launcher.jar");
        tool("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), "dev");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_700_000_000_000L));
    }

    private static void tool(String name, String... arguments) {
        int code = ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, arguments);
        assertThat(code).isZero();
    }
}
