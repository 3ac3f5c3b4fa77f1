import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Lays out the two distributions below {@code target/dist}: one for a Java that is there already, and one with a
 * runtime of its own and a cache of prepared classes for it, for the platform of this build.
 *
 * <p>Run with the checkout, the version, and the time that all files get.
 */
class Dist {
    /** What no class names, but TLS and mail of any character set need. */
    private static final List<String> BEYOND = List.of("jdk.charsets", "jdk.crypto.ec", "jdk.net", "java.naming");

    private final Path checkout;
    private final Path target;
    private final String version;
    private final FileTime time;

    private Dist(Path checkout, String version, FileTime time) {
        this.checkout = checkout;
        this.target = checkout.resolve("target");
        this.version = version;
        this.time = time;
    }

    public static void main(String[] arguments) throws Exception {
        Dist dist = new Dist(Path.of(arguments[0]), arguments[1], FileTime.from(Instant.parse(arguments[2])));
        Path plain = dist.lay("plain");
        dist.stamp(plain);
        Path whole = dist.lay("runtime");
        dist.link(whole.resolve("runtime"));
        dist.stamp(whole);
        dist.train(whole);
    }

    private Path lay(String kind) throws IOException {
        Path home = target.resolve("dist").resolve(kind).resolve("parley-" + version);
        if (Files.exists(home)) {
            try (Stream<Path> old = Files.walk(home)) {
                for (Path path : old.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(home);
        for (String name : List.of("parley", "README.md", "CHANGELOG.md", "LICENSE")) {
            Files.copy(checkout.resolve(name), home.resolve(name));
        }
        home.resolve("parley").toFile().setExecutable(true, false);
        String command = Files.readString(checkout.resolve("src/dist/parley.cmd"));
        Files.writeString(home.resolve("parley.cmd"), command.replace("\n", "\r\n"));
        for (String name : List.of("parley.jar", "parley-launcher.jar")) {
            Files.copy(target.resolve(name), home.resolve(name));
        }
        copyTree(target.resolve("lib"), home.resolve("lib"));
        copyTree(checkout.resolve("examples"), home.resolve("examples"));
        return home;
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** A runtime of the modules that the jars need, without the flight recorder, which nothing needs that runs here. */
    private void link(Path runtime) throws IOException {
        List<String> jars = new ArrayList<>();
        try (Stream<Path> lib = Files.list(target.resolve("lib"))) {
            lib.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(jar -> jars.add(jar.toString()));
        }
        jars.add(target.resolve("parley.jar").toString());
        List<String> question = new ArrayList<>(
                List.of("--print-module-deps", "--ignore-missing-deps", "--multi-release", "25", "--class-path"));
        question.add(String.join(System.getProperty("path.separator"), jars));
        question.addAll(jars);
        TreeSet<String> modules = new TreeSet<>(BEYOND);
        String answer = tool("jdeps", question).strip();
        modules.addAll(
                Arrays.asList(answer.substring(answer.lastIndexOf('\n') + 1).split(",")));
        modules.remove("jdk.jfr");
        tool(
                "jlink",
                List.of(
                        "--add-modules",
                        String.join(",", modules),
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        runtime.toString()));
    }

    private static String tool(String name, List<String> arguments) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        int code = ToolProvider.findFirst(name).orElseThrow().run(writer, writer, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException(name + " ended with " + code + ":\n" + out);
        }
        return out.toString();
    }

    /** The time of the jars is a part of what the launcher knows them by, and archives hold it. */
    private void stamp(Path home) throws IOException {
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isSymbolicLink()) {
                    Files.setLastModifiedTime(file, time);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Lets the launcher make its caches there: for a help, for scripts without and with Groovy, and for the embedded server. Where there is no shell, the distribution goes without. */
    private void train(Path home) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            return;
        }
        Path examples = home.resolve("examples");
        String example = examples.resolve("01-login.parley").toString();
        int code = launch(home, "--version")
                + launch(home, "check", example)
                + launch(home, "check", examples.toString())
                + launch(home, "run", example);
        try (Stream<Path> made = Files.list(home.resolve("cache"))) {
            if (code != 0
                    || made.filter(file -> file.toString().endsWith(".aot")).count() != 4) {
                throw new IllegalStateException("The launcher did not make its four caches.");
            }
        }
    }

    private static int launch(Path home, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", home.resolve("parley").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder launcher = new ProcessBuilder(command);
        launcher.environment().put("PARLEY_JAVA_CACHE", home.resolve("cache").toString());
        return launcher.inheritIO().start().waitFor();
    }
}
