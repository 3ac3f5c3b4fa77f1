package dev.parley;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One direction, no cycles, each library in one home. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.parley");

    /** What each room may use of the others. */
    private static final Map<String, List<String>> ROOMS = new TreeMap<>(Map.ofEntries(
            Map.entry("source", List.of()),
            Map.entry("requirement", List.of()),
            Map.entry("wire", List.of()),
            Map.entry("secret", List.of("source")),
            Map.entry("syntax", List.of("source")),
            Map.entry("parse", List.of("source", "syntax")),
            Map.entry("sasl", List.of()),
            Map.entry("expression", List.of("source", "secret", "sasl")),
            Map.entry("program", List.of("source", "secret", "syntax", "parse", "expression", "requirement", "sasl")),
            Map.entry("server", List.of("sasl", "secret", "wire")),
            Map.entry("difference", List.of()),
            Map.entry("config", List.of("source", "wire", "server", "difference")),
            Map.entry(
                    "compare",
                    List.of("difference", "interpreter", "secret", "inventory", "report", "server", "source", "wire")),
            Map.entry("inventory", List.of("secret", "wire", "server")),
            Map.entry(
                    "interpreter",
                    List.of(
                            "source",
                            "secret",
                            "syntax",
                            "expression",
                            "program",
                            "wire",
                            "sasl",
                            "server",
                            "requirement")),
            Map.entry(
                    "engine",
                    List.of(
                            "source",
                            "secret",
                            "syntax",
                            "expression",
                            "program",
                            "wire",
                            "server",
                            "config",
                            "interpreter")),
            Map.entry("report", List.of("source")),
            Map.entry("conformance", List.of("source", "config", "program", "report", "requirement")),
            Map.entry(
                    "cli",
                    List.of(
                            "source",
                            "secret",
                            "syntax",
                            "expression",
                            "program",
                            "wire",
                            "server",
                            "config",
                            "interpreter",
                            "engine",
                            "compare",
                            "difference",
                            "inventory",
                            "report",
                            "requirement",
                            "conformance"))));

    /** The rooms that use a library, and the only ones that may. */
    private static final Map<String, List<String>> HOMES = new TreeMap<>(Map.ofEntries(
            Map.entry("org.antlr..", List.of("parse")),
            Map.entry("groovy..", List.of("expression")),
            Map.entry("org.codehaus.groovy..", List.of("expression")),
            Map.entry("com.github.difflib..", List.of("compare", "interpreter")),
            Map.entry("org.apache.commons.statistics..", List.of("compare")),
            Map.entry("org.tomlj..", List.of("config")),
            Map.entry("com.google.re2j..", List.of("interpreter", "program")),
            Map.entry("org.apache.commons.csv..", List.of("inventory", "program")),
            Map.entry("com.samskivert..", List.of("report")),
            Map.entry(
                    "tools.jackson..", List.of("cli", "compare", "conformance", "inventory", "program", "requirement")),
            Map.entry("javax.net.ssl..", List.of("server", "wire")),
            Map.entry("com.icegreen..", List.of("server")),
            Map.entry("com.ongres..", List.of("sasl")),
            Map.entry("jakarta.mail..", List.of("server")),
            Map.entry("org.eclipse.angus..", List.of("server")),
            Map.entry("org.bouncycastle..", List.of("server")),
            Map.entry("org.junit.platform.engine..", List.of("cli", "engine")),
            Map.entry("org.opentest4j..", List.of("engine")),
            Map.entry("org.junit.platform.launcher..", List.of("cli")),
            Map.entry("javax.xml..", List.of("report")),
            Map.entry("picocli..", List.of("cli"))));

    private static String room(JavaClass type) {
        return type.getPackageName().replaceFirst("^dev\\.parley\\.?", "");
    }

    private static TreeSet<String> roomsThat(Predicate<JavaClass> question) {
        return CLASSES.stream()
                .filter(question)
                .map(ArchitectureTest::room)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyRoomIsKnown() {
        assertThat(roomsThat(type -> true)).isEqualTo(new TreeSet<>(ROOMS.keySet()));
    }

    @TestFactory
    Stream<DynamicTest> aRoomUsesOnlyWhatItMay() {
        return ROOMS.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.getKey(), () -> {
                    String[] forbidden = ROOMS.keySet().stream()
                            .filter(other -> !other.equals(room.getKey())
                                    && !room.getValue().contains(other))
                            .map(other -> "dev.parley." + other + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage("dev.parley." + room.getKey() + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .check(CLASSES);
                }));
    }

    @TestFactory
    Stream<DynamicTest> aLibraryIsUsedInItsHomeAndNowhereElse() {
        return HOMES.entrySet().stream()
                .map(home -> DynamicTest.dynamicTest(home.getKey(), () -> {
                    DescribedPredicate<JavaClass> ofLibrary = resideInAPackage(home.getKey());
                    assertThat(roomsThat(type -> type.getDirectDependenciesFromSelf().stream()
                                    .anyMatch(dependency -> ofLibrary.test(dependency.getTargetClass()))))
                            .isEqualTo(new TreeSet<>(home.getValue()));
                }));
    }

    @Test
    void theRoomsHaveNoCycle() {
        slices().matching("dev.parley.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void socketsAreOpenedOnTheWireAndByTheEmbeddedServerOnly() {
        Set<String> sockets = Set.of(
                "java.net.Socket",
                "java.net.ServerSocket",
                "java.net.DatagramSocket",
                "java.nio.channels.SocketChannel",
                "java.nio.channels.ServerSocketChannel");
        assertThat(roomsThat(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                sockets.contains(dependency.getTargetClass().getName()))))
                .containsExactly("server", "wire");
    }

    @Test
    void onlyTheCommandLineEndsTheProcessAndUsesItsStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.parley.cli..")
                .and()
                // Keeps two sentences of a library from standard error.
                .doNotHaveFullyQualifiedName("dev.parley.config.TomlText$Quiet")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    /** The engine's configuration too: without a command line, nobody else can read what its parameters name. */
    @Test
    void onlyTheOutermostRoomsReadTheEnvironmentAndProperties() {
        Set<String> readers = Set.of("getenv", "getProperty", "getProperties", "getBoolean", "getInteger", "getLong");
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.parley.cli..")
                .and()
                .doNotHaveFullyQualifiedName("dev.parley.engine.Configuration")
                .should()
                .callMethodWhere(target(owner(name(System.class.getName())))
                        .or(target(owner(name(Boolean.class.getName()))))
                        .or(target(owner(name(Integer.class.getName()))))
                        .or(target(owner(name(Long.class.getName()))))
                        .and(describe("read the environment or a property", call -> readers.contains(call.getName()))))
                .check(CLASSES);
    }

    /** Time comes from a source that is handed in (Ticker, InstantSource). */
    @Test
    void nobodyAsksForTheTimeOfDay() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.parley.cli..", "dev.parley.engine..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }
}
