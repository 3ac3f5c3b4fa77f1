package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout of its own, where JDKs and Maven are stand-ins that say how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String ECHO = "#!/bin/sh\nfor a in \"$@\"; do printf '<%s>' \"$a\"; done\nexit 7\n";
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

    private static final String MAVEN =
            "#!/bin/sh\necho \"$JAVA_HOME $*\" >>calls\nmkdir -p target/lib\n: >target/parley-launcher.jar\n"
                    + ": >target/lib/a.jar\n: >target/parley.jar\n";

    @TempDir
    private Path directory;

    private Path checkout;

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void layOut() throws IOException {
        checkout = Files.createDirectories(directory.resolve("a checkout"));
        Files.copy(Path.of("parley"), checkout.resolve("parley"));
        executable(checkout.resolve("parley"), null);
        Files.writeString(checkout.resolve("pom.xml"), "x");
        Files.createDirectories(checkout.resolve("grammar"));
        Files.createDirectories(checkout.resolve("src/main"));
        executable(directory.resolve("bin/mvn"), MAVEN);
    }

    private Path jdk(String version) throws IOException {
        return jdk(directory.resolve("jdk-" + version), version);
    }

    private static Path jdk(Path jdk, String version) throws IOException {
        executable(jdk.resolve("bin/java"), ECHO);
        executable(jdk.resolve("bin/javac"), ECHO);
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private static void executable(Path file, String content) throws IOException {
        if (content != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(Path jdk, String... arguments) throws Exception {
        return run(jdk, Map.of(), arguments);
    }

    private Result run(Path jdk, Map<String, String> variables, String... arguments) throws Exception {
        return await(start(jdk, variables, arguments));
    }

    private Process start(Path jdk, Map<String, String> variables, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("parley").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PARLEY") || name.equals("JAVA_HOME"));
        environment.remove("XDG_CACHE_HOME");
        environment.put("HOME", directory.toString());
        environment.put("PATH", directory.resolve("bin") + ":/usr/bin:/bin");
        if (jdk != null) {
            environment.put("PARLEY_JAVA_HOME", jdk.toString());
        }
        environment.putAll(variables);
        return builder.start();
    }

    private static Result await(Process process) throws Exception {
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        String out = text(process.getInputStream());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), out, err.join());
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Test
    void argumentsAndTheExitCodePassThrough() throws Exception {
        Result result = run(jdk("25.0.3"), "run", "two words", "", "*", "$HOME");
        assertThat(result.code()).isEqualTo(7);
        assertThat(result.out()).endsWith("<dev.parley.cli.Main><run><two words><><*><$HOME>");
        assertThat(result.out()).contains("target/parley-launcher.jar>");
    }

    @Test
    void theFirstUseBuildsAndSaysSo() throws Exception {
        Path jdk = jdk("25.0.3");
        Result first = run(jdk, "list");
        assertThat(first.err()).contains("Building", "Built.");
        assertThat(read(checkout.resolve("calls"))).startsWith(jdk + " -B -ntp -Dmaven.test.skip=true package");
        Result second = run(jdk, "list");
        assertThat(second.err()).isEmpty();
        assertThat(read(checkout.resolve("calls")).lines()).hasSize(1);
    }

    @Test
    void aChangedSourceBuildsAgain() throws Exception {
        Path jdk = jdk("26");
        run(jdk, "list");
        Path jar = checkout.resolve("target/parley.jar");
        Files.setLastModifiedTime(
                jar,
                java.nio.file.attribute.FileTime.fromMillis(
                        Files.getLastModifiedTime(jar).toMillis() - 60_000));
        Files.writeString(checkout.resolve("src/main/New.java"), "x");
        assertThat(run(jdk, "list").err()).contains("Building");
    }

    @Test
    void aBuildThatFailsShowsWhy() throws Exception {
        executable(directory.resolve("bin/mvn"), "#!/bin/sh\necho '[ERROR] no such thing'\nexit 1\n");
        Result result = run(jdk("25.0.3"), "list");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("The build failed", "[ERROR] no such thing");
        assertThat(checkout.resolve("target/.parley-build")).doesNotExist();
    }

    @Test
    void aLockWhoseOwnerHasGoneIsTakenOver() throws Exception {
        Path lock = Files.createDirectories(checkout.resolve("target/.parley-build"));
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(lock.resolve("pid"), gone.pid() + "\n");
        assertThat(run(jdk("25.0.3"), "list").err()).contains("Built.");
    }

    @Test
    void anOlderJdkIsPassedOverForOneOfTheUsersOwn() throws Exception {
        jdk(directory.resolve(".sdkman/candidates/java/25.0.1-tem"), "25.0.1");
        assertThat(run(jdk("17.0.15"), "list").code()).isEqualTo(7);
    }

    @Test
    void withoutAJdkItSaysWhatIsMissingAndWhatIsThere() throws Exception {
        Path jdks = Files.createDirectories(directory.resolve("jdks"));
        jdk(jdks.resolve("old"), "21.0.1");
        executable(directory.resolve("bin/java"), ECHO);
        Result result = run(null, Map.of("PARLEY_JDKS", jdks.toString(), "PATH", directory + "/bin:/bin"), "list");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("A JDK 25 or newer is needed", "old is Java 21", "PARLEY_JAVA_HOME=");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aRuntimeWithoutACompilerIsNoJdk() throws Exception {
        Path jdks = Files.createDirectories(directory.resolve("jdks"));
        Files.delete(jdk(jdks.resolve("runtime"), "25.0.3").resolve("bin/javac"));
        executable(directory.resolve("bin/java"), ECHO);
        Result result = run(null, Map.of("PARLEY_JDKS", jdks.toString(), "PATH", directory + "/bin:/bin"), "list");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("A JDK 25 or newer is needed");
    }

    @Test
    void withoutMavenItSaysSo() throws Exception {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        for (String tool : List.of("sh", "sed", "dirname", "find", "head", "mkdir", "rm", "cat", "stat")) {
            executable(tools.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
        }
        Result result = run(jdk("25.0.3"), Map.of("PATH", tools.toString()), "list");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Maven (mvn) was not found");
        assertThat(checkout.resolve("target/.parley-build")).doesNotExist();
    }

    @Test
    void itFindsItsCheckoutThroughSymbolicLinks() throws Exception {
        Path link = directory.resolve("bin/p");
        Files.createSymbolicLink(directory.resolve("second"), Path.of("a checkout/parley"));
        Files.createSymbolicLink(link, Path.of("../second"));
        Path jdk = jdk("25.0.3");
        run(jdk, "list");
        ProcessBuilder builder = new ProcessBuilder(link.toString(), "list").directory(new File("/"));
        builder.environment().put("PARLEY_JAVA_HOME", jdk.toString());
        Process process = builder.start();
        assertThat(process.waitFor()).isEqualTo(7);
        assertThat(text(process.getInputStream())).contains("/a checkout/target/parley-launcher.jar>");
    }

    @Test
    void furtherOptionsOfTheJvmAreWordsAndNotFileNames() throws Exception {
        Result result = run(jdk("25.0.3"), Map.of("PARLEY_JAVA_OPTS", "-Xmx64m -Dx=/*"), "list");
        assertThat(result.out()).contains("<-Xmx64m><-Dx=/*><-cp>");
    }

    @Test
    void standardInputIsLeftToTheProgram() throws Exception {
        executable(directory.resolve("bin/mvn"), MAVEN.replace("mkdir", "cat >>calls; mkdir"));
        Path jdk = jdk("25.0.3");
        executable(jdk.resolve("bin/java"), "#!/bin/sh\ncat\n");
        Process process = start(jdk, Map.of(), "run", "-");
        try (OutputStream in = process.getOutputStream()) {
            in.write("test \"x\" { }\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(await(process).out()).isEqualTo("test \"x\" { }\n");
    }

    @Test
    void twoFirstRunsAtOnceBuildOnce() throws Exception {
        executable(directory.resolve("bin/mvn"), MAVEN.replace("mkdir", "sleep 1; mkdir"));
        Path jdk = jdk("25.0.3");
        Process one = start(jdk, Map.of(), "list");
        Process two = start(jdk, Map.of(), "list");
        assertThat(List.of(await(one).code(), await(two).code())).containsOnly(7);
        assertThat(read(checkout.resolve("calls")).lines()).hasSize(1);
    }

    private Path cachingJdk() throws IOException {
        Path jdk = jdk("25.0.3");
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
        String first = cacheIn(run(jdk, "list"));
        assertThat(Path.of(first)).exists().hasParent(checkout.resolve("target/cache"));
        Result second = run(jdk, "list");
        assertThat(cacheIn(second)).isEqualTo(first);
        assertThat(second.err()).isEmpty();
        assertThat(trainings()).hasSize(1);
    }

    @Test
    void aJarWithOtherContentHasACacheOfItsOwnEvenWithTheSizeAndTimeOfBefore() throws Exception {
        Path jdk = cachingJdk();
        run(jdk, "list");
        Path jar = checkout.resolve("target/lib/a.jar");
        FileTime time = Files.getLastModifiedTime(checkout.resolve("target/parley.jar"));
        Files.writeString(jar, "old");
        Files.setLastModifiedTime(jar, time);
        String before = cacheIn(run(jdk, "list"));
        Files.writeString(jar, "new");
        Files.setLastModifiedTime(jar, time);
        assertThat(cacheIn(run(jdk, "list"))).isNotEmpty().isNotEqualTo(before);
        assertThat(trainings()).hasSize(3);
    }

    @Test
    void anotherBuildOfJavaHasACacheOfItsOwn() throws Exception {
        Path jdk = cachingJdk();
        String before = cacheIn(run(jdk, "list"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\nJAVA_RUNTIME_VERSION=\"25.0.3+10\"\n");
        assertThat(cacheIn(run(jdk, "list"))).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void groovyAndTheEmbeddedServerAreInACacheOfTheirOwn() throws Exception {
        Path jdk = cachingJdk();
        String without = cacheIn(run(jdk, "list"));
        Path plain = Files.writeString(directory.resolve("plain.parley"), "check count == 1; log \"${a.b}\"\n");
        Path groovy = Files.writeString(directory.resolve("groovy.parley"), "check count.size() == 1\n");
        String remote = "--server=127.0.0.1:110";
        assertThat(cacheIn(run(jdk, "run", remote, plain.toString()))).isEqualTo(without);
        String with = cacheIn(run(jdk, "run", remote, groovy.toString()));
        assertThat(with).isNotEmpty().isNotEqualTo(without);
        assertThat(cacheIn(run(jdk, "run", plain.toString()))).isEqualTo(with);
        assertThat(cacheIn(run(jdk, "run", remote, directory.toString()))).isEqualTo(with);
        assertThat(trainings()).hasSize(2);
    }

    @Test
    void aCacheThatCannotBeKeptCostsNothingButSpeed() throws Exception {
        Path jdk = cachingJdk();
        run(jdk, Map.of("PARLEY_JAVA_CACHE", "off"), "list");
        Files.writeString(directory.resolve("file"), "x");
        for (String place : List.of("file/below", "/proc/none")) {
            Result result = run(jdk, Map.of("PARLEY_JAVA_CACHE", place), "list");
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
        run(jdk, "list");
        Result second = run(jdk, "list");
        assertThat(second.code()).isEqualTo(7);
        assertThat(second.err()).isEmpty();
        assertThat(cacheIn(second)).isEmpty();
        assertThat(trainings()).hasSize(1);
        assertThat(checkout.resolve("target/cache")).isDirectoryNotContaining("glob:**training*");
    }

    @Test
    void twoFirstUsesAtOnceMakeOneCache() throws Exception {
        Path jdk = jdk("25.0.3");
        run(jdk, Map.of("PARLEY_JAVA_CACHE", "off"), "list");
        executable(jdk.resolve("bin/java"), CACHING.replace("exit 0", "sleep 1; exit 0"));
        Process one = start(jdk, Map.of(), "list");
        Process two = start(jdk, Map.of(), "list");
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
        run(jdk("25.0.3"), Map.of("PARLEY_JAVA_CACHE", "off"), "list");
        jarThatSays("old");
        assertThat(run(jdk, "list").out()).isEqualTo("old\n");
        assertThat(run(jdk, Map.of("PARLEY_JAVA_OPTS", "-Xlog:class+load"), "list")
                        .out())
                .contains("dev.parley.cli.Main source: shared objects file", "old\n");
        jarThatSays("new");
        assertThat(run(jdk, "list").out()).isEqualTo("new\n");
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
