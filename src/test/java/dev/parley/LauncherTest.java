package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout of its own, where JDKs and Maven are stand-ins that say how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String ECHO = "#!/bin/sh\nfor a in \"$@\"; do printf '<%s>' \"$a\"; done\nexit 7\n";
    private static final String MAVEN =
            "#!/bin/sh\necho \"$JAVA_HOME $*\" >>calls\nmkdir -p target/lib\n: >target/parley.jar\n";

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
        Path jdk = directory.resolve("jdk-" + version);
        executable(jdk.resolve("bin/java"), ECHO);
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
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("parley").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PARLEY") || name.equals("JAVA_HOME"));
        environment.put("HOME", directory.toString());
        environment.put("PATH", directory.resolve("bin") + ":/usr/bin:/bin");
        if (jdk != null) {
            environment.put("PARLEY_JAVA_HOME", jdk.toString());
        }
        environment.putAll(variables);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Test
    void argumentsAndTheExitCodePassThrough() throws Exception {
        Result result = run(jdk("25.0.3"), "run", "two words", "", "*", "$HOME");
        assertThat(result.code()).isEqualTo(7);
        assertThat(result.out()).endsWith("<dev.parley.cli.Main><run><two words><><*><$HOME>");
        assertThat(result.out()).contains("target/parley.jar>");
    }

    @Test
    void theFirstUseBuildsAndSaysSo() throws Exception {
        Path jdk = jdk("25.0.3");
        Result first = run(jdk, "list");
        assertThat(first.err()).contains("Building", "Built.");
        assertThat(read(checkout.resolve("calls"))).startsWith(jdk + " -B -ntp -DskipTests package");
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
        Path own = directory.resolve(".sdkman/candidates/java/25.0.1-tem");
        executable(own.resolve("bin/java"), ECHO);
        Files.writeString(own.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        assertThat(run(jdk("17.0.15"), "list").code()).isEqualTo(7);
    }

    @Test
    void withoutAJdkItSaysWhatIsMissingAndWhatIsThere() throws Exception {
        Path jdks = Files.createDirectories(directory.resolve("jdks"));
        executable(jdks.resolve("old/bin/java"), ECHO);
        Files.writeString(jdks.resolve("old/release"), "JAVA_VERSION=\"21.0.1\"\n");
        executable(directory.resolve("bin/java"), ECHO);
        Result result = run(null, Map.of("PARLEY_JDKS", jdks.toString(), "PATH", directory + "/bin:/bin"), "list");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("A JDK 25 or newer is needed", "old is Java 21", "PARLEY_JAVA_HOME=");
        assertThat(result.out()).isEmpty();
    }
}
