package dev.parley.config;

import dev.parley.difference.Rule;
import dev.parley.source.Span;

/** A rule for comparisons, and where it stands. */
public record GivenRule(Span span, Rule rule) {}
