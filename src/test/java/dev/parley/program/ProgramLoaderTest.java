package dev.parley.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.expression.EvaluationException;
import dev.parley.expression.Expressions;
import dev.parley.source.Diagnostic;
import dev.parley.syntax.Clause;
import dev.parley.syntax.Item;
import dev.parley.syntax.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramLoaderTest {
    private final ProgramLoader loader =
            new ProgramLoader(new Expressions(true), LoadingGoldenTest.surroundings(), Set.of("carol"));

    @TempDir
    private Path directory;

    @Test
    void aMissingFileIsRejected() {
        Path path = directory.resolve("none.parley");
        assertThat(loader.load(path)).isInstanceOfSatisfying(Loaded.Rejected.class, rejected -> {
            assertThat(rejected.file().name()).isEqualTo(path.toString());
            assertThat(rejected.diagnostics())
                    .singleElement()
                    .extracting(Diagnostic::message)
                    .isEqualTo("There is no such file.");
        });
    }

    @Test
    void aDirectoryIsRejected() {
        assertThat(loader.load(directory)).isInstanceOf(Loaded.Rejected.class);
    }

    @Test
    void standardInputHasNoPathButADirectory() throws IOException {
        Files.writeString(directory.resolve("common.parley"), "let a = 1\n");
        Program program = accepted(loader.load(
                "<stdin>", "include 'common.parley'\ntest \"one\" { connect; expect +OK; log a }\n", directory));
        assertThat(program.path()).isNull();
        assertThat(program.directory()).isEqualTo(directory);
        assertThat(program.suite()).isEqualTo("<stdin>");
        assertThat(program.lets()).extracting(let -> let.name().text()).containsExactly("a");
    }

    @Test
    void accountsOfTheServerAreKnown() {
        assertThat(load("test \"one\" { connect; expect +OK; login carol }")).isInstanceOf(Loaded.Accepted.class);
    }

    @Test
    void includedBlocksRunAroundTheScriptsOwn() throws IOException {
        Files.writeString(directory.resolve("common.parley"), "before { log 'outer' }\nafter { log 'outer' }\n");
        Program program = accepted(load("""
            include "common.parley"
            before { log 'inner' }
            after { log 'inner' }
            test "one" { connect; expect +OK }
            """));
        assertThat(program.before())
                .extracting(before -> before.span().file().name())
                .first()
                .asString()
                .endsWith("common.parley");
        assertThat(program.after())
                .extracting(after -> after.span().file().name())
                .last()
                .asString()
                .endsWith("common.parley");
    }

    @Test
    void letsAreInOrderOfEvaluationAcrossIncludes() throws IOException {
        Files.writeString(directory.resolve("common.parley"), "let b = a + 1\n");
        Program program = accepted(load("""
            let a = 1
            include "common.parley"
            let c = b + 1
            test "${c}" { connect; expect +OK }
            """));
        assertThat(program.lets()).extracting(let -> let.name().text()).containsExactly("a", "b", "c");
        assertThat(program.tests()).extracting(TestCase::name).containsExactly("3");
    }

    @Test
    void theTestsOwnClausesStandBeforeThoseOfTheFile() {
        Program program = accepted(load("timeout 5s\ntest \"one\" { timeout 7s; connect; expect +OK }\n"));
        assertThat(program.tests().getFirst().clauses())
                .first()
                .isInstanceOfSatisfying(
                        Clause.Timeout.class,
                        timeout -> assertThat(timeout.time().span().text()).isEqualTo("7s"));
    }

    @Test
    void pathsOfAnIncludedFileAreRelativeToIt() throws IOException {
        Files.createDirectories(directory.resolve("parts/mail"));
        Files.writeString(directory.resolve("parts/mail/a.eml"), "inner");
        Files.writeString(
                directory.resolve("parts/common.parley"),
                "let groovy = file('mail/a.eml') + '!'\nprocedure put() { send raw file \"mail/a.eml\" }\n");
        Program program = accepted(load("include \"parts/common.parley\"\ntest \"${groovy}\" { put(); expect any }\n"));
        assertThat(program.tests()).extracting(TestCase::name).containsExactly("inner!");

        Statement.SendRaw send = (Statement.SendRaw)
                program.procedures().get("put").body().statements().getFirst();
        assertThat(new ValueReader(program).read(send.value(), scope(program))).isEqualTo("inner");
    }

    @Test
    void accountsOfProceduresAreFoundByTheirArguments() {
        Program program = accepted(load("""
            procedure outer(a) { inner(a) }
            procedure inner(b) { login ${b} }
            test "known" { connect; expect +OK; outer(bob) }
            test "computed" { connect; expect +OK; outer("b" + "ob") }
            """));
        assertThat(program.tests().get(0).accounts()).containsExactly("bob");
        assertThat(program.tests().get(0).accountsKnown()).isTrue();
        assertThat(program.tests().get(1).accountsKnown()).isFalse();
    }

    @Test
    void valuesAreReadAsTheyAreWritten() {
        assertThat(read("\"a\\xff${1 + 1}\\u{e9}\"")).isEqualTo("a\uDCFF2é");
        assertThat(read("'raw ${x}'")).isEqualTo("raw ${x}");
        assertThat(read("[1, 2.5, 3s, 4KB]")).asString().isEqualTo("[1, 2.5, PT3S, 4096]");
        assertThat(read("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(read("1..3")).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(read("1..0")).isEqualTo(List.of());
        assertThat(read("hex \"c3 a9:ff\"")).isEqualTo("é\uDCFF");
        assertThat(read("(two * 2)")).isEqualTo(4);
        assertThat(read("two")).isEqualTo(2);
        assertThat(read("table.a")).isEqualTo(1);
    }

    @Test
    void valuesThatCannotBeReadSayWhy() {
        assertThatThrownBy(() -> read("1..'x'")).isInstanceOf(EvaluationException.class);
        assertThatThrownBy(() -> read("hex \"${'z'}\""))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("`hex` wants pairs of the digits 0-9 and a-f, as in \"0d 0a\".");
        assertThatThrownBy(() -> read("file \"${'no'}.eml\""))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("There is no file \"no.eml\".");
    }

    @Test
    void insertedValuesAreQuotedInPatterns() {
        Program program = accepted(load("""
            let dot = "a.b"
            test "one" { connect; expect +OK /^${dot}$/i }
            """));
        Statement.Expect expect = (Statement.Expect)
                program.tests().getFirst().test().body().statements().get(1);
        dev.parley.syntax.Expectation.Reply reply = (dev.parley.syntax.Expectation.Reply) expect.expectation();
        com.google.re2j.Pattern pattern =
                new ValueReader(program).read(java.util.Objects.requireNonNull(reply.pattern()), scope(program));
        assertThat(pattern.matches("A.B")).isTrue();
        assertThat(pattern.matches("AxB")).isFalse();
    }

    @Test
    void aScriptWithoutGroovyLoadsWithoutIt() {
        ProgramLoader plain = new ProgramLoader(new Expressions(false), LoadingGoldenTest.surroundings(), Set.of());
        Loaded loaded = plain.load(
                "plain", "let n = 3\ntest \"one ${n}\" { connect; expect +OK; check n == 3; log n }\n", directory);
        assertThat(loaded).isInstanceOf(Loaded.Accepted.class);
    }

    private Object read(String value) {
        Program program = accepted(load("""
            let two = 2
            let table = [a: 1]
            test "one" { connect; expect +OK; log two; log table; log %s }
            """.formatted(value)));
        Item.Test test = program.tests().getFirst().test();
        Statement.Log log = (Statement.Log) test.body().statements().getLast();
        return new ValueReader(program).read(log.message(), scope(program));
    }

    private static LoadScope scope(Program program) {
        return new LoadScope(
                program.lets(),
                program.expressions(),
                Set.of(),
                LoadingGoldenTest.surroundings().in(program.directory()));
    }

    private Loaded load(String text) {
        return loader.load("script.parley", text, directory);
    }

    private static Program accepted(Loaded loaded) {
        return switch (loaded) {
            case Loaded.Accepted accepted -> accepted.program();
            case Loaded.Rejected rejected ->
                throw new AssertionError(dev.parley.source.DiagnosticRenderer.render(rejected.diagnostics()));
        };
    }

    @Test
    void whatOnlyMeasuresAMessageDoesNotLookIntoIt() {
        for (String step : List.of(
                "expect +OK",
                "expect +OK { octets == 5; lines count > 1; elapsed < 5s; raw status ~ /^.OK/; text ~ /x/ }",
                "expect +OK; capture n from text /(\\d+)/ as int; check n > 1",
                "expect +OK; let a = greeting.text; log a")) {
            assertThat(accepted(load(test(step))).looksIntoMessages()).as(step).isFalse();
        }
    }

    @Test
    void inDoubtAScriptLooksIntoMessages() {
        for (String step : List.of(
                "expect +OK { message contains 'x' }",
                "expect +OK { body is empty }",
                "expect +OK { header 'Subject' == 'x' }",
                "expect +OK { has line 'x' }",
                "expect +OK { lines in any order { 'x' } }",
                "expect +OK { raw contains 'x' }",
                "expect +OK; capture all; log all.text",
                "expect +OK; capture a from body /(x)/; log a",
                "expect +OK; collect a from lines /(x)/; log a",
                "expect +OK; check reply.octets == 5",
                "expect +OK; log ${reply.message}",
                "expect +OK; let r = session.reply.message.length(); log r",
                "expect +OK; log \"${second.reply.message}\"")) {
            assertThat(accepted(load(test(step))).looksIntoMessages()).as(step).isTrue();
        }
    }

    private static String test(String step) {
        return "test \"one\" { connect as second; expect +OK; send \"RETR 1\"; " + step + " }";
    }
}
