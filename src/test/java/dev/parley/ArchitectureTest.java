package dev.parley;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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
            Map.entry("syntax", List.of("source")),
            Map.entry("parse", List.of("source", "syntax")),
            Map.entry("expression", List.of("source")),
            Map.entry("program", List.of("source", "syntax", "parse", "expression", "requirement")),
            Map.entry("server", List.of("wire")),
            Map.entry(
                    "interpreter",
                    List.of("source", "syntax", "expression", "program", "wire", "server", "requirement")),
            Map.entry("engine", List.of("source", "syntax", "expression", "program", "wire", "server", "interpreter")),
            Map.entry("report", List.of("source")),
            Map.entry(
                    "cli",
                    List.of(
                            "source",
                            "syntax",
                            "expression",
                            "program",
                            "wire",
                            "server",
                            "interpreter",
                            "engine",
                            "report"))));

    /** The only rooms that may use a library. */
    private static final Map<String, List<String>> HOMES = new TreeMap<>(Map.ofEntries(
            Map.entry("org.antlr..", List.of("parse")),
            Map.entry("groovy..", List.of("expression")),
            Map.entry("org.codehaus.groovy..", List.of("expression")),
            Map.entry("org.apache.groovy..", List.of("expression")),
            Map.entry("javax.net.ssl..", List.of("wire", "server")),
            Map.entry("com.icegreen..", List.of("server")),
            Map.entry("jakarta.mail..", List.of("server")),
            Map.entry("org.bouncycastle..", List.of("server")),
            Map.entry("picocli..", List.of("cli")),
            Map.entry("org.junit.platform.launcher..", List.of("cli")),
            Map.entry("org.apache.commons.csv..", List.of("program"))));

    @Test
    void everyRoomIsKnown() {
        TreeSet<String> found = CLASSES.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith("dev.parley."))
                .map(name -> name.substring("dev.parley.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(new TreeSet<>(ROOMS.keySet()));
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
    Stream<DynamicTest> aLibraryHasOneHome() {
        return HOMES.entrySet().stream()
                .map(home -> DynamicTest.dynamicTest(home.getKey(), () -> {
                    String[] rooms = home.getValue().stream()
                            .map(room -> "dev.parley." + room + "..")
                            .toArray(String[]::new);
                    classes()
                            .that()
                            .resideOutsideOfPackages(rooms)
                            .should()
                            .onlyDependOnClassesThat(
                                    resideInAnyPackage(home.getKey()).negate().as("not be of " + home.getKey()))
                            .check(CLASSES);
                }));
    }

    @Test
    void theRoomsHaveNoCycle() {
        slices().matching("dev.parley.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheCommandLineEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.parley.cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void socketsAreOpenedOnTheWireAndByTheEmbeddedServerOnly() {
        String[] sockets = {"java.net.Socket", "java.net.ServerSocket"};
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.parley.wire..", "dev.parley.server..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(sockets[0])
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(sockets[1])
                .check(CLASSES);
        assertThat(Arrays.asList(sockets))
                .allSatisfy(name -> assertThat(CLASSES.stream()
                                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                                .anyMatch(dependency ->
                                        dependency.getTargetClass().getName().equals(name)))
                        .as("someone uses " + name)
                        .isTrue());
    }
}
