package dev.parley.expression;

import static dev.parley.expression.Evaluation.EXPRESSIONS;
import static dev.parley.expression.Evaluation.SCOPE;
import static dev.parley.expression.Evaluation.error;
import static dev.parley.expression.Evaluation.ready;
import static dev.parley.expression.Evaluation.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a wrong expression, at load and in the run, and what must not be taken for one. */
class ExpressionErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "conut | There is no `conut`; did you mean `count`?",
                "conut + 1 | There is no `conut`; did you mean `count`?",
                "nothing.lines | `nothing` is null, so it has no `lines`.",
                "nothing.lines + 1 | `lines` was asked of null.",
                "nothing.size() | `size` was asked of null.",
                "tls.vesion | `tls` has no `vesion`.",
                "tls.vesion + 1 | `tls` has no `vesion`.",
                "text.sizes() | A text has no method `sizes`; did you mean `size`?",
                "text.nope | A text has no property `nope`.",
                "text.size(3) | `size` of a text cannot take the number 3.",
                "md5(count, 1) | `md5` cannot take the number 2 and the number 1.",
                "1 / 0 | This divides by zero.",
                "text / 2 | The operator `/` has no meaning for a text and the number 2.",
                "list.get(7) | There is no element 7 of 2, counted from 0.",
                "'x' as int | \"x\" is not a number.",
                "list < 3 | There is no order between a list and the number 3.",
                "text < count | There is no order between the text \"abc\" and the number 2.",
                "hex('4') | `hex` wants pairs of the digits 0-9 and a-f, as in \"0d 0a\".",
                "unbase64('!') | \"!\" is not base64.",
                "file('none.eml') | There is no file \"none.eml\".",
                "random(0) | `random` wants how many numbers to choose from, not 0.",
                "md5(null) | A text is wanted here, not null.",
                "println(3) | An expression has no output for `println`; write `log`.",
            })
    void sayWhatWentWrong(String expression, String message) {
        assertThatThrownBy(() -> value(expression))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '~',
            value = {
                "text contains 'y' § 5 § 13 § write `text.contains('y')`",
                "{ it contains 'y' } § 5 § 13 § write `it.contains('y')`",
                "tls.version starts with 'T' § 12 § 23 § write `tls.version.startsWith('T')`",
                "list[0] ends with text § 8 § 17 § write `list[0].endsWith(text)`",
                "f(x).y is empty § 7 § 15 § write `f(x).y.isEmpty()`",
                "text !~ /x/ § 5 § 7 § write `!(text =~ /x/)`",
                "count > 1 and text § 10 § 13 § write `&&`",
                "count > 1 or text § 10 § 12 § write `||`",
                "count = 3 § 0 § 9 § `let count = …` is a statement of its own; `==` compares",
            })
    void refuseTheLanguageOutsideOfGroovy(String expression, int start, int end, String hint) {
        ExpressionError error = error(expression);
        assertThat(error.hint()).isEqualTo(hint);
        assertThat(expression.substring(error.start(), error.end())).isEqualTo(expression.substring(start, end));
    }

    @Test
    void tildeBeforeAPatternIsRefused() {
        assertThat(error("text ~ /x/").hint()).isEqualTo("write `text =~ /x/`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "count == | 6 | 8 | An operand is missing behind `==`.",
                "500ms == = 3 | 9 | 10 | `=` does not fit behind `==`.",
                "3 4 | 2 | 3 | An operator is missing before `4`.",
                "(count | 6 | 6 | A `)` is missing here.",
                "new Foo() | 0 | 9 | There is no type `Foo`.",
                "md6(text) | 0 | 3 | There is no function `md6`.",
                "return 3 | 0 | 8 | Only an expression can stand here, no statement of Groovy's.",
                "def x = 3 | 0 | 9 | Only an expression can stand here, no declaration.",
                "count ) | 6 | 7 | `)` does not fit here in Groovy.",
                "[1, 2 | 5 | 5 | A `]` is missing here.",
            })
    void pointAtCompileErrors(String expression, int start, int end, String message) {
        ExpressionError error = error(expression);
        assertThat(error.message()).isEqualTo(message);
        assertThat(error.start()).isEqualTo(start);
        assertThat(error.end()).isEqualTo(end);
    }

    @Test
    void positionsCountCharactersAlsoBehindWideOnes() {
        assertThat(error("'\uD83D\uDE00' + md6(text)").start()).isEqualTo(7);
    }

    /** What must not be taken for a mistake. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "list*.size() == [5, 5]",
                "[*list, *list].size()",
                "list.collect { it.size() }.any { n -> n > 1 }",
                "count ?: -1",
                "text =~ /a/ && text ==~ /[a-c]+/",
                "text.replaceAll(/[a\\/]/, 'x').size() / 2 == 3 || true",
                "count in [1, 2]",
                "!(count in 1..3)",
                "list.inject(0) { a, b ->\n def n = b.size()\n a + n }",
                "list.sum { it.tokenize()[1] as int }",
                "text instanceof String ? 1 : 2",
                "(list as Set<String>).size()",
                "[a: 1, 'b': 2].collect { k, v -> \"$k=$v\" }",
                "text.with { size() + length() }",
                "list.every { it.contains(' ') && !it.isEmpty() }",
                "$/a/b/$.size()",
                "'''a\n'b' 3s'''.size()",
                "'contains' + text",
                "list.contains 'x'",
                "hex '0d 0a'",
                "list[0..-1]",
                "count <=> 3",
                "text?.size()",
                "list.findAll({ it }).size()",
                "[1, 2].collect { x -> x * 2 } == [2, 4]",
            })
    void groovyIsGroovy(String expression) {
        assertThat(EXPRESSIONS.compile(expression)).isInstanceOf(Expressions.Result.Ready.class);
        ready(expression).evaluate(SCOPE);
    }

    @Test
    void withoutGroovyWhatNeedsItIsWrong() {
        Expressions plain = new Expressions(false);
        assertThat(plain.compile("count == 2")).isInstanceOf(Expressions.Result.Ready.class);
        assertThat(plain.compile("count + 2"))
                .isInstanceOfSatisfying(
                        Expressions.Result.Wrong.class,
                        wrong -> assertThat(wrong.error().message())
                                .isEqualTo("This expression needs Groovy, which is switched off."));
    }
}
