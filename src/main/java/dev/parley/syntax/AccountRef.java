package dev.parley.syntax;

import dev.parley.source.Span;

/** Which account: a name, a string, or an inserted expression. */
public sealed interface AccountRef extends Node {
    /** What the account is called that a test is given, whichever it is. */
    String OWN = "account";

    /** {@code alice}. */
    record Named(Name name) implements AccountRef {
        @Override
        public Span span() {
            return name.span();
        }
    }

    /** {@code "${name}"}: an account of that name if there is one, else a login name. */
    record Written(Template template) implements AccountRef {
        @Override
        public Span span() {
            return template.span();
        }
    }

    /** {@code ${who}}. */
    record Computed(Span span, Expression expression) implements AccountRef {}
}
