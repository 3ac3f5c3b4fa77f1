package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A checkout of its own for the launcher, where JDKs and Maven are stand-ins that say how they were called. */
final class Checkout {
    static final String ECHO = "#!/bin/sh\nfor a in \"$@\"; do printf '<%s>' \"$a\"; done\nexit 7\n";

    static final String MAVEN =
            "#!/bin/sh\necho \"$JAVA_HOME $*\" >>calls\nmkdir -p target/lib\n: >target/parley-launcher.jar\n"
                    + ": >target/lib/a.jar\n: >target/parley.jar\n";

    /** The home of who runs it, and where it is run. */
    private final Path directory;

    private final Path root;

    record Result(int code, String out, String err) {}

    Checkout(Path directory) throws IOException {
        this.directory = directory;
        root = Files.createDirectories(directory.resolve("a checkout"));
        Files.copy(Path.of("parley"), root.resolve("parley"));
        executable(root.resolve("parley"), null);
        Files.writeString(root.resolve("pom.xml"), "x");
        Files.createDirectories(root.resolve("grammar"));
        Files.createDirectories(root.resolve("src/main"));
        executable(directory.resolve("bin/mvn"), MAVEN);
    }

    Path resolve(String file) {
        return root.resolve(file);
    }

    Path jdk(String version) throws IOException {
        return jdk(directory.resolve("jdk-" + version), version);
    }

    static Path jdk(Path jdk, String version) throws IOException {
        executable(jdk.resolve("bin/java"), ECHO);
        executable(jdk.resolve("bin/javac"), ECHO);
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    static void executable(Path file, String content) throws IOException {
        if (content != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Result run(Path jdk, String... arguments) throws Exception {
        return run(jdk, Map.of(), arguments);
    }

    Result run(Path jdk, Map<String, String> variables, String... arguments) throws Exception {
        return await(start(jdk, variables, arguments));
    }

    Process start(Path jdk, Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve("parley").toString()));
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

    static Result await(Process process) throws Exception {
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        String out = text(process.getInputStream());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), out, err.join());
    }

    static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
