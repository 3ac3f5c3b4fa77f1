package dev.parley;

import static dev.parley.Checkout.ECHO;
import static dev.parley.Checkout.MAVEN;
import static dev.parley.Checkout.await;
import static dev.parley.Checkout.executable;
import static dev.parley.Checkout.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Checkout.Result;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How the launcher finds a JDK, builds on first use, and hands over to the program. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    @TempDir
    private Path directory;

    private Checkout checkout;

    @BeforeEach
    void layOut() throws IOException {
        checkout = new Checkout(directory);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Test
    void argumentsAndTheExitCodePassThrough() throws Exception {
        Result result = checkout.run(checkout.jdk("25.0.3"), "run", "two words", "", "*", "$HOME");
        assertThat(result.code()).isEqualTo(7);
        assertThat(result.out()).endsWith("<dev.parley.cli.Main><run><two words><><*><$HOME>");
        assertThat(result.out()).contains("target/parley-launcher.jar>");
    }

    @Test
    void theFirstUseBuildsAndSaysSo() throws Exception {
        Path jdk = checkout.jdk("25.0.3");
        Result first = checkout.run(jdk, "list");
        assertThat(first.err()).contains("Building", "Built.");
        assertThat(read(checkout.resolve("calls"))).startsWith(jdk + " -B -ntp -Dmaven.test.skip=true package");
        Result second = checkout.run(jdk, "list");
        assertThat(second.err()).isEmpty();
        assertThat(read(checkout.resolve("calls")).lines()).hasSize(1);
    }

    @Test
    void aChangedSourceBuildsAgain() throws Exception {
        Path jdk = checkout.jdk("26");
        checkout.run(jdk, "list");
        Path jar = checkout.resolve("target/parley.jar");
        Files.setLastModifiedTime(
                jar,
                java.nio.file.attribute.FileTime.fromMillis(
                        Files.getLastModifiedTime(jar).toMillis() - 60_000));
        Files.writeString(checkout.resolve("src/main/New.java"), "x");
        assertThat(checkout.run(jdk, "list").err()).contains("Building");
    }

    @Test
    void aBuildThatFailsShowsWhy() throws Exception {
        executable(directory.resolve("bin/mvn"), "#!/bin/sh\necho '[ERROR] no such thing'\nexit 1\n");
        Result result = checkout.run(checkout.jdk("25.0.3"), "list");
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
        assertThat(checkout.run(checkout.jdk("25.0.3"), "list").err()).contains("Built.");
    }

    @Test
    void anOlderJdkIsPassedOverForOneOfTheUsersOwn() throws Exception {
        Checkout.jdk(directory.resolve(".sdkman/candidates/java/25.0.1-tem"), "25.0.1");
        assertThat(checkout.run(checkout.jdk("17.0.15"), "list").code()).isEqualTo(7);
    }

    @Test
    void withoutAJdkItSaysWhatIsMissingAndWhatIsThere() throws Exception {
        Path jdks = Files.createDirectories(directory.resolve("jdks"));
        Checkout.jdk(jdks.resolve("old"), "21.0.1");
        executable(directory.resolve("bin/java"), ECHO);
        Result result =
                checkout.run(null, Map.of("PARLEY_JDKS", jdks.toString(), "PATH", directory + "/bin:/bin"), "list");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("A JDK 25 or newer is needed", "old is Java 21", "PARLEY_JAVA_HOME=");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aRuntimeWithoutACompilerIsNoJdk() throws Exception {
        Path jdks = Files.createDirectories(directory.resolve("jdks"));
        Files.delete(Checkout.jdk(jdks.resolve("runtime"), "25.0.3").resolve("bin/javac"));
        executable(directory.resolve("bin/java"), ECHO);
        Result result =
                checkout.run(null, Map.of("PARLEY_JDKS", jdks.toString(), "PATH", directory + "/bin:/bin"), "list");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("A JDK 25 or newer is needed");
    }

    @Test
    void withoutMavenItSaysSo() throws Exception {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        for (String tool : List.of("sh", "sed", "dirname", "find", "head", "mkdir", "rm", "cat", "stat")) {
            executable(tools.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
        }
        Result result = checkout.run(checkout.jdk("25.0.3"), Map.of("PATH", tools.toString()), "list");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Maven (mvn) was not found");
        assertThat(checkout.resolve("target/.parley-build")).doesNotExist();
    }

    @Test
    void itFindsItsCheckoutThroughSymbolicLinks() throws Exception {
        Path link = directory.resolve("bin/p");
        Files.createSymbolicLink(directory.resolve("second"), Path.of("a checkout/parley"));
        Files.createSymbolicLink(link, Path.of("../second"));
        Path jdk = checkout.jdk("25.0.3");
        checkout.run(jdk, "list");
        ProcessBuilder builder = new ProcessBuilder(link.toString(), "list").directory(new File("/"));
        builder.environment().put("PARLEY_JAVA_HOME", jdk.toString());
        Process process = builder.start();
        assertThat(process.waitFor()).isEqualTo(7);
        assertThat(text(process.getInputStream())).contains("/a checkout/target/parley-launcher.jar>");
    }

    @Test
    void furtherOptionsOfTheJvmAreWordsAndNotFileNames() throws Exception {
        Result result = checkout.run(checkout.jdk("25.0.3"), Map.of("PARLEY_JAVA_OPTS", "-Xmx64m -Dx=/*"), "list");
        assertThat(result.out()).contains("<-Xmx64m><-Dx=/*><-cp>");
    }

    static Stream<Arguments> compilers() {
        String first = "<-XX:TieredStopAtLevel=1>";
        String late = "<-XX:CompileThresholdScaling=2>";
        String soon = "<-XX:CompileThresholdScaling=0.2>";
        String[] remote = {"run", "a.parley", "--server", "127.0.0.1:110"};
        String brief = "test \"t\" { connect; expect +OK }\n";
        return Stream.of(
                Arguments.of(brief, remote, first + late),
                Arguments.of(brief, new String[] {"check", "a.parley"}, first + late),
                Arguments.of(brief, new String[] {"run", "a.parley"}, first),
                Arguments.of(brief, new String[] {"run", ".", "--server=127.0.0.1:110"}, first),
                Arguments.of(brief, new String[] {"run", "a.parley", "--tls", "implicit"}, ""),
                Arguments.of(brief.replace("connect", "starttls"), new String[] {"run", "a.parley"}, ""),
                Arguments.of("let n = [1, 2].size()\n", remote, first),
                Arguments.of("expect +OK\n".repeat(1001), remote, first + soon),
                Arguments.of(brief, new String[] {"conform", "--server", "127.0.0.1:110"}, ""),
                Arguments.of(brief, new String[] {"inventory", "users.csv"}, ""),
                Arguments.of(brief, new String[] {"--help"}, first + late));
    }

    @ParameterizedTest
    @MethodSource("compilers")
    void theCompilersAreChosenByWhatIsToRun(String script, String[] arguments, String options) throws Exception {
        Files.writeString(directory.resolve("a.parley"), script);
        Matcher compilers = Pattern.compile("<-XX:(?:TieredStopAtLevel|CompileThresholdScaling)=[^>]*>")
                .matcher(checkout.run(checkout.jdk("25.0.3"), arguments).out());
        assertThat(compilers.results().map(MatchResult::group).collect(Collectors.joining()))
                .isEqualTo(options);
    }

    @Test
    void standardInputIsLeftToTheProgram() throws Exception {
        executable(directory.resolve("bin/mvn"), MAVEN.replace("mkdir", "cat >>calls; mkdir"));
        Path jdk = checkout.jdk("25.0.3");
        executable(jdk.resolve("bin/java"), "#!/bin/sh\ncat\n");
        Process process = checkout.start(jdk, Map.of(), "run", "-");
        try (OutputStream in = process.getOutputStream()) {
            in.write("test \"x\" { }\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(await(process).out()).isEqualTo("test \"x\" { }\n");
    }

    @Test
    void twoFirstRunsAtOnceBuildOnce() throws Exception {
        executable(directory.resolve("bin/mvn"), MAVEN.replace("mkdir", "sleep 1; mkdir"));
        Path jdk = checkout.jdk("25.0.3");
        Process one = checkout.start(jdk, Map.of(), "list");
        Process two = checkout.start(jdk, Map.of(), "list");
        assertThat(List.of(await(one).code(), await(two).code())).containsOnly(7);
        assertThat(read(checkout.resolve("calls")).lines()).hasSize(1);
    }
}
